import type { NoticeFacts } from '../notice/notice.rows.js';
import type { Version } from '../program/rule-versions.rules.js';
import type { TierRules, TierStep } from '../program/tier-rules.js';
import type { Scoring } from './scoring.js';
import { ladderOf } from './standing-now.rules.js';
import { isSprinting, missingToKeep, rank, type Standing } from './tier.rules.js';

/** One look at a member, step by step. */
export interface Moves {
  /** As the row had it. */
  before: Standing;
  /** Where that lands today: validities that are over have ended. */
  landed: Standing;
  /** Where the score lifts it. */
  lifted: Standing;
  /** What a refund leaves of it. */
  after: Standing;
}

export interface Looked {
  scoring: Pick<Scoring, 'versions' | 'minorPerUnit'>;
  /** The rules in force. */
  current: Version<TierRules>;
  today: string;
}

type TierNotice = 'tier_raised' | 'tier_sprint' | 'tier_dropped' | 'tier_undone';

/** Something to tell the member, once for each occasion. */
export type ToTell = {
  [Kind in TierNotice]: { kind: Kind; occasion: string; facts: NoticeFacts[Kind] };
}[TierNotice];

/** What a member is told of their moves: a step down, a rise, a rise undone, and that a tier is safe no more. */
export function toldOf({ before, landed, lifted, after }: Moves, looked: Looked): ToTell[] {
  const { current, scoring, today } = looked;
  const { tiers } = current.rules;
  if (before.tier !== null && rank(tiers, before.tier) < 0) {
    // The step is gone: whether members rose or fell is told by where they stood, not by where they land first.
    const stood = stepOf(before, ladderOf(before, scoring.versions))?.from ?? Infinity;
    return (stepOf(after, tiers)?.from ?? 0) < stood ? [dropped(after, looked)] : raised(after, tiers);
  }
  const told = landed.tier === before.tier ? [] : [dropped(landed, looked)];
  if (lifted.tier !== landed.tier) told.push(...raised(lifted, tiers));
  if (after.tier !== lifted.tier) {
    const occasion = `${today} ${lifted.tier}`;
    told.push({ kind: 'tier_undone', occasion, facts: { tier: titleOf(after, tiers) } });
  } else if (after.tier === landed.tier && isUnsafeNow({ before, landed, after }, looked)) {
    told.push(...sprint(after, looked, `${after.validUntil} ${today}`));
  }
  return told;
}

/** Where it stands in the last days of its validity, and what is missing to keep it; nothing at other times. */
export function sprintOf(standing: Standing, looked: Looked): ToTell[] {
  const { validUntil } = standing;
  const isNow = validUntil !== null && isSprinting(standing, looked.current.rules, looked.today);
  return isNow ? sprint(standing, looked, validUntil) : [];
}

/** Whoever may have read in their sprint that their tier is safe must hear that it is not; by the rules of then it was. */
function isUnsafeNow({ before, landed, after }: Omit<Moves, 'lifted'>, looked: Looked): boolean {
  const { current, scoring, today } = looked;
  const under = scoring.versions.find(({ version }) => version === before.rulesVersion);
  return (
    under !== undefined &&
    isSprinting(landed, under.rules, today) &&
    isSprinting(after, current.rules, today) &&
    missingToKeep(landed, under.rules, scoring.minorPerUnit) === 0 &&
    missingToKeep(after, current.rules, scoring.minorPerUnit) > 0
  );
}

function sprint(standing: Standing, { current, scoring }: Looked, occasion: string): ToTell[] {
  const tier = titleOf(standing, current.rules.tiers);
  const { validUntil: until } = standing;
  if (tier === null || until === null) return [];
  const missing = missingToKeep(standing, current.rules, scoring.minorPerUnit);
  return [{ kind: 'tier_sprint', occasion, facts: { tier, missing, until } }];
}

function dropped(to: Standing, { current, today }: Looked): ToTell {
  return { kind: 'tier_dropped', occasion: today, facts: { tier: titleOf(to, current.rules.tiers) } };
}

function raised(to: Standing, tiers: readonly TierStep[]): ToTell[] {
  const tier = titleOf(to, tiers);
  return tier === null ? [] : [{ kind: 'tier_raised', occasion: `${to.since} ${to.tier}`, facts: { tier } }];
}

function stepOf({ tier }: Standing, tiers: readonly TierStep[]): TierStep | undefined {
  return tiers[rank(tiers, tier)];
}

function titleOf(standing: Standing, tiers: readonly TierStep[]) {
  return stepOf(standing, tiers)?.title ?? null;
}
