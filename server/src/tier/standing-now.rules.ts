import type { Version } from '../program/rule-versions.rules.js';
import type { TierRules, TierStep } from '../program/tier-rules.js';
import type { Scoring } from './scoring.js';
import { type Held, rank, review, type Standing } from './tier.rules.js';

const nothing: Held = { tier: null, since: null, validUntil: null };

/** The ladder of the version under which a standing was last looked at. */
export function ladderOf({ rulesVersion }: Pick<Standing, 'rulesVersion'>, versions: Scoring['versions']) {
  return versions.find(({ version }) => version === rulesVersion)?.rules.tiers ?? [];
}

/**
 * Where somebody stands today, whatever day and under whichever rules it was last written: a tier that is no longer on the
 * ladder has become the step below it, and a validity that is over has ended. Whoever uses a standing uses this.
 */
export function standingNow<S extends Standing>(
  standing: S,
  { versions, minorPerUnit }: Pick<Scoring, 'versions' | 'minorPerUnit'>,
  { rules, version }: Version<TierRules>,
  today: string,
): S {
  return review(placed(standing, versions, { rules, version }), rules, today, minorPerUnit);
}

/** A step that was taken off the ladder is not a fall to the ground: its members land on the next one below that is still there. */
function placed<S extends Standing>(
  standing: S,
  versions: Scoring['versions'],
  { rules: { tiers }, version }: Pick<Version<TierRules>, 'rules' | 'version'>,
): S {
  const isGone = ({ tier }: Held) => tier !== null && rank(tiers, tier) < 0;
  if (!isGone(standing) && !standing.heldBefore.some(isGone)) return standing;
  const former = ladderOf(standing, versions);
  const place = (held: Held): Held => {
    if (!isGone(held)) return held;
    const below = stepBelow(held.tier, former, tiers);
    return below === null ? nothing : { ...held, tier: below.key };
  };
  const { tier, since, validUntil } = place(standing);
  const heldBefore = standing.heldBefore.map(place);
  return { ...standing, tier, since, validUntil, heldBefore, rulesVersion: version };
}

function stepBelow(key: string | null, former: readonly TierStep[], ladder: readonly TierStep[]) {
  const below = former.slice(0, Math.max(0, rank(former, key)));
  return below.findLast((step) => rank(ladder, step.key) >= 0) ?? null;
}
