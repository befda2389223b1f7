import { price } from '../graphql/money.types.js';
import { encodeId } from '../platform/ids.js';
import type { AdminReward, AdminVariant } from './catalog.admin.types.js';
import { shownUnits } from '../stock/stock.types.js';
import { planFacts, priceOf } from './plan.view.js';
import type { Viewer } from './rewards.filter.js';
import { variantStock } from './reward.view.js';
import type { AdminRewardRow } from './rewards.admin.queries.js';
import type { CategoryRow, VariantRow, ZoneRow } from './rewards.queries.js';
import type { AdminCategory, AdminZone } from './shelves.admin.types.js';

/** A row as operators see it: both languages, every state. */
export function adminRewardView(row: AdminRewardRow, view: Pick<Viewer, 'now' | 'timeZone'>): AdminReward {
  return {
    id: encodeId('reward', row.id),
    handle: row.handle,
    state: row.state,
    kind: row.kind,
    title: row.title,
    summary: row.summary,
    description: row.description,
    supplier: row.supplier,
    category: row.category === null ? null : adminCategoryView(row.category),
    zones: row.zones.map(adminZoneView),
    tags: row.tags,
    images: row.images,
    videoUrl: row.video_url,
    onSaleFrom: row.on_sale_from,
    onSaleUntil: row.on_sale_until,
    limit:
      row.limit_quantity === null || row.limit_period === null
        ? null
        : { quantity: row.limit_quantity, period: row.limit_period },
    featured: row.featured,
    variants: row.variants.map((variant) => adminVariantView(variant, view)),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function adminVariantView(row: VariantRow, view: Pick<Viewer, 'now' | 'timeZone'>): AdminVariant {
  return {
    id: encodeId('variant', row.id),
    title: row.title,
    sku: row.sku,
    options: row.options,
    pricePlans: row.plans.map(planFacts).map((plan) => ({
      id: encodeId('plan', plan.id),
      price: price(priceOf(plan)),
      label: plan.label,
      startsAt: plan.startsAt,
      endsAt: plan.endsAt,
      tier: plan.tier,
    })),
    stock: variantStock(row, view),
    onHand: shownUnits(row.stock.onHand),
  };
}

export function adminCategoryView({ id, key, title, position }: CategoryRow): AdminCategory {
  return { id: encodeId('category', id), key, title, position };
}

export function adminZoneView({ id, key, title, description, tier, position }: ZoneRow): AdminZone {
  return { id: encodeId('zone', id), key, title, description, tier, position };
}
