import { isDeepStrictEqual } from 'node:util';
import { encodeId } from '../platform/ids.js';
import { refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogParts, type Operator } from './catalog-change.js';
import { CategoryEntity } from './category.entity.js';
import { type CategoryDraft, cleanCategory } from './create-category.js';
import { shelfRefusals } from './draft.rules.js';
import { renewSearch } from './renew-search.js';

/** What of a category is to change; what is absent stays. Its key stays always. */
export type CategoryChanges = Partial<Omit<CategoryDraft, 'key'>>;

/** Changes a category, and what its rewards are found by with it. */
export function updateCategory(
  parts: CatalogParts,
  operator: Operator,
  categoryId: string,
  changes: CategoryChanges,
): Promise<{ categoryId: string } | Refused> {
  return changeCatalog(parts, operator, async (change) => {
    const mine = { id: categoryId, programId: operator.program.id };
    const stored = await change.manager.findOneBy(CategoryEntity, mine);
    const subject = encodeId('category', categoryId);
    if (stored === null) return refuse({ code: 'NOT_FOUND', id: subject, path: ['id'] });
    const { key, title, position } = stored;
    const before: CategoryDraft = { key, title, position };
    const after = cleanCategory({ ...before, ...changes });
    const wrong = shelfRefusals(after);
    if (wrong.length > 0) return refuse(...wrong);
    if (isDeepStrictEqual(after, before)) return { categoryId };
    await change.manager.update(CategoryEntity, mine, after);
    if (!isDeepStrictEqual(after.title, before.title)) await renewSearch(change, categoryId, after);
    await change.audit('categoryUpdate', subject, before, after);
    return { categoryId };
  });
}
