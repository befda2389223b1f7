import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import {
  afterScoring,
  couldLose,
  isSprinting,
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
const none: Standing = { tier: null, since: null, validUntil: null, months: {} };
const gold: Standing = { tier: 'gold', since: today, validUntil: '2027-11-22', months: {} };
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
    expect(afterScoring(none, 5_000, rules, today)).toEqual(gold);
  });

  it('jumps over steps', () => {
    expect(afterScoring(none, 20_000, rules, today)).toMatchObject({ tier: 'diamond' });
  });

  it('is never a downgrade and never a renewal', () => {
    expect(afterScoring(gold, 0, rules, '2027-01-01')).toBe(gold);
    expect(afterScoring(gold, 6_000, rules, '2027-01-01')).toBe(gold);
  });
});

describe('a review', () => {
  it('does nothing before the validity ends', () => {
    expect(review(gold, 0, rules, '2027-11-21')).toBe(gold);
  });

  it('keeps a tier that is earned again', () => {
    expect(review(gold, 5_000, rules, '2027-11-22')).toEqual({ ...gold, validUntil: '2028-11-22' });
  });

  it('drops one step, never two', () => {
    const silver = review(gold, 40, rules, '2027-11-22');
    expect(silver).toMatchObject({ tier: 'silver', since: '2027-11-22', validUntil: '2028-11-22' });
    expect(review(silver, 40, rules, '2027-11-22')).toBe(silver);
    expect(review(silver, 40, rules, '2028-11-22')).toEqual(none);
  });

  it('takes a tier away that the rules no longer know', () => {
    expect(review({ ...gold, tier: 'ruby' }, 9_000, rules, '2027-11-22')).toEqual(none);
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

describe('members could lose', () => {
  const next = (change: object) => tierRulesShape.parse({ ...rules, ...change });
  const ladder = (change: (tier: (typeof rules.tiers)[number]) => object) =>
    next({ tiers: rules.tiers.map((tier) => ({ ...tier, ...change(tier) })) });

  it('by other weights, shorter times, less for anything and higher or missing steps', () => {
    const worse = [
      next({ weights: { spend: 50, interaction: 50 } }),
      next({ windowMonths: 11 }),
      next({ validityMonths: 6 }),
      next({ sprint: { days: 29, multiplier: 2 } }),
      next({ sprint: { days: 30, multiplier: 1 } }),
      next({ units: { ...rules.units, checkIn: 9 } }),
      next({ tiers: rules.tiers.slice(1) }),
      ladder((tier) => ({ from: tier.from + 1 })),
      ladder(({ benefits }) => ({ benefits: { ...benefits, freeShipping: false } })),
      ladder(({ benefits }) => ({ benefits: { ...benefits, discountPercent: 0 } })),
    ];
    expect(worse.map((one) => couldLose(rules, one))).toEqual(worse.map(() => true));
  });

  it('not by longer times, lower steps or a step more', () => {
    const better = [
      next({}),
      next({ windowMonths: 13 }),
      ladder((tier) => ({ from: tier.from - 1 })),
      next({ tiers: [...rules.tiers, { key: 'ruby', title: { zh: '红宝', en: 'Ruby' }, from: 50_000 }] }),
    ];
    expect(better.map((one) => couldLose(rules, one))).toEqual(better.map(() => false));
  });
});
