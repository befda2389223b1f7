import { isInForce } from './price.rules.js';

/** What decides on whether and for what a variant is to be had by everybody, at any moment. */
export interface Windows<Plan extends WindowPlan> {
  /** Put in the mall by an operator. */
  listed: boolean;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  /** In the order in which they are shown. */
  plans: readonly Plan[];
}

export interface WindowPlan {
  startsAt: Date | null;
  endsAt: Date | null;
  /** From which tier on it is open; null: for everybody. */
  tier: string | null;
}

/** What partners are told of it: within its sale, at the prices whose windows are open. Null: as if there were no windows. */
export function offeredAt<Plan extends WindowPlan>(
  { listed, onSaleFrom, onSaleUntil, plans }: Windows<Plan>,
  moment: Date | null,
): { listed: boolean; plans: Plan[] } {
  const within = moment === null || isInForce({ startsAt: onSaleFrom, endsAt: onSaleUntil }, moment);
  return {
    listed: listed && within,
    plans: plans.filter((plan) => plan.tier === null && (moment === null || isInForce(plan, moment))),
  };
}

/** When something may be told differently, though nobody changes anything; null: never again. */
export function nextTurn({ onSaleFrom, onSaleUntil, plans }: Windows<WindowPlan>, after: Date): Date | null {
  const forAll = plans.filter((plan) => plan.tier === null);
  const ends = [onSaleFrom, onSaleUntil, ...forAll.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])];
  const coming = ends.flatMap((end) => (end !== null && end > after ? end.getTime() : []));
  return coming.length === 0 ? null : new Date(Math.min(...coming));
}

/** What a window that opened or closed between two moments has changed; null: nothing that anybody is told. */
export function turned<Plan extends WindowPlan>(
  windows: Windows<Plan>,
  from: Date | null,
  to: Date,
): 'LISTING' | 'PRICE' | null {
  const [before, after] = [offeredAt(windows, from), offeredAt(windows, to)];
  if (before.listed !== after.listed) return 'LISTING';
  const same =
    before.plans.length === after.plans.length && before.plans.every((plan, at) => plan === after.plans[at]);
  return same ? null : 'PRICE';
}

/** As of when windows are told: a process whose clock is behind tells no moment of before what has been told already. */
export function toldMoment(toldAt: Date | null, now: Date): Date {
  return toldAt !== null && toldAt > now ? toldAt : now;
}
