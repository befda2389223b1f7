import type { TierRules, TierStep } from '../program/tier-rules.js';
import { rank } from './tier.rules.js';

/** Whether any member could have less under the new rules than under the old ones; only then they need notice (P5). */
export function couldLose(old: TierRules, next: TierRules): boolean {
  const kinds = ['checkIn', 'donation', 'pledge', 'ballot'] as const;
  return (
    old.weights.spend !== next.weights.spend ||
    next.windowMonths < old.windowMonths ||
    next.validityMonths < old.validityMonths ||
    next.sprint.days < old.sprint.days ||
    next.sprint.multiplier < old.sprint.multiplier ||
    kinds.some((kind) => next.units[kind] < old.units[kind]) ||
    isReordered(old.tiers, next.tiers) ||
    old.tiers.some((tier) => isWorse(tier, next.tiers))
  );
}

/** Whoever stands below another step than before is shut out from what is for that step. */
function isReordered(old: readonly TierStep[], next: readonly TierStep[]): boolean {
  const places = old.map(({ key }) => rank(next, key)).filter((place) => place >= 0);
  return places.some((place, at) => at > 0 && place < (places[at - 1] ?? 0));
}

/** A step is worse when it is gone or starts higher, or when it, or any step its members may rise to, gives less of anything. */
function isWorse(tier: TierStep, ladder: readonly TierStep[]): boolean {
  const place = rank(ladder, tier.key);
  const same = ladder[place];
  if (same === undefined || same.from > tier.from) return true;
  return ladder.slice(place).some(({ benefits }) => givesLess(benefits, tier.benefits));
}

function givesLess(after: TierStep['benefits'], before: TierStep['benefits']): boolean {
  return (
    after.discountPercent < before.discountPercent ||
    after.earlyAccessHours < before.earlyAccessHours ||
    after.birthdayPoints < before.birthdayPoints ||
    (before.freeShipping && !after.freeShipping) ||
    (before.dedicatedService && !after.dedicatedService)
  );
}
