import { isDeepStrictEqual } from 'node:util';
import { cleanDraft } from '../draft.rules.js';
import type { Standing, Wanted } from '../edit.rules.js';
import type { PlanDraft, RewardState } from '../reward.draft.js';
import type { ParsedProduct } from './shopify.rules.js';
import type { Words } from '../../platform/content.rules.js';

/**
 * What a standing reward is to become by a file. What a file does not know – zones, limits, windows, places,
 * price plans beyond the first price, the other language – stays as operators made it.
 */
export function wantedOf(standing: Standing, product: ParsedProduct, category?: string | null): Wanted {
  const old = standing.draft;
  const given = cleanDraft(product.draft);
  const taken = new Set<string>();
  const variants = given.variants.map((draft) => {
    const match =
      standing.variants.find(
        ({ id, draft: own }) => !taken.has(id) && own.sku !== null && own.sku === draft.sku,
      ) ??
      standing.variants.find(
        ({ id, draft: own }) => !taken.has(id) && sameOptions(own.options, draft.options),
      );
    if (match === undefined) return { id: null, draft };
    taken.add(match.id);
    const title = inBoth(match.draft.title, draft.title);
    const plans = plansWith(match.draft.plans, draft.plans);
    const options = sameOptions(match.draft.options, draft.options) ? match.draft.options : draft.options;
    return {
      id: match.id,
      draft: { title, sku: draft.sku ?? match.draft.sku, options, plans, stock: draft.stock },
    };
  });
  return {
    state: stateBy(product, standing.state),
    draft: {
      ...old,
      title: inBoth(old.title, given.title),
      summary: inBoth(old.summary, given.summary),
      description: inBoth(old.description, given.description),
      supplier: given.supplier ?? old.supplier,
      category: category === undefined ? old.category : (category ?? old.category),
      tags: given.tags.length > 0 && !sameTags(old.tags, given.tags) ? given.tags : old.tags,
      images: given.images.length > 0 ? given.images : old.images,
      variants: variants.map((variant) => variant.draft),
    },
    variants,
  };
}

function stateBy({ listed }: ParsedProduct, standing: RewardState): RewardState {
  if (listed === true) return 'listed';
  return listed === false && standing === 'listed' ? 'delisted' : standing;
}

/** Operators' own plans (cash, windows, labels, tiers) are kept; the file speaks for the plain price in points for everybody. */
function plansWith(standing: readonly PlanDraft[], given: readonly PlanDraft[]): PlanDraft[] {
  const plain = standing.findIndex(
    ({ cash, startsAt, endsAt, label, tier }) =>
      cash === null && startsAt === null && endsAt === null && label === null && tier === null,
  );
  if (plain !== -1) return standing.toSpliced(plain, 1, ...given);
  // What operators keep for tiers is not opened to everybody by a file that knows no tiers.
  return standing.every(({ tier }) => tier !== null) ? [...standing] : [...standing, ...given];
}

/** The file's text in the language it has, the standing text in the other. */
function inBoth(old: Words, given: Words): Words {
  return { zh: given.zh || old.zh, en: given.en || old.en };
}

function says(old: Words, given: Words): boolean {
  return isDeepStrictEqual(inBoth(old, given), { zh: old.zh, en: old.en });
}

function sameTags(old: readonly Words[], given: readonly Words[]): boolean {
  return old.length === given.length && given.every((tag, at) => says(old[at] ?? { zh: '', en: '' }, tag));
}

function sameOptions(
  old: readonly { name: Words; value: Words }[],
  given: readonly { name: Words; value: Words }[],
): boolean {
  if (old.length !== given.length) return false;
  return given.every((option, at) => {
    const own = old[at];
    return own !== undefined && says(own.name, option.name) && says(own.value, option.value);
  });
}
