import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { couldLose } from './ladder-change.rules.js';

const rules = tierRulesShape.parse({});
const [silver, gold, diamond] = rules.tiers;
if (!silver || !gold || !diamond) throw new Error('Three steps.');
const title = { zh: '级', en: 'Step' };
const next = (change: object) => tierRulesShape.parse({ ...rules, ...change });
const ladder = (change: (tier: (typeof rules.tiers)[number]) => object) =>
  next({ tiers: rules.tiers.map((tier) => ({ ...tier, ...change(tier) })) });
const plus = (from: number, benefits: object = {}) => ({ key: 'plus', title, from, benefits });

describe('members could lose', () => {
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

  it('by a step above theirs that gives less than theirs, for they may rise to it', () => {
    const without = (benefit: object) => plus(6_000, { ...gold.benefits, ...benefit });
    const worse = [plus(6_000), without({ freeShipping: false }), without({ birthdayPoints: 299 })];
    for (const step of worse) {
      expect(couldLose(rules, next({ tiers: [silver, gold, step, diamond] }))).toBe(true);
    }
    const top = next({ tiers: [...rules.tiers, plus(50_000, gold.benefits)] });
    expect(couldLose(rules, top)).toBe(true);
  });

  it('by steps that change places, even when each gives what it gave', () => {
    const [low, high] = [
      { ...silver, benefits: {} },
      { ...gold, benefits: {} },
    ];
    const old = next({ tiers: [low, high] });
    expect(couldLose(old, next({ tiers: [{ ...high, from: 500 }, low] }))).toBe(true);
    expect(couldLose(rules, next({ tiers: [{ ...gold, from: 500 }, silver, diamond] }))).toBe(true);
  });

  it('not by longer times, lower steps or a step more that gives no less than those below it', () => {
    const better = [
      next({}),
      next({ windowMonths: 13 }),
      ladder((tier) => ({ from: tier.from - 1 })),
      next({ tiers: [silver, gold, plus(6_000, gold.benefits), diamond] }),
      next({ tiers: [plus(500), ...rules.tiers] }),
      next({ tiers: [...rules.tiers, plus(50_000, diamond.benefits)] }),
    ];
    expect(better.map((one) => couldLose(rules, one))).toEqual(better.map(() => false));
  });
});
