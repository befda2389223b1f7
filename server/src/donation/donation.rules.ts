import type { Refusal } from '../platform/refusal.js';
import type { DonationState, OverFunding } from './donation.rows.js';

/** What has been given so far: what the escrow holds and what was paid out of it. */
export function raised(escrow: number, settled: number): number {
  return escrow + settled;
}

/** Points that are still taken; null when more than the goal is welcome. */
export function left(goal: number, raisedSoFar: number, rule: OverFunding): number | null {
  return rule === 'accept' ? null : Math.max(0, goal - raisedSoFar);
}

/** The end is asked with every gift, so that nobody has to close a project in time. */
export function isOpen(state: DonationState, endsAt: Date | null, now: Date): boolean {
  return state === 'open' && (endsAt === null || endsAt > now);
}

/** The state as it is told: past its end, or full where no more is wanted, an open project is closed. */
export function stateNow(
  state: DonationState,
  endsAt: Date | null,
  now: Date,
  stillTaken: number | null = null,
): DonationState {
  return state === 'open' && (stillTaken === 0 || !isOpen(state, endsAt, now)) ? 'closed' : state;
}

/** Why so many points are not taken; null when they are. The last gift may be smaller than the least one. */
export function checkGift(gift: { points: number; least: number; left: number | null }): Refusal | null {
  const { points, least, left: most } = gift;
  if (most !== null && points > most) return { code: 'TARGET_REACHED', pointsLeft: most };
  const fewest = most === null ? least : Math.min(least, most);
  return points < fewest ? { code: 'AMOUNT_OUT_OF_RANGE', least: fewest, most } : null;
}

/** How many of the milestones, in the order of their points, are reached. */
export function reached(milestones: readonly { points: number }[], raisedSoFar: number): number {
  const next = milestones.findIndex((milestone) => milestone.points > raisedSoFar);
  return next === -1 ? milestones.length : next;
}

/** Whole percent, rounded down so that 100 means the goal; not cut off above it. */
export function percent(raisedSoFar: number, goal: number): number {
  // The product may be larger than numbers are exact.
  return Number((BigInt(raisedSoFar) * 100n) / BigInt(goal));
}

/** What points are worth in the smallest units of the currency, rounded down. */
export function worth(
  points: number,
  { minorPerUnit, pointsPerUnit }: { minorPerUnit: number; pointsPerUnit: number },
): number {
  return Number((BigInt(points) * BigInt(minorPerUnit)) / BigInt(pointsPerUnit));
}

/** The number on a receipt: SPRING-000413. */
export function receiptNumber(handle: string, number: number): string {
  return `${handle.toUpperCase()}-${String(number).padStart(6, '0')}`;
}
