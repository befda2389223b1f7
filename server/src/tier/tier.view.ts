import { type Language, localize } from '../graphql/localized.js';
import { dayOf } from '../platform/calendar.js';
import { inForce } from '../program/rule-versions.rules.js';
import type { TierStep } from '../program/tier-rules.js';
import type { Scoring } from './scoring.js';
import { isSprinting, missingToKeep, progressOf, scoreOf, sprintFrom, type Standing } from './tier.rules.js';
import type { MemberTier, Tier } from './tier.types.js';

/** Of nobody's concern but those whom the brand looks after. */
function serviceContact(step: TierStep | null, language: Language): string | null {
  if (step === null || !step.benefits.dedicatedService) return null;
  return localize(step.benefits.serviceContact, language) || null;
}

export function tierView({ key, title, from, benefits }: TierStep, language: Language): Tier {
  return { key, title: localize(title, language), from, benefits };
}

/** Where its member stands now, as they see it. */
export function memberTierView(
  memberUuid: string,
  standing: Standing,
  scoring: Scoring,
  now: Date,
  language: Language,
): MemberTier {
  const { rules } = inForce(scoring.versions, now);
  const today = dayOf(now, scoring.timeZone);
  const { score, spend } = scoreOf(standing.months, rules, today, scoring.minorPerUnit);
  const spendScore = Math.floor((rules.weights.spend * spend) / 100);
  const { current, next, missing, percent } = progressOf(standing, score, rules);
  const from = sprintFrom(standing, rules);
  return {
    memberUuid,
    current: current === null ? null : tierView(current, language),
    next: next === null ? null : tierView(next, language),
    score,
    spendScore,
    interactionScore: score - spendScore,
    missing,
    percent,
    since: current === null ? null : standing.since,
    reviewOn: current === null ? null : standing.validUntil,
    sprint:
      current === null || from === null
        ? null
        : {
            active: isSprinting(standing, rules, today),
            from,
            multiplier: rules.sprint.multiplier,
            missing: missingToKeep(standing, rules, scoring.minorPerUnit),
          },
    serviceContact: serviceContact(current, language),
  };
}
