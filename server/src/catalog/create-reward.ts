import { In } from 'typeorm';
import { encodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogChange, type CatalogParts, type Operator } from './catalog-change.js';
import { cleanDraft, draftRefusals, planTierRefusals } from './draft.rules.js';
import type { RewardDraft } from './reward.draft.js';
import { RewardEntity } from './reward.entity.js';
import { insertReward, shelvesOf } from './save-reward.js';
import { VariantEntity } from './variant.entity.js';

/** Adds a reward with its variants, prices and first stock; as a draft, or listed at once. */
export async function createReward(
  parts: CatalogParts,
  operator: Operator,
  given: RewardDraft,
  listed: boolean,
): Promise<{ rewardId: string } | Refused> {
  const draft = cleanDraft(given);
  const wrong = draftRefusals(draft, operator.program.currency);
  if (wrong.length > 0) return refuse(...wrong);
  return changeCatalog(parts, operator, async (change) => {
    const unknown = planTierRefusals(draft.variants, change.tiers);
    if (unknown.length > 0) return refuse(...unknown);
    const taken = (await handleTaken(change, draft.handle)) ?? (await skuTaken(change, draft, []));
    if (taken !== null) return taken;
    const shelves = await shelvesOf(change, draft);
    if (isRefused(shelves)) return shelves;
    const rewardId = await insertReward(change, draft, listed ? 'listed' : 'draft', shelves);
    await change.audit('rewardCreate', encodeId('reward', rewardId), null, { ...draft, listed });
    return { rewardId };
  });
}

/** Refuses a handle that another reward has. */
export async function handleTaken(
  change: CatalogChange,
  handle: string,
  exceptId?: string,
): Promise<Refused | null> {
  const found = await change.manager.findOneBy(RewardEntity, {
    programId: change.operator.program.id,
    handle,
  });
  if (found === null || found.id === exceptId) return null;
  return refuse({ code: 'ALREADY_EXISTS', id: encodeId('reward', found.id), path: ['handle'] });
}

/** Refuses a SKU that another variant has, and keeps: those of the draft itself may give up theirs to each other. */
export async function skuTaken(
  change: CatalogChange,
  draft: Pick<RewardDraft, 'variants'>,
  variantIds: readonly (string | null)[],
): Promise<Refused | null> {
  const skus = draft.variants.map((variant) => variant.sku).filter((sku) => sku !== null);
  const found = await change.manager.findBy(VariantEntity, {
    programId: change.operator.program.id,
    sku: In(skus),
  });
  for (const [at, variant] of draft.variants.entries()) {
    const other = found.find((one) => one.sku === variant.sku && !variantIds.includes(one.id));
    if (other === undefined) continue;
    return refuse({
      code: 'ALREADY_EXISTS',
      id: encodeId('variant', other.id),
      path: ['variants', String(at), 'sku'],
    });
  }
  return null;
}
