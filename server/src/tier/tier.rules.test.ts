import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import {
  afterScoring,
  isSprinting,
  missingToKeep,
  type Months,
  multiplierFor,
  progressOf,
  review,
  scoreOf,
  type Standing,
  tierAt,
  withMonth,
} from './tier.rules.js';

const rules = tierRulesShape.parse({});
const today = '2026-11-22';
const nothing = { tier: null, since: null, validUntil: null };
const none: Standing = { ...nothing, months: {}, rulesVersion: 1, heldBefore: [] };
const gold: Standing = { ...none, tier: 'gold', since: today, validUntil: '2027-11-22' };
const score = (months: Months, day = today) => scoreOf(months, rules, day, 100).score;
const tierOf = (points: number) => tierAt(rules.tiers, points)?.key ?? null;

describe('the score', () => {
  it('is 60 % spend and 40 % interaction, rounded down once', () => {
    expect(score({ '2026-11': [120_000, 400] })).toBe(880);
    expect(score({ '2026-11': [166_600, 0] })).toBe(999);
    expect(score({ '2026-11': [120_050, 700] })).toBe(1_000);
  });

  it('gives silver at exactly 1000 and not one before', () => {
    expect([999, 1_000, 4_999, 5_000, 19_999, 20_000].map(tierOf)).toEqual([
      null,
      'silver',
      'silver',
      'gold',
      'gold',
      'diamond',
    ]);
  });

  it('forgets a month on the first day after its window', () => {
    const months: Months = { '2025-11': [100_000, 0] };
    expect(score(months, '2026-10-31')).toBe(600);
    expect(score(months, '2026-11-01')).toBe(0);
  });

  it('does not count a month before it has begun', () => {
    expect(score({ '2026-12': [100_000, 0] }, '2026-11-30')).toBe(0);
    expect(score({ '2026-12': [100_000, 0] }, '2026-12-01')).toBe(600);
  });

  it('adds up over the months of the window, whole units of the currency only once', () => {
    expect(score({ '2026-10': [50, 0], '2026-11': [9_950, 0] })).toBe(60);
  });

  it('never falls below nothing by refunds, and keeps no month that cannot count', () => {
    const months: Months = { '2025-10': [1, 1], '2026-11': [500, 10] };
    expect(withMonth(months, '2026-11', [-900, 0], '2025-12')).toEqual({ '2026-11': [0, 10] });
    expect(withMonth(months, '2025-10', [100, 0], '2025-12')).toEqual({ '2026-11': [500, 10] });
  });
});

describe('an upgrade', () => {
  it('is at once and valid for the months of the rules', () => {
    expect(afterScoring(none, 5_000, rules, today)).toEqual({ ...gold, heldBefore: [nothing] });
  });

  it('jumps over steps', () => {
    expect(afterScoring(none, 20_000, rules, today)).toMatchObject({ tier: 'diamond' });
  });

  it('keeps what was held before, for each rise', () => {
    const { tier, since, validUntil } = gold;
    const risen = afterScoring({ ...gold, heldBefore: [nothing] }, 20_000, rules, '2027-01-01');
    expect(risen.heldBefore).toEqual([nothing, { tier, since, validUntil }]);
  });

  it('is never a downgrade and never a renewal', () => {
    expect(afterScoring(gold, 0, rules, '2027-01-01')).toBe(gold);
    expect(afterScoring(gold, 6_000, rules, '2027-01-01')).toBe(gold);
  });
});

describe('a review', () => {
  const reviewed = (standing: Standing, day: string) => review(standing, rules, day, 100);
  const earned = (month: string, score: number): Months => ({ [month]: [0, Math.ceil(score * 2.5)] });
  const risen = { ...gold, heldBefore: [nothing] };

  it('does nothing before the validity ends', () => {
    expect(reviewed(risen, '2027-11-21')).toBe(risen);
  });

  it('keeps a tier that is earned again, and no rise that could be undone', () => {
    const months = earned('2027-01', 5_000);
    expect(reviewed({ ...risen, months }, '2027-11-22')).toEqual({
      ...gold,
      months,
      validUntil: '2028-11-22',
    });
    const less = earned('2027-01', 4_999);
    expect(reviewed({ ...risen, months: less }, '2027-11-22')).toMatchObject({ tier: 'silver' });
  });

  it('drops one step, never two', () => {
    const silver = reviewed(risen, '2027-11-22');
    expect(silver).toEqual({ ...gold, tier: 'silver', since: '2027-11-22', validUntil: '2028-11-22' });
    expect(reviewed(silver, '2027-11-22')).toBe(silver);
    expect(reviewed(silver, '2028-11-22')).toEqual(none);
  });

  it('comes out the same however late it is done: by the months and days of the end', () => {
    const months = { ...earned('2026-12', 5_000), ...earned('2027-12', 9_000) };
    expect(reviewed({ ...gold, months }, '2027-12-24')).toEqual({
      ...gold,
      months,
      validUntil: '2028-11-22',
    });
    expect(reviewed(gold, '2027-12-24')).toMatchObject({ since: '2027-11-22', validUntil: '2028-11-22' });
  });

  it('takes one step only from members who could not be told for years, and gives them a validity that lies ahead', () => {
    expect(reviewed(gold, '2030-01-01')).toMatchObject({ tier: 'silver', validUntil: '2030-11-22' });
  });
});

describe('what is missing to keep a tier', () => {
  it('is of the months that count on the day of the review, not of those of today', () => {
    const bought: Months = { '2026-12': [200_000, 0] };
    const silver = { ...none, tier: 'silver', since: '2026-12-10', validUntil: '2027-12-10', months: bought };
    expect(score(bought, '2027-11-10')).toBe(1_200);
    expect(missingToKeep(silver, rules, 100)).toBe(1_000);
    expect(review(silver, rules, '2027-12-10', 100).tier).toBeNull();
    const again = { ...silver, months: { ...bought, '2027-01': [166_600, 1] as const } };
    expect(missingToKeep(again, rules, 100)).toBe(0);
    expect(review(again, rules, '2027-12-10', 100).tier).toBe('silver');
  });

  it('is nothing without a tier', () => {
    expect(missingToKeep(none, rules, 100)).toBe(0);
  });
});

describe('the keep-sprint', () => {
  it('is the last thirty days of the validity', () => {
    const days = ['2027-10-22', '2027-10-23', '2027-11-21', '2027-11-22'];
    expect(days.map((day) => isSprinting(gold, rules, day))).toEqual([false, true, true, false]);
    expect(days.map((day) => multiplierFor(gold, rules, day))).toEqual([1, 2, 2, 1]);
  });

  it('is nothing for members without a tier', () => {
    expect(multiplierFor(none, rules, today)).toBe(1);
  });
});

describe('progress', () => {
  it('is the way from the present tier to the next', () => {
    expect(progressOf(none, 940, rules)).toMatchObject({ next: { key: 'silver' }, missing: 60, percent: 94 });
    expect(progressOf(gold, 17_900, rules)).toMatchObject({ missing: 2_100, percent: 86 });
  });

  it('stays within 0 and 100 while the tier outlives its score', () => {
    expect(progressOf(gold, 40, rules)).toMatchObject({ missing: 19_960, percent: 0 });
  });

  it('is complete at the top', () => {
    expect(progressOf({ ...gold, tier: 'diamond' }, 1, rules)).toMatchObject({
      next: null,
      missing: null,
      percent: 100,
    });
  });
});
