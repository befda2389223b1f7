import { type Language, localize, type LocalizedText } from '../graphql/localized.js';
import { price } from '../graphql/money.types.js';
import { encodeId } from '../platform/ids.js';
import { stockState, type StockState } from '../stock/stock.types.js';
import { footingOf, stepFor } from '../tier/footing.rules.js';
import { tierOf } from '../tier/tier.queries.js';
import { tierView } from '../tier/tier.view.js';
import type { FacetRow } from './facets.queries.js';
import { limitLeft } from './limit.rules.js';
import { planFacts, plansOf, planView, priceOf, type View, zoneTiersOf } from './plan.view.js';
import { listPlan, offeredPlans, plansFor, pricingOf, stepRequired } from './price.rules.js';
import { Category, FacetCount, Reward, Variant, Zone } from './reward.types.js';
import type { Viewer } from './rewards.filter.js';
import type { CategoryRow, RewardRow, VariantRow, ZoneRow } from './rewards.queries.js';
import { rewardStatus, saleFrom } from './status.rules.js';
import { type TierPrices, tierPrices } from './tier-prices.js';
import { imageViews } from './image.view.js';

const isForAll = (tier: string | null) => tier === null;

/** What is a member's own of a reward; nulls for nobody. */
export interface MembersOwn {
  /** Units in the present period of the limit. */
  used: number | null;
  /** That the member can spend. */
  points: number | null;
}

/** A reward as everybody sees it, and what must be known of it to say what is a member's own. */
export interface SharedReward {
  reward: Reward;
  limit: number | null;
  inStock: boolean;
}

/** A row as this member sees it, with everything below it. */
export function rewardView(row: RewardRow, view: View): Reward {
  const shared = sharedReward(row, view);
  const { limit_used: used, member_points: points, member_tier: tier } = row;
  const prices =
    points === null || tier === null
      ? null
      : tierPrices(row, shared.inStock, footingOf(view.rules.rules, tierOf(tier, view)), view);
  return membersReward(shared, prices, { used, points });
}

/**
 * The same reward with what is a member's own: of their tier, and of them alone; null prices for nobody. Its variants belong to
 * this one, as they are asked for their reward.
 */
export function membersReward(
  { reward, limit }: SharedReward,
  prices: TierPrices | null,
  own: MembersOwn,
): Reward {
  const mine = Object.assign(new Reward(), reward, prices?.ofReward);
  mine.variants = reward.variants.map((variant, at) => {
    const copy = Object.assign(new Variant(), variant);
    copy.reward = mine;
    copy.pricePlans = prices?.plans[at] ?? variant.pricePlans;
    return copy;
  });
  if (prices !== null && own.points !== null && prices.hasPlans) {
    mine.affordable =
      mine.status !== 'ended' && mine.memberPrice !== null && mine.memberPrice.points <= own.points;
  }
  mine.limitLeft = own.used === null || limit === null ? null : limitLeft(limit, own.used);
  return mine;
}

export function sharedReward(row: RewardRow, view: View): SharedReward {
  const text = (localized: LocalizedText) => localize(localized, view.language);
  const { tiers: ladder } = view.rules.rules;
  const reward = new Reward();
  const variants = row.variants.map((variant) => variantView(variant, reward, view));
  const plans = plansOf(row);
  const cheapest = listPlan(plans, ladder, view.now);
  const required = stepRequired(plans, zoneTiersOf(row), ladder, view.now);
  const pricing = pricingOf(plansFor(plans, isForAll, view.now), view.now);
  // What is left of a variant that has no price is not to be had.
  const inStock = row.variants.some(
    ({ plans: own }, at) =>
      variants[at]?.stock.available !== 0 && pricingOf(own.map(planFacts), view.now) === 'now',
  );
  Object.assign(reward, {
    id: encodeId('reward', row.id),
    handle: row.handle,
    title: text(row.title),
    summary: text(row.summary),
    description: text(row.description),
    kind: row.kind,
    status: rewardStatus(
      { state: row.state, onSaleFrom: row.on_sale_from, onSaleUntil: row.on_sale_until, pricing },
      inStock,
      view.now,
    ),
    category: row.category === null ? null : categoryView(row.category, view.language),
    supplier: row.supplier,
    images: imageViews(row.images, view.language),
    videoUrl: row.video_url,
    zones: row.zones.map((zone) => zoneView(zone, view)),
    tags: row.tags.map(text),
    variants,
    priceFrom: price(cheapest === null ? { points: 0, cash: null } : priceOf(cheapest)),
    memberPrice: null,
    tierRequired: required === null ? null : tierView(required, view.language),
    nextTier: null,
    onSaleFrom: saleFrom(row.on_sale_from, pricing),
    onSaleUntil: row.on_sale_until,
    earlyAccess: null,
    limit:
      row.limit_quantity === null || row.limit_period === null
        ? null
        : { quantity: row.limit_quantity, period: row.limit_period },
    affordable: null,
    limitLeft: null,
  });
  return { reward, limit: row.limit_quantity, inStock };
}

function variantView(row: VariantRow, reward: Reward, view: View): Variant {
  const text = (localized: LocalizedText) => localize(localized, view.language);
  return Object.assign(new Variant(), {
    id: encodeId('variant', row.id),
    title: text(row.title),
    sku: row.sku,
    options: row.options.map((option) => ({ name: text(option.name), value: text(option.value) })),
    reward,
    pricePlans: offeredPlans(row.plans.map(planFacts), view.now).map((plan) => planView(plan, null, view)),
    stock: variantStock(row, { now: view.now, timeZone: view.scoring.timeZone }),
  });
}

/** What is left of a variant at the moment of the view. */
export function variantStock(row: VariantRow, view: Pick<Viewer, 'now' | 'timeZone'>): StockState {
  const {
    onHand,
    batchSize: size,
    batchPeriod: period,
    batchTaken: taken,
    batchStartedOn,
    version,
  } = row.stock;
  const batch = size === null || period === null ? null : { size, period, taken, startedOn: batchStartedOn };
  return stockState({ variantId: row.id, version, onHand, batch }, view.now, view.timeZone);
}

export function zoneView(row: ZoneRow, { language, rules }: Pick<View, 'language' | 'rules'>): Zone {
  return {
    id: encodeId('zone', row.id),
    key: row.key,
    title: localize(row.title, language),
    description: row.description === null ? null : localize(row.description, language),
    tier: row.tier === null ? null : tierView(stepFor(rules.rules.tiers, row.tier), language),
  };
}

export function categoryView(row: CategoryRow, language: Language): Category {
  return { id: encodeId('category', row.id), key: row.key, title: localize(row.title, language) };
}

export function facetView(row: FacetRow, label: string): FacetCount {
  return { key: row.key, label, count: row.count };
}
