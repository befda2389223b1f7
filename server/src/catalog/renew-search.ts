import type { CatalogChange } from './catalog-change.js';
import type { CategoryDraft } from './create-category.js';
import { searchText } from './save-reward.js';
import { storedRewards } from './stored-reward.js';

/** Held in memory at a time. */
const portion = 500;

/** Rewards are found by the title of their category, too: those in it are found by the one it has now. */
export async function renewSearch(
  change: CatalogChange,
  categoryId: string,
  category: CategoryDraft,
): Promise<void> {
  const { client, operator } = change;
  const rows = await client.query<{ id: string }>(
    'SELECT id FROM reward WHERE program_id = $1 AND category_id = $2 ORDER BY id',
    [operator.program.id, categoryId],
  );
  for (let from = 0; from < rows.length; from += portion) {
    const ids = rows.slice(from, from + portion).map(({ id }) => id);
    const rewards = await storedRewards(change, { ids });
    await client.query(
      `UPDATE reward r SET search = c.search::tsvector FROM unnest($1::uuid[], $2::text[]) AS c(id, search)
        WHERE r.id = c.id`,
      [
        rewards.map(({ entity }) => entity.id),
        rewards.map(({ draft, variants }) =>
          searchText(
            draft,
            variants.map((variant) => variant.draft),
            category,
          ),
        ),
      ],
    );
  }
}
