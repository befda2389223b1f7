import type { TierRules, TierStep } from '../program/tier-rules.js';
import { rank } from './tier.rules.js';

/** Where somebody stands on the ladder in force, as far as prices and access go. */
export interface Footing {
  ladder: readonly TierStep[];
  /** The place of their tier on it; -1: no tier. */
  rank: number;
}

/** A key that the rules no longer know is no tier. */
export function footingOf({ tiers }: Pick<TierRules, 'tiers'>, tier: string | null): Footing {
  return { ladder: tiers, rank: rank(tiers, tier) };
}

/** One step higher; null at the top. */
export function stepAbove({ ladder, rank: at }: Footing): { step: TierStep; footing: Footing } | null {
  const step = ladder[at + 1];
  return step === undefined ? null : { step, footing: { ladder, rank: at + 1 } };
}

/** Which step something is for: one that the rules no longer know is kept for the top, so that nobody gets it by mistake. */
export function stepFor(ladder: readonly TierStep[], tier: string): TierStep {
  const step = ladder[rank(ladder, tier)] ?? ladder.at(-1);
  if (step === undefined) throw new Error('A ladder has a step.');
  return step;
}

/** Null: open to everybody. */
export function isOpenTo(tier: string | null, { ladder, rank: at }: Footing): boolean {
  return tier === null || rank(ladder, stepFor(ladder, tier).key) <= at;
}

/** The lowest of some tiers; null when there are none. */
export function lowestStep(ladder: readonly TierStep[], tiers: readonly string[]): TierStep | null {
  const steps = new Set(tiers.map((tier) => stepFor(ladder, tier)));
  return ladder.find((step) => steps.has(step)) ?? null;
}

/**
 * What the tier's discount leaves of points: `ceil(points × (100 − discountPercent) / 100)` for one piece. Rounded up to the
 * whole point, so that what costs points never becomes free; a discount is at most 90 %.
 */
export function discounted(points: number, { ladder, rank: at }: Footing): number {
  const percent = ladder[at]?.benefits.discountPercent ?? 0;
  return percent === 0 ? points : Math.ceil((points * (100 - percent)) / 100);
}

const hourMs = 3_600_000;

/** When a sale that begins for everybody at this moment begins for them. */
export function onSaleFor(from: Date, { ladder, rank: at }: Footing): Date {
  const hours = ladder[at]?.benefits.earlyAccessHours ?? 0;
  return hours === 0 ? from : new Date(from.getTime() - hours * hourMs);
}
