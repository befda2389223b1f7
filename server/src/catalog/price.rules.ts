import type { TierStep } from '../program/tier-rules.js';
import { discounted, type Footing, isOpenTo, lowestStep } from '../tier/footing.rules.js';

/** What the price rules need to know of a plan. */
export interface PlanFacts {
  points: number;
  cashMinor: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** From which tier on it is open; null: for everybody. */
  tier: string | null;
}

/** A plan and the points that somebody pays by it. */
export interface Priced<Plan> {
  plan: Plan;
  points: number;
}

/** A plan counts from its start and no longer at its end. */
export function isInForce(plan: Pick<PlanFacts, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return (plan.startsAt === null || plan.startsAt <= now) && (plan.endsAt === null || plan.endsAt > now);
}

/** A plan of a tier is that tier's price already; the discount is on what everybody pays. */
export function pointsFor(plan: Pick<PlanFacts, 'points' | 'tier'>, footing: Footing): number {
  return plan.tier === null ? discounted(plan.points, footing) : plan.points;
}

/** Plans that can be chosen now or later; those that are over are history. */
export function offeredPlans<Plan extends Pick<PlanFacts, 'endsAt'>>(
  plans: readonly Plan[],
  now: Date,
): Plan[] {
  return plans.filter((plan) => plan.endsAt === null || plan.endsAt > now);
}

/** Whether something can be had for a price: now, from a moment on, or never again. */
export type Pricing = 'now' | 'over' | Date;

/** From when on nobody has a price any more; null: never, because one has no end or there is none that could be over. */
export function pricedUntil(plans: readonly Pick<PlanFacts, 'endsAt'>[]): Date | null {
  let last: Date | null = null;
  for (const { endsAt } of plans) {
    if (endsAt === null) return null;
    if (last === null || endsAt > last) last = endsAt;
  }
  return last;
}

/** Whoever the plans are open to. */
export function pricingOf(plans: readonly Pick<PlanFacts, 'startsAt' | 'endsAt'>[], now: Date): Pricing {
  const offered = offeredPlans(plans, now);
  if (offered.some((plan) => isInForce(plan, now))) return 'now';
  const starts = offered.flatMap(({ startsAt }) => startsAt?.getTime() ?? []);
  return starts.length === 0 ? 'over' : new Date(Math.min(...starts));
}

/** Those that a price is open to; where nothing that is offered is, all of them, for it is told who may pay. */
export function plansFor<Plan extends Pick<PlanFacts, 'endsAt' | 'tier'>>(
  plans: readonly Plan[],
  isOpen: (tier: string | null) => boolean,
  now: Date,
): readonly Plan[] {
  const own = plans.filter(({ tier }) => isOpen(tier));
  return offeredPlans(own, now).length > 0 ? own : plans;
}

/** Those of which a price is told: what is over counts only where nothing else is left. */
export function toldPlans<Plan extends Pick<PlanFacts, 'endsAt'>>(
  plans: readonly Plan[],
  now: Date,
): readonly Plan[] {
  const offered = offeredPlans(plans, now);
  return offered.length > 0 ? offered : plans;
}

/** The plan with the fewest points, then the least cash, then the first; of those in force, else to come, else over. */
export function cheapestPlan<Plan extends Omit<PlanFacts, 'tier'>>(
  plans: readonly Plan[],
  now: Date,
): Plan | null {
  const inForce = plans.filter((plan) => isInForce(plan, now));
  const cheapest = (inForce.length > 0 ? inForce : toldPlans(plans, now)).toSorted(
    (a, b) => a.points - b.points || (a.cashMinor ?? 0) - (b.cashMinor ?? 0),
  );
  return cheapest[0] ?? null;
}

/** The cheapest of the plans that are open to somebody, with what they pay; null when none is. */
export function cheapestFor<Plan extends PlanFacts>(
  plans: readonly Plan[],
  footing: Footing,
  now: Date,
): Priced<Plan> | null {
  const own = toldPlans(plans, now).flatMap((plan) => {
    const { cashMinor, startsAt, endsAt } = plan;
    const points = pointsFor(plan, footing);
    return isOpenTo(plan.tier, footing) ? [{ plan, points, cashMinor, startsAt, endsAt }] : [];
  });
  const cheapest = cheapestPlan(own, now);
  return cheapest === null ? null : { plan: cheapest.plan, points: cheapest.points };
}

/** What is told to strangers: the cheapest plan for everybody; only where every plan is a tier's, that of the lowest of them. */
export function listPlan<Plan extends PlanFacts>(
  plans: readonly Plan[],
  ladder: readonly TierStep[],
  now: Date,
): Plan | null {
  const told = toldPlans(plans, now);
  const tiers = told.map((plan) => plan.tier);
  if (tiers.includes(null)) {
    return cheapestPlan(
      told.filter((plan) => plan.tier === null),
      now,
    );
  }
  const lowest = openingStep(tiers, ladder);
  return lowest === null
    ? null
    : (cheapestFor(told, { ladder, rank: ladder.indexOf(lowest) }, now)?.plan ?? null);
}

/** From which step on something is open that each of these opens: the lowest of the tiers; null where none is a tier's. */
export function openingStep(tiers: readonly (string | null)[], ladder: readonly TierStep[]): TierStep | null {
  return lowestStep(
    ladder,
    tiers.filter((tier) => tier !== null),
  );
}

/** The lowest step that can have a reward, by its zones and by the prices that are offered; null: everybody. */
export function stepRequired(
  plans: readonly PlanFacts[],
  zoneTiers: readonly (string | null)[],
  ladder: readonly TierStep[],
  now: Date,
): TierStep | null {
  const offered = offeredPlans(plans, now);
  const tiers = offered.map((plan) => plan.tier).filter((tier) => tier !== null);
  const byPrice = tiers.length < offered.length ? null : lowestStep(ladder, tiers);
  const byZone = openingStep(zoneTiers, ladder);
  if (byPrice === null || byZone === null) return byPrice ?? byZone;
  return ladder.indexOf(byPrice) > ladder.indexOf(byZone) ? byPrice : byZone;
}

/** Whether one price asks less than another: fewer points, or as many and less cash. */
export function isLess(
  a: { points: number; cashMinor: number | null },
  b: { points: number; cashMinor: number | null },
): boolean {
  return a.points < b.points || (a.points === b.points && (a.cashMinor ?? 0) < (b.cashMinor ?? 0));
}
