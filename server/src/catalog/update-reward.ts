import { encodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refusal, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogChange, type CatalogParts, type Operator } from './catalog-change.js';
import { handleTaken, skuTaken } from './create-reward.js';
import { cleanDraft, draftRefusals, planTierRefusals } from './draft.rules.js';
import { editOf, type Wanted } from './edit.rules.js';
import type { RewardDraft, RewardState, VariantDraft } from './reward.draft.js';
import { shelvesOf, writeEdit } from './save-reward.js';
import { storedRewards, type StoredReward } from './stored-reward.js';

/** What of a reward is to change; what is absent stays. */
export interface RewardChanges extends Partial<Omit<RewardDraft, 'variants'>> {
  variants?: VariantChanges[];
}

export interface VariantChanges {
  /** The uuid of an existing variant, or null for a new one; stock counts only for new ones. */
  id: string | null;
  changes: Partial<VariantDraft>;
}

/** A variant of which nothing has been said yet; it still needs a price. */
export const newVariant: VariantDraft = {
  title: { zh: '', en: '' },
  sku: null,
  options: [],
  plans: [],
  stock: { onHand: null, batch: null },
};

/** Changes a reward; refused as a whole when any part of it cannot be. */
export async function updateReward(
  parts: CatalogParts,
  operator: Operator,
  rewardId: string,
  changes: RewardChanges,
): Promise<{ rewardId: string } | Refused> {
  return changeCatalog(parts, operator, async (change) => {
    const [stored] = await storedRewards(change, { ids: [rewardId] });
    if (stored === undefined) {
      return refuse({ code: 'NOT_FOUND', id: encodeId('reward', rewardId), path: ['id'] });
    }
    const wanted = wantedOf(stored, changes);
    if (isRefused(wanted)) return wanted;
    const refused = await saveChanges(change, stored, wanted, 'rewardUpdate');
    return isRefused(refused) ? refused : { rewardId };
  });
}

/** Counted pieces have no codes to be delivered, and codes are no pieces to be sent. */
function changesDelivery(from: RewardDraft['kind'], to: RewardDraft['kind']): boolean {
  return from !== to && (from === 'virtual' || to === 'virtual');
}

function wantedOf(stored: StoredReward, changes: RewardChanges): Wanted | Refused {
  const { variants = [], ...fields } = changes;
  const wrong = variantRefusal(stored, variants);
  if (wrong !== null) return refuse(wrong);
  if (changesDelivery(stored.draft.kind, fields.kind ?? stored.draft.kind)) {
    return refuse({
      code: 'INVALID_INPUT',
      path: ['kind'],
      reason: {
        zh: '虚拟商品的库存是兑换码，其他商品的库存是件数：两者不能互换，请新建商品。',
        en: 'The stock of a virtual reward is codes, of any other it is pieces: one cannot become the other. Create a new reward.',
      },
    });
  }
  const draft = cleanDraft({
    ...stored.draft,
    ...fields,
    variants: variants.map(({ id, changes: own }) => {
      const standing = stored.variants.find((variant) => variant.entity.id === id);
      return Object.assign({}, newVariant, standing?.draft, own);
    }),
  });
  return {
    state: stored.entity.state,
    draft,
    variants: draft.variants.map((one, at) => ({ id: variants[at]?.id ?? null, draft: one })),
  };
}

/** What is wrong with the variants that are named: each is of this reward, and what becomes of it is said once. */
function variantRefusal(stored: StoredReward, variants: readonly VariantChanges[]): Refusal | null {
  const named = new Set<string>();
  for (const [at, { id }] of variants.entries()) {
    if (id === null) continue;
    const path = ['variants', String(at), 'id'];
    if (!stored.variants.some((variant) => variant.entity.id === id)) {
      return { code: 'NOT_FOUND', id: encodeId('variant', id), path };
    }
    if (named.has(id)) {
      const reason = { zh: '同一规格只能出现一次。', en: 'A variant is named once.' };
      return { code: 'INVALID_INPUT', path, reason };
    }
    named.add(id);
  }
  return null;
}

/** Writes what differs from what is stored, with its audit; also for imports. The variants in `wanted.draft` are those named. */
export async function saveChanges(
  change: CatalogChange,
  stored: StoredReward,
  wanted: Wanted,
  action: string,
): Promise<{ result: 'updated' | 'unchanged' } | Refused> {
  const { draft } = wanted;
  // A tier that prices stand for already may stay, though the rules know it no longer.
  const tiers = [...change.tiers, ...standingTiers(stored)];
  const wrong = [
    ...draftRefusals(withStanding(stored, wanted), change.operator.program.currency),
    ...planTierRefusals(draft.variants, tiers),
  ];
  if (wrong.length > 0) return refuse(...wrong);
  const taken =
    (await handleTaken(change, draft.handle, stored.entity.id)) ??
    (await skuTaken(
      change,
      draft,
      wanted.variants.map((variant) => variant.id),
    ));
  if (taken !== null) return taken;
  const edit = editOf(standingOf(stored), wanted);
  if (edit === null) return { result: 'unchanged' };
  const shelves = await shelvesOf(change, draft);
  if (isRefused(shelves)) return shelves;
  await writeEdit(change, stored, draft, wanted.state, edit, shelves);
  const before = fieldsOf(stored.draft, stored.entity.state, edit.fields);
  const after = fieldsOf(draft, wanted.state, edit.fields);
  await change.audit(
    action,
    encodeId('reward', stored.entity.id),
    {
      ...before,
      variants: edit.changedVariants.map(
        ({ id }) => stored.variants.find((variant) => variant.entity.id === id)?.draft ?? null,
      ),
    },
    {
      ...after,
      variants: [...edit.changedVariants, ...edit.newVariants].map((variant) => variant.draft),
    },
  );
  return { result: 'updated' };
}

function standingTiers({ variants }: StoredReward): string[] {
  return variants.flatMap(({ plans }) => plans.flatMap(({ tier }) => tier ?? []));
}

export function standingOf(stored: StoredReward) {
  return {
    state: stored.entity.state,
    draft: stored.draft,
    variants: stored.variants.map((variant) => ({ id: variant.entity.id, draft: variant.draft })),
  };
}

/** The rules are asked of the whole reward, standing variants included; what is said of the stock of those counts for nothing. */
function withStanding(stored: StoredReward, wanted: Wanted): RewardDraft {
  const named = new Set(wanted.variants.map((variant) => variant.id));
  const { stock } = newVariant;
  const variants = wanted.variants.map(({ id, draft }) => (id === null ? draft : { ...draft, stock }));
  for (const { entity, draft } of stored.variants) {
    if (!named.has(entity.id)) variants.push({ ...draft, stock });
  }
  return { ...wanted.draft, variants };
}

function fieldsOf(draft: RewardDraft, state: RewardState, fields: readonly (keyof RewardDraft | 'state')[]) {
  return Object.fromEntries(fields.map((field) => [field, field === 'state' ? state : draft[field]]));
}
