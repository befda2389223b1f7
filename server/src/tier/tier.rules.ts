import { addDays, addMonths } from '../platform/calendar.js';
import type { Refusal } from '../platform/refusal.js';
import type { TierRules, TierStep } from '../program/tier-rules.js';

/** What was spent, in the smallest unit of the currency, and done, by calendar month such as '2026-11'. */
export type Months = Readonly<Record<string, readonly [spendMinor: number, units: number]>>;

/** A tier with its days, which are those of the program's time zone; all null: none. */
export interface Held {
  tier: string | null;
  since: string | null;
  validUntil: string | null;
}

/** Where a member stands. */
export interface Standing extends Held {
  months: Months;
  /** Under which version of the rules it was last looked at. */
  rulesVersion: number;
  /** What each rise since the last review left behind, the first one first, so that a refund can undo them. */
  heldBefore: readonly Held[];
}

export interface Score {
  score: number;
  /** Spend in whole units of the currency, not weighted. */
  spend: number;
  /** Units of interaction, not weighted. */
  interaction: number;
}

/** The first month of the window that ends with the month of today. */
export function windowStart({ windowMonths }: Pick<TierRules, 'windowMonths'>, today: string): string {
  return addMonths(`${today.slice(0, 7)}-01`, 1 - windowMonths).slice(0, 7);
}

/** Spend and interaction of the window, each with its weight, rounded down once (T1). */
export function scoreOf(months: Months, rules: TierRules, today: string, minorPerUnit: number): Score {
  const from = windowStart(rules, today);
  const until = today.slice(0, 7);
  let spendMinor = 0;
  let interaction = 0;
  for (const [month, [minor, units]] of Object.entries(months)) {
    if (month < from || month > until) continue;
    spendMinor += minor;
    interaction += units;
  }
  const spend = Math.floor(spendMinor / minorPerUnit);
  const { weights } = rules;
  const score = Math.floor((weights.spend * spend + weights.interaction * interaction) / 100);
  return { score, spend, interaction };
}

/** −1: no tier. */
export function rank(tiers: readonly TierStep[], key: string | null): number {
  return tiers.findIndex((tier) => tier.key === key);
}

export function requires({ key, title }: TierStep): Refusal {
  return { code: 'TIER_REQUIRED', tier: key, title };
}

/** The highest tier that a score reaches. */
export function tierAt(tiers: readonly TierStep[], score: number): TierStep | null {
  return tiers.findLast((tier) => tier.from <= score) ?? null;
}

/** An upgrade is at once and may jump over steps; nothing is ever lowered by scoring. */
export function afterScoring<S extends Standing>(
  standing: S,
  score: number,
  rules: TierRules,
  today: string,
): S {
  const reached = tierAt(rules.tiers, score);
  if (reached === null || rank(rules.tiers, reached.key) <= rank(rules.tiers, standing.tier)) return standing;
  const { tier, since, validUntil, heldBefore } = standing;
  return {
    ...standing,
    tier: reached.key,
    since: today,
    validUntil: addMonths(today, rules.validityMonths),
    heldBefore: [...heldBefore, { tier, since, validUntil }],
  };
}

/** Score that is missing to keep the tier: of the window that ends on the day of its review, whatever day it is now. */
export function missingToKeep(standing: Standing, rules: TierRules, minorPerUnit: number): number {
  const step = rules.tiers[rank(rules.tiers, standing.tier)];
  if (step === undefined || standing.validUntil === null) return 0;
  const { score } = scoreOf(standing.months, rules, standing.validUntil, minorPerUnit);
  return Math.max(0, step.from - score);
}

/**
 * What the end of a validity does: the tier is earned again, or one step is lost, never two (soft landing). All of it
 * follows from the day of the end, so it comes out the same whoever looks first and however late.
 */
export function review<S extends Standing>(
  standing: S,
  rules: TierRules,
  today: string,
  minorPerUnit: number,
): S {
  const { tier, validUntil } = standing;
  if (tier === null || validUntil === null || today < validUntil) return standing;
  const kept = { ...standing, validUntil: nextEnd(validUntil, rules, today), heldBefore: [] };
  if (missingToKeep(standing, rules, minorPerUnit) === 0) return kept;
  const below = rules.tiers[rank(rules.tiers, tier) - 1];
  return below === undefined
    ? { ...kept, tier: null, since: null, validUntil: null }
    : { ...kept, tier: below.key, since: validUntil };
}

/** The first end that lies ahead, counted from the last one: who could not be told of a step down must not lose another. */
function nextEnd(end: string, { validityMonths }: TierRules, today: string): string {
  let times = 1;
  while (addMonths(end, times * validityMonths) <= today) times += 1;
  return addMonths(end, times * validityMonths);
}

/** The last days of a validity; null without a tier. */
export function sprintFrom(standing: Standing, rules: TierRules): string | null {
  if (standing.validUntil === null || rank(rules.tiers, standing.tier) < 0) return null;
  return addDays(standing.validUntil, -rules.sprint.days);
}

export function isSprinting(standing: Standing, rules: TierRules, today: string): boolean {
  const from = sprintFrom(standing, rules);
  return from !== null && from <= today && today < (standing.validUntil ?? '');
}

/** By what the points of a purchase are multiplied; the score never is (E8). */
export function multiplierFor(standing: Standing, rules: TierRules, today: string): number {
  return isSprinting(standing, rules, today) ? rules.sprint.multiplier : 1;
}

export interface Progress {
  current: TierStep | null;
  /** Null at the top. */
  next: TierStep | null;
  /** Score to the next tier; null at the top. */
  missing: number | null;
  /** Of the way from the present tier to the next. */
  percent: number;
}

export function progressOf(standing: Standing, score: number, { tiers }: TierRules): Progress {
  const at = rank(tiers, standing.tier);
  const current = tiers[at] ?? null;
  const next = tiers[at + 1] ?? null;
  if (next === null) return { current, next, missing: null, percent: 100 };
  const from = current?.from ?? 0;
  const percent = Math.floor((100 * (score - from)) / (next.from - from));
  return {
    current,
    next,
    missing: Math.max(0, next.from - score),
    percent: Math.min(100, Math.max(0, percent)),
  };
}

/** Adds to a month, never below nothing, and forgets the months before a first one. */
export function withMonth(
  months: Months,
  month: string,
  [minor, units]: readonly [minor: number, units: number],
  from: string,
): Months {
  const [oldMinor, oldUnits] = months[month] ?? [0, 0];
  const changed: Months = {
    ...months,
    [month]: [Math.max(0, oldMinor + minor), Math.max(0, oldUnits + units)],
  };
  return Object.fromEntries(Object.entries(changed).filter(([key]) => key >= from));
}
