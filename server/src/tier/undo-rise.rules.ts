import type { TierRules } from '../program/tier-rules.js';
import { type Held, rank, type Standing, tierAt } from './tier.rules.js';

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
 * happened since the purchase was recorded is undone: to what was held before as far as it is still valid, or to what the
 * score still reaches when that is better. A tier that was held before the purchase stays until its review.
 */
export function withoutRise<S extends Standing>(
  standing: S,
  { before, after, recordedOn }: Refunded,
  { tiers }: TierRules,
  today: string,
): S {
  const fromOf = (tier: string | null) => tiers[rank(tiers, tier)]?.from ?? 0;
  const from = fromOf(standing.tier);
  if (before < from || after >= from || !isRiseSince(standing, recordedOn)) return standing;
  const rest = [...standing.heldBefore];
  let held = rest.pop() ?? nothing;
  const isOver = ({ validUntil }: Held) => validUntil !== null && validUntil <= today;
  const isUndoneToo = ({ tier, since }: Held) =>
    isRiseSince({ since, heldBefore: rest }, recordedOn) && after < fromOf(tier);
  while (held.tier !== null && (isOver(held) || isUndoneToo(held))) held = rest.pop() ?? nothing;
  const reached = tierAt(tiers, after);
  return reached !== null && rank(tiers, reached.key) > rank(tiers, held.tier)
    ? { ...standing, tier: reached.key, heldBefore: [...rest, held] }
    : { ...standing, ...held, heldBefore: rest };
}

/** What a review has confirmed or lowered is no rise any more. */
function isRiseSince({ since, heldBefore }: Pick<Standing, 'since' | 'heldBefore'>, day: string): boolean {
  return heldBefore.length > 0 && since !== null && since >= day;
}
