import { type Price, price } from '../graphql/money.types.js';
import { type Footing, isOpenTo, onSaleFor, stepAbove } from '../tier/footing.rules.js';
import { tierView } from '../tier/tier.view.js';
import { type Plan, planFacts, plansOf, planView, priceOf, type View, zoneTiersOf } from './plan.view.js';
import {
  cheapestFor,
  isLess,
  offeredPlans,
  openingStep,
  plansFor,
  pointsFor,
  type Pricing,
  pricingOf,
} from './price.rules.js';
import type { NextTierTerms, PricePlan } from './price.types.js';
import type { RewardRow } from './rewards.queries.js';
import { type RewardStatus, rewardStatus, saleFrom } from './status.rules.js';

/** What of a reward is the same for all members of a tier. */
export interface TierPrices {
  ofReward: {
    memberPrice: Price | null;
    nextTier: NextTierTerms | null;
    earlyAccess: Date | null;
    status: RewardStatus;
  };
  /** Of each variant, in their order. */
  plans: PricePlan[][];
  hasPlans: boolean;
}

/** What a reward costs those who stand here, when they can have it, and what one step more would give. */
export function tierPrices(row: RewardRow, inStock: boolean, footing: Footing, view: View): TierPrices {
  const { now } = view;
  const { state, on_sale_until: onSaleUntil } = row;
  const pricing = pricingFor(row, footing, now);
  const forAll = saleFrom(row.on_sale_from, pricing);
  const onSaleFrom = saleFor(row, footing, now);
  const isEarly = forAll !== null && onSaleFrom !== null && onSaleFrom < forAll && now < forAll;
  const own = openPrice(row, footing, now);
  const isOpen = isOpenByZone(row, footing);
  const planFor = (plan: Plan) =>
    planView(plan, isOpen && isOpenTo(plan.tier, footing) ? pointsFor(plan, footing) : null, view);
  return {
    ofReward: {
      memberPrice: own === null ? null : price(priceOf(own)),
      nextTier: nextTier(row, own, footing, view),
      earlyAccess: isEarly ? onSaleFrom : null,
      status: rewardStatus({ state, onSaleFrom, onSaleUntil, pricing }, inStock, now),
    },
    plans: row.variants.map(({ plans }) => offeredPlans(plans.map(planFacts), now).map(planFor)),
    hasPlans: row.variants.some(({ plans }) => plans.length > 0),
  };
}

function isOpenByZone(row: RewardRow, footing: Footing): boolean {
  const step = openingStep(zoneTiersOf(row), footing.ladder);
  return isOpenTo(step?.key ?? null, footing);
}

/** The cheapest plan with what is paid by it; null for those who cannot have the reward. */
function openPrice(row: RewardRow, footing: Footing, now: Date): Plan | null {
  const own = isOpenByZone(row, footing) ? cheapestFor(plansOf(row), footing, now) : null;
  return own === null ? null : { ...own.plan, points: own.points };
}

/** Null where one step more gives nothing better: neither a lower price nor the reward any sooner. */
function nextTier(row: RewardRow, own: Plan | null, footing: Footing, view: View): NextTierTerms | null {
  const above = stepAbove(footing);
  const next = above === null ? null : openPrice(row, above.footing, view.now);
  if (above === null || next === null) return null;
  const earlyAccess = soonerFor(row, footing, above.footing, view.now);
  const isBetter = own === null || isLess(next, own) || earlyAccess !== null;
  return isBetter
    ? { tier: tierView(above.step, view.language), price: price(priceOf(next)), earlyAccess }
    : null;
}

/** When a sale begins for those one step above, as long as it has not begun here; null where that is no sooner. */
function soonerFor(row: RewardRow, footing: Footing, above: Footing, now: Date): Date | null {
  const own = saleFor(row, footing, now);
  const sooner = saleFor(row, above, now);
  return own === null || sooner === null || own <= now || sooner >= own ? null : sooner;
}

/** When the sale begins for those who stand here: no early access is earlier than the first price. */
function saleFor(row: RewardRow, footing: Footing, now: Date): Date | null {
  const { on_sale_from: forAll } = row;
  return saleFrom(forAll === null ? null : onSaleFor(forAll, footing), pricingFor(row, footing, now));
}

function pricingFor(row: RewardRow, footing: Footing, now: Date): Pricing {
  return pricingOf(
    plansFor(plansOf(row), (tier) => isOpenTo(tier, footing), now),
    now,
  );
}
