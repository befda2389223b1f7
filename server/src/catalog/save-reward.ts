import { In } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import type { Refused } from '../platform/refusal.js';
import type { CatalogChange } from './catalog-change.js';
import { CategoryEntity } from './category.entity.js';
import type { Edit } from './edit.rules.js';
import { PricePlanEntity } from './price-plan.entity.js';
import { cheapestPlan, pricedUntil, toldPlans } from './price.rules.js';
import type { PlanDraft, RewardDraft, RewardState, VariantDraft } from './reward.draft.js';
import { RewardEntity } from './reward.entity.js';
import { searchVector } from './search.rules.js';
import { planDraft, type StoredReward } from './stored-reward.js';
import { VariantEntity } from './variant.entity.js';
import { RewardZoneEntity, ZoneEntity } from './zone.entity.js';

/** The rows behind the keys a draft names. */
export interface Shelves {
  category: CategoryEntity | null;
  zoneIds: string[];
}

/** Finds the category and the zones of a draft; refused when one does not exist. */
export async function shelvesOf(
  change: CatalogChange,
  draft: Pick<RewardDraft, 'category' | 'zones'>,
): Promise<Shelves | Refused> {
  const programId = change.operator.program.id;
  const category =
    draft.category === null
      ? null
      : await change.manager.findOneBy(CategoryEntity, { programId, key: draft.category });
  if (draft.category !== null && category === null) {
    return { refused: [{ code: 'NOT_FOUND', id: draft.category, path: ['category'] }] };
  }
  const zones = await change.manager.findBy(ZoneEntity, { programId, key: In(draft.zones) });
  const missing = draft.zones.find((key) => !zones.some((zone) => zone.key === key));
  if (missing !== undefined) return { refused: [{ code: 'NOT_FOUND', id: missing, path: ['zones'] }] };
  return { category, zoneIds: zones.map((zone) => zone.id) };
}

/** Writes a new reward with everything below it; the draft has been checked. Gives its uuid. */
export async function insertReward(
  change: CatalogChange,
  draft: RewardDraft,
  state: RewardState,
  shelves: Shelves,
): Promise<string> {
  const { now, program } = change.operator;
  const id = change.newId();
  const plans = draft.variants.flatMap((variant) => variant.plans);
  await change.manager.insert(RewardEntity, {
    id,
    programId: program.id,
    ...rewardColumns(draft, state, shelves),
    pointsFrom: pointsFrom(plans, now),
    pricedUntil: pricedUntil(plans),
    search: searchText(draft, draft.variants, shelves.category),
    createdAt: now,
    updatedAt: now,
  });
  await putOnShelves(change, id, shelves);
  for (const [position, variant] of draft.variants.entries()) {
    await insertVariant(change, id, variant, position);
  }
  return id;
}

/** Writes the difference; the stock rows of the variants concerned are locked first. */
export async function writeEdit(
  change: CatalogChange,
  stored: StoredReward,
  draft: RewardDraft,
  state: RewardState,
  edit: Edit,
  shelves: Shelves,
): Promise<void> {
  const { now } = change.operator;
  const id = stored.entity.id;
  await change.lock(edit.concerned);
  await freeSkus(change, stored, edit);
  for (const variant of edit.changedVariants) await updateVariant(change, stored, variant);
  for (const variant of edit.newVariants) await insertVariant(change, id, variant.draft, variant.position);
  const replaced = new Map(edit.changedVariants.map((variant) => [variant.id, variant.draft]));
  const variants = [
    ...stored.variants.map((variant) => replaced.get(variant.entity.id) ?? variant.draft),
    ...edit.newVariants.map((variant) => variant.draft),
  ];
  const plans = variants.flatMap((variant) => variant.plans);
  await change.manager.update(
    RewardEntity,
    { id },
    {
      ...rewardColumns(draft, state, shelves),
      pointsFrom: pointsFrom(plans, now),
      pricedUntil: pricedUntil(plans),
      search: searchText(draft, variants, shelves.category),
      updatedAt: now,
    },
  );
  if (edit.fields.includes('zones')) {
    await change.manager.delete(RewardZoneEntity, { rewardId: id });
    await putOnShelves(change, id, shelves);
  }
  const listing = edit.fields.some((field) => listingFields.has(field));
  change.changed(edit.concerned, listing ? 'LISTING' : null);
}

/** What decides on whether the mall shows a reward. */
const listingFields: ReadonlySet<string> = new Set(['state', 'onSaleFrom', 'onSaleUntil']);

function rewardColumns(draft: RewardDraft, state: RewardState, shelves: Shelves) {
  const { zones: _zones, variants: _variants, category: _category, limit, ...plain } = draft;
  return {
    ...plain,
    state,
    categoryId: shelves.category?.id ?? null,
    limitQuantity: limit?.quantity ?? null,
    limitPeriod: limit?.period ?? null,
  };
}

async function putOnShelves(change: CatalogChange, rewardId: string, shelves: Shelves): Promise<void> {
  if (shelves.zoneIds.length === 0) return;
  const rows = shelves.zoneIds.map((zoneId) => ({ rewardId, zoneId }));
  await change.manager.insert(RewardZoneEntity, rows);
}

async function insertVariant(change: CatalogChange, rewardId: string, draft: VariantDraft, position: number) {
  const programId = change.operator.program.id;
  const id = change.newId();
  const { title, sku, options } = draft;
  await change.manager.insert(VariantEntity, { id, programId, rewardId, title, sku, options, position });
  await change.client.query(
    `INSERT INTO stock (variant_id, program_id, on_hand, batch_size, batch_period) VALUES ($1, $2, $3, $4, $5)`,
    [id, programId, draft.stock.onHand, draft.stock.batch?.size ?? null, draft.stock.batch?.period ?? null],
  );
  await insertPlans(
    change,
    id,
    draft.plans.map((plan, at) => ({ plan, position: at })),
  );
  change.changed([id], 'LISTING');
}

/** What one variant gives up may be another's in the same edit, and no two rows have it at any moment. */
async function freeSkus(change: CatalogChange, stored: StoredReward, edit: Edit): Promise<void> {
  const taken = new Set(edit.changedVariants.map(({ draft }) => draft.sku));
  const ids = edit.changedVariants.flatMap(({ id, draft }) => {
    const old = stored.variants.find(({ entity }) => entity.id === id)?.draft.sku ?? null;
    return old !== null && old !== draft.sku && taken.has(old) ? [id] : [];
  });
  if (ids.length > 0) await change.manager.update(VariantEntity, { id: In(ids) }, { sku: null });
}

async function updateVariant(
  change: CatalogChange,
  stored: StoredReward,
  variant: Edit['changedVariants'][number],
): Promise<void> {
  const { title, sku, options, plans } = variant.draft;
  await change.manager.update(VariantEntity, { id: variant.id }, { title, sku, options });
  const old = stored.variants.find((one) => one.entity.id === variant.id);
  change.changed([variant.id], variant.newPrices ? 'PRICE' : old?.entity.sku === sku ? null : 'LISTING');
  if (!variant.newPrices) return;
  const left = [...(old?.plans ?? [])];
  const added: { plan: PlanDraft; position: number }[] = [];
  for (const [position, plan] of plans.entries()) {
    // A plan that stays keeps its id, so that an exchange under way still finds it.
    const at = left.findIndex((one) => isDeepStrictEqual(planDraft(one), plan));
    const [kept] = at === -1 ? [] : left.splice(at, 1);
    if (kept === undefined) added.push({ plan, position });
    else await change.manager.update(PricePlanEntity, { id: kept.id }, { position });
  }
  if (left.length > 0) await change.manager.delete(PricePlanEntity, { id: In(left.map((plan) => plan.id)) });
  await insertPlans(change, variant.id, added);
}

async function insertPlans(
  change: CatalogChange,
  variantId: string,
  plans: readonly { plan: PlanDraft; position: number }[],
): Promise<void> {
  if (plans.length === 0) return;
  await change.manager.insert(
    PricePlanEntity,
    plans.map(({ plan, position }) => ({
      id: change.newId(),
      programId: change.operator.program.id,
      variantId,
      label: plan.label,
      points: plan.points,
      cashMinor: plan.cash?.minor ?? null,
      currency: plan.cash?.currency ?? null,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
      tier: plan.tier,
      position,
    })),
  );
}

function pointsFrom(plans: readonly PlanDraft[], now: Date): number {
  const facts = plans.map((plan) => ({ ...plan, cashMinor: plan.cash?.minor ?? null }));
  const told = toldPlans(facts, now);
  const forAll = told.filter((plan) => plan.tier === null);
  return cheapestPlan(forAll.length > 0 ? forAll : told, now)?.points ?? 0;
}

/** What a reward is found by, the title of its category included. */
export function searchText(
  draft: RewardDraft,
  variants: readonly Pick<VariantDraft, 'sku' | 'options'>[],
  category: Pick<CategoryEntity, 'title'> | null,
): string {
  const both = (text: { zh: string; en: string }) => [text.zh, text.en];
  return searchVector({
    title: both(draft.title),
    labels: [
      ...draft.tags.flatMap(both),
      ...(category === null ? [] : both(category.title)),
      ...variants.flatMap(({ sku, options }) => [
        sku ?? '',
        ...options.flatMap((option) => both(option.value)),
      ]),
      draft.supplier ?? '',
    ],
    body: [...both(draft.summary), ...both(draft.description)],
  });
}
