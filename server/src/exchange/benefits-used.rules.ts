import type { Offer, Plan } from '../catalog/offer.book.js';
import { isInForce, type Priced } from '../catalog/price.rules.js';
import type { Benefit } from '../tier/benefit.rows.js';
import type { Footing } from '../tier/footing.rules.js';
import { choosePlan } from './exchange.rules.js';

/** A line that was accepted, and the offer it was decided on. */
export interface AcceptedLine extends Priced<Plan> {
  offer: Offer;
  quantity: number;
}

/** What a member's tier gave them in one exchange, each benefit once, with the points that it saved. */
export function benefitsUsed(
  lines: readonly AcceptedLine[],
  footing: Footing,
  now: Date,
): Map<Benefit, number> {
  const used = new Map<Benefit, number>();
  if (footing.rank < 0) return used;
  const shipsFree = footing.ladder[footing.rank]?.benefits.freeShipping === true;
  const add = (benefit: Benefit, points: number) => used.set(benefit, (used.get(benefit) ?? 0) + points);
  for (const { plan, points, offer, quantity } of lines) {
    if (plan.tier !== null) add('tier_price', savedByTierPrice(offer, plan, now) * quantity);
    else if (points < plan.points) add('exchange_discount', (plan.points - points) * quantity);
    if (offer.onSaleFrom !== null && now < offer.onSaleFrom) add('early_access', 0);
    if (offer.zoneTiers.length > 0) add('exclusive_zone', 0);
    if (shipsFree && offer.kind === 'physical') add('free_shipping', 0);
  }
  return used;
}

/** Against what everybody pays in points alone; 0 where that cannot be compared. */
function savedByTierPrice({ plans }: Offer, plan: Plan, now: Date): number {
  const forAll = plans.filter((other) => other.tier === null && isInForce(other, now));
  const usual = choosePlan(forAll, null, { ladder: [], rank: -1 });
  if (usual === null || usual.plan.cashMinor !== null || plan.cashMinor !== null) return 0;
  return Math.max(0, usual.points - plan.points);
}
