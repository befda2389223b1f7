import type { TierRules } from '../program/tier-rules.js';
import { type Held, rank, review, type Standing, tierAt } from './tier.rules.js';

export interface Refunded {
  /** The score before and after the money went back. */
  before: number;
  after: number;
  /** The day on which the purchase was recorded. */
  recordedOn: string;
}

const nothing: Held = { tier: null, since: null, validUntil: null };

/**
 * Whoever bought a tier and sent everything back has not earned it. When a refund takes the score below the step, a rise that
 * happened since the purchase was recorded is undone: to what was held before and what its review has made of it meanwhile, or to
 * what the score still reaches when that is better. A tier that was held before the purchase stays until its review.
 */
export function withoutRise<S extends Standing>(
  standing: S,
  { before, after, recordedOn }: Refunded,
  rules: TierRules,
  today: string,
  minorPerUnit: number,
): S {
  const { tiers } = rules;
  const fromOf = (tier: string | null) => tiers[rank(tiers, tier)]?.from ?? 0;
  const from = fromOf(standing.tier);
  if (before < from || after >= from || !isRiseSince(standing, recordedOn)) return standing;
  const rest = [...standing.heldBefore];
  let held = rest.pop() ?? nothing;
  const isUndoneToo = ({ tier, since }: Held) =>
    isRiseSince({ since, heldBefore: rest }, recordedOn) && after < fromOf(tier);
  while (held.tier !== null && isUndoneToo(held)) held = rest.pop() ?? nothing;
  const landed = review({ ...standing, ...held, heldBefore: rest }, rules, today, minorPerUnit);
  const reached = tierAt(tiers, after);
  if (reached === null || rank(tiers, reached.key) <= rank(tiers, landed.tier)) return landed;
  const { tier, since, validUntil, heldBefore } = landed;
  return { ...standing, tier: reached.key, heldBefore: [...heldBefore, { tier, since, validUntil }] };
}

/** What a review has confirmed or lowered is no rise any more. */
function isRiseSince({ since, heldBefore }: Pick<Standing, 'since' | 'heldBefore'>, day: string): boolean {
  return heldBefore.length > 0 && since !== null && since >= day;
}
