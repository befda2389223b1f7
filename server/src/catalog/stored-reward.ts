import { In } from 'typeorm';
import type { CatalogChange } from './catalog-change.js';
import { CategoryEntity } from './category.entity.js';
import { PricePlanEntity } from './price-plan.entity.js';
import { RewardEntity } from './reward.entity.js';
import type { PlanDraft, RewardDraft, VariantDraft } from './reward.draft.js';
import { VariantEntity } from './variant.entity.js';
import { RewardZoneEntity, ZoneEntity } from './zone.entity.js';

/** A reward as it stands in the database, in the words of a draft. */
export interface StoredReward {
  entity: RewardEntity;
  draft: RewardDraft;
  variants: StoredVariant[];
}

export interface StoredVariant {
  entity: VariantEntity;
  /** Its stock is not told: only stock/ knows what is left now. */
  draft: Omit<VariantDraft, 'stock'>;
  plans: PricePlanEntity[];
}

/** Reads whole rewards of this program by uuid or handle, a handful of statements for any number. */
export async function storedRewards(
  change: CatalogChange,
  by: { ids: readonly string[] } | { handles: readonly string[] },
): Promise<StoredReward[]> {
  const { manager } = change;
  const programId = change.operator.program.id;
  const entities = await manager.find(RewardEntity, {
    where: 'ids' in by ? { programId, id: In([...by.ids]) } : { programId, handle: In([...by.handles]) },
    order: { id: 'ASC' },
  });
  const rewardIds = entities.map((entity) => entity.id);
  const variants = await manager.find(VariantEntity, {
    where: { rewardId: In(rewardIds) },
    order: { position: 'ASC', id: 'ASC' },
  });
  const plans = await manager.find(PricePlanEntity, {
    where: { variantId: In(variants.map((variant) => variant.id)) },
    order: { position: 'ASC', id: 'ASC' },
  });
  const shelves = await manager.find(RewardZoneEntity, { where: { rewardId: In(rewardIds) } });
  const zoneKeys = await keysOf(change, ZoneEntity, [...new Set(shelves.map((shelf) => shelf.zoneId))]);
  const categoryIds = entities.map((entity) => entity.categoryId).filter((id) => id !== null);
  const categoryKeys = await keysOf(change, CategoryEntity, [...new Set(categoryIds)]);
  return entities.map((entity) => {
    const own = variants
      .filter((variant) => variant.rewardId === entity.id)
      .map((variant) => storedVariant(variant, plans));
    const zones = shelves
      .filter((shelf) => shelf.rewardId === entity.id)
      .map((shelf) => zoneKeys.get(shelf.zoneId) ?? '')
      .toSorted();
    const category = entity.categoryId === null ? null : (categoryKeys.get(entity.categoryId) ?? null);
    return { entity, draft: draftOf(entity, category, zones), variants: own };
  });
}

async function keysOf(
  change: CatalogChange,
  kind: typeof ZoneEntity | typeof CategoryEntity,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows: { id: string; key: string }[] = await change.manager.find<ZoneEntity | CategoryEntity>(kind, {
    where: { id: In([...ids]) },
  });
  return new Map(rows.map((row) => [row.id, row.key]));
}

function draftOf(entity: RewardEntity, category: string | null, zones: string[]): RewardDraft {
  return {
    handle: entity.handle,
    kind: entity.kind,
    title: entity.title,
    summary: entity.summary,
    description: entity.description,
    supplier: entity.supplier,
    category,
    tags: entity.tags,
    images: entity.images,
    videoUrl: entity.videoUrl,
    onSaleFrom: entity.onSaleFrom,
    onSaleUntil: entity.onSaleUntil,
    limit:
      entity.limitQuantity === null || entity.limitPeriod === null
        ? null
        : { quantity: entity.limitQuantity, period: entity.limitPeriod },
    featured: entity.featured,
    zones,
    variants: [],
  };
}

function storedVariant(entity: VariantEntity, allPlans: readonly PricePlanEntity[]): StoredVariant {
  const plans = allPlans.filter((plan) => plan.variantId === entity.id);
  return {
    entity,
    plans,
    draft: {
      title: entity.title,
      sku: entity.sku,
      options: entity.options,
      plans: plans.map(planDraft),
    },
  };
}

export function planDraft(plan: PricePlanEntity): PlanDraft {
  return {
    label: plan.label,
    points: plan.points,
    cash:
      plan.cashMinor === null || plan.currency === null
        ? null
        : { minor: plan.cashMinor, currency: plan.currency },
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
    tier: plan.tier,
  };
}
