import { expectedTotal, ownPrice } from '@jifen/sdk';
import type { Line } from './state.js';
import type { PricePlan, Price, RewardSummary, Variant } from './types.js';

/** Exact in every currency, like the total. */
export function timesQuantity(price: Price, quantity: number): Price {
  return expectedTotal([{ plan: { price, memberPrice: null }, quantity }]);
}

export function totalOf(lines: readonly Line[]): Price {
  return expectedTotal(lines);
}

type Priced = Pick<RewardSummary, 'priceFrom' | 'memberPrice' | 'tierRequired'>;

/** From how much on a reward can be had: the member's own price, or everybody's. */
export function priceFrom(reward: Priced): Price {
  return reward.memberPrice ?? reward.priceFrom;
}

/** Whether a signed-in member stands below the tier that a reward needs. */
export function isLocked(reward: Priced, signedIn: boolean): boolean {
  return signedIn && reward.tierRequired !== null && reward.memberPrice === null;
}

export function samePrice(one: Price, other: Price): boolean {
  return one.points === other.points && one.cash?.amount === other.cash?.amount;
}

/** The plans that can be chosen: the member's own, or what everybody can pay by while nobody has one. */
export function openPlans({ pricePlans }: Pick<Variant, 'pricePlans'>): readonly PricePlan[] {
  const own = pricePlans.filter((plan) => plan.memberPrice !== null);
  if (own.length > 0) return own;
  const forAll = pricePlans.filter((plan) => plan.tier === null);
  return forAll.length > 0 ? forAll : pricePlans;
}

/** The plan that a card has shown the price of, so that the sheet does not open with another one. */
export function planOfPrice(variant: Variant, price: Price): PricePlan | null {
  return openPlans(variant).find((plan) => samePrice(ownPrice(plan), price)) ?? usualPlan(variant);
}

/** The plan the server itself would take: the fewest points without cash, else the first. */
export function usualPlan(variant: Variant): PricePlan | null {
  const open = openPlans(variant);
  const withoutCash = open
    .filter((plan) => plan.price.cash === null)
    .toSorted((one, other) => ownPrice(one).points - ownPrice(other).points);
  return withoutCash[0] ?? open[0] ?? null;
}

/** The plan as it is now; where it has gone, the one that costs the same, else the one that the server would take. */
export function presentPlan(variant: Variant, before: PricePlan): PricePlan {
  const kept = variant.pricePlans.find(({ id }) => id === before.id);
  return kept ?? planOfPrice(variant, ownPrice(before)) ?? before;
}
