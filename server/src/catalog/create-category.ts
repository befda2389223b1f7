import type { LocalizedText } from '../graphql/localized.js';
import { encodeId } from '../platform/ids.js';
import { refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogParts, type Operator } from './catalog-change.js';
import { CategoryEntity } from './category.entity.js';
import { shelfRefusals } from './draft.rules.js';
import { cleanLine, cleanWords } from '../platform/content.rules.js';

export interface CategoryDraft {
  key: string;
  title: LocalizedText;
  position: number;
}

/** Adds a category under a key that no other category of the program has. */
export async function createCategory(
  parts: CatalogParts,
  operator: Operator,
  given: CategoryDraft,
): Promise<{ categoryId: string } | Refused> {
  const draft = cleanCategory(given);
  const wrong = shelfRefusals(draft);
  if (wrong.length > 0) return refuse(...wrong);
  return changeCatalog(parts, operator, async (change) => {
    const programId = operator.program.id;
    const taken = await change.manager.findOneBy(CategoryEntity, { programId, key: draft.key });
    if (taken !== null) {
      return refuse({ code: 'ALREADY_EXISTS', id: encodeId('category', taken.id), path: ['key'] });
    }
    const categoryId = change.newId();
    await change.manager.insert(CategoryEntity, { id: categoryId, programId, ...draft });
    await change.audit('categoryCreate', encodeId('category', categoryId), null, draft);
    return { categoryId };
  });
}

/** The same category as it can be stored. */
export function cleanCategory({ key, title, position }: CategoryDraft): CategoryDraft {
  return { key: cleanLine(key), title: cleanWords(title), position };
}
