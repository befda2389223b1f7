import { localize, type Language, type LocalizedText } from '../graphql/localized.js';
import { price } from '../graphql/money.types.js';
import { encodeId } from '../platform/ids.js';
import type { PriceFact } from '../platform/refusal.js';
import { stockState, type StockState } from '../stock/stock.types.js';
import type { FacetRow } from './facets.queries.js';
import { limitLeft } from './limit.rules.js';
import { cheapestPlan, offeredPlans, type PlanFacts } from './price.rules.js';
import { Category, FacetCount, PricePlan, Reward, Variant, Zone } from './reward.types.js';
import type { CategoryRow, PlanRow, RewardRow, VariantRow, ZoneRow } from './rewards.queries.js';
import { rewardStatus } from './status.rules.js';

/** In which language, at what moment and by which calendar something is shown. */
export interface View {
  language: Language;
  now: Date;
  timeZone: string;
}

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
  /** Of the cheapest plan; null where there is none. */
  pointsFrom: number | null;
  limit: number | null;
}

/** A row as this member sees it, with everything below it. */
export function rewardView(row: RewardRow, view: View): Reward {
  return membersReward(sharedReward(row, view), { used: row.limit_used, points: row.member_points });
}

/** The same reward with what is a member's own; its variants belong to this one, as they are asked for their reward. */
export function membersReward({ reward, pointsFrom, limit }: SharedReward, own: MembersOwn): Reward {
  const mine = Object.assign(new Reward(), reward);
  mine.variants = reward.variants.map((variant) => {
    const copy = Object.assign(new Variant(), variant);
    copy.reward = mine;
    return copy;
  });
  mine.affordable = own.points === null || pointsFrom === null ? null : pointsFrom <= own.points;
  mine.limitLeft = own.used === null || limit === null ? null : limitLeft(limit, own.used);
  return mine;
}

export function sharedReward(row: RewardRow, view: View): SharedReward {
  const text = (localized: LocalizedText) => localize(localized, view.language);
  const reward = new Reward();
  const variants = row.variants.map((variant) => variantView(variant, reward, view));
  const cheapest = cheapestPlan(
    row.variants.flatMap((variant) => variant.plans.map(planFacts)),
    view.now,
  );
  const inStock = variants.some((variant) => variant.stock.available !== 0);
  Object.assign(reward, {
    id: encodeId('reward', row.id),
    handle: row.handle,
    title: text(row.title),
    summary: text(row.summary),
    description: text(row.description),
    kind: row.kind,
    status: rewardStatus(
      { state: row.state, onSaleFrom: row.on_sale_from, onSaleUntil: row.on_sale_until },
      inStock,
      view.now,
    ),
    category: row.category === null ? null : categoryView(row.category, view.language),
    supplier: row.supplier,
    images: row.images.map((image) => ({ url: image.url, alt: text(image.alt) })),
    videoUrl: row.video_url,
    zones: row.zones.map((zone) => zoneView(zone, view.language)),
    tags: row.tags.map(text),
    variants,
    priceFrom: price(cheapest === null ? { points: 0, cash: null } : priceOf(cheapest)),
    onSaleFrom: row.on_sale_from,
    onSaleUntil: row.on_sale_until,
    limit:
      row.limit_quantity === null || row.limit_period === null
        ? null
        : { quantity: row.limit_quantity, period: row.limit_period },
    affordable: null,
    limitLeft: null,
  });
  return { reward, pointsFrom: cheapest?.points ?? null, limit: row.limit_quantity };
}

function variantView(row: VariantRow, reward: Reward, view: View): Variant {
  const text = (localized: LocalizedText) => localize(localized, view.language);
  return Object.assign(new Variant(), {
    id: encodeId('variant', row.id),
    title: text(row.title),
    sku: row.sku,
    options: row.options.map((option) => ({ name: text(option.name), value: text(option.value) })),
    reward,
    pricePlans: offeredPlans(row.plans.map(planFacts), view.now).map((plan) => planView(plan, view)),
    stock: variantStock(row, view),
  });
}

/** What is left of a variant at the moment of the view. */
export function variantStock(row: VariantRow, view: Pick<View, 'now' | 'timeZone'>): StockState {
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

interface Plan extends PlanFacts {
  id: string;
  label: LocalizedText | null;
  currency: string | null;
}

export function planFacts(row: PlanRow): Plan {
  return {
    ...row,
    startsAt: row.startsAt === null ? null : new Date(row.startsAt),
    endsAt: row.endsAt === null ? null : new Date(row.endsAt),
  };
}

function planView(plan: Plan, view: View): PricePlan {
  return {
    id: encodeId('plan', plan.id),
    price: price(priceOf(plan)),
    label: plan.label === null ? null : localize(plan.label, view.language),
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
  };
}

export function priceOf(plan: Pick<Plan, 'points' | 'cashMinor' | 'currency'>): PriceFact {
  const cash =
    plan.cashMinor === null || plan.currency === null
      ? null
      : { minor: plan.cashMinor, currency: plan.currency };
  return { points: plan.points, cash };
}

export function zoneView(row: ZoneRow, language: Language): Zone {
  return {
    id: encodeId('zone', row.id),
    key: row.key,
    title: localize(row.title, language),
    description: row.description === null ? null : localize(row.description, language),
  };
}

export function categoryView(row: CategoryRow, language: Language): Category {
  return { id: encodeId('category', row.id), key: row.key, title: localize(row.title, language) };
}

export function facetView(row: FacetRow, label: string): FacetCount {
  return { key: row.key, label, count: row.count };
}
