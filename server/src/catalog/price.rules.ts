/** What the price rules need to know of a plan. */
export interface PlanFacts {
  points: number;
  cashMinor: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
}

/** A plan counts from its start and no longer at its end. */
export function isInForce(plan: Pick<PlanFacts, 'startsAt' | 'endsAt'>, now: Date): boolean {
  return (plan.startsAt === null || plan.startsAt <= now) && (plan.endsAt === null || plan.endsAt > now);
}

/** The plan with the fewest points, then the least cash, then the first; of those in force, or of all when none is. */
export function cheapestPlan<Plan extends PlanFacts>(plans: readonly Plan[], now: Date): Plan | null {
  const inForce = plans.filter((plan) => isInForce(plan, now));
  const cheapest = (inForce.length > 0 ? inForce : plans).toSorted(
    (a, b) => a.points - b.points || (a.cashMinor ?? 0) - (b.cashMinor ?? 0),
  );
  return cheapest[0] ?? null;
}

/** Plans that can be chosen now or later; those that are over are history. */
export function offeredPlans<Plan extends PlanFacts>(plans: readonly Plan[], now: Date): Plan[] {
  return plans.filter((plan) => plan.endsAt === null || plan.endsAt > now);
}
