import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { discounted, footingOf, isOpenTo, lowestStep, onSaleFor, stepAbove } from './footing.rules.js';

const rules = tierRulesShape.parse({});
const [nobody, silver, gold, diamond] = [null, 'silver', 'gold', 'diamond'].map((key) =>
  footingOf(rules, key),
);
if (!nobody || !silver || !gold || !diamond) throw new Error('Four footings.');
const all = [nobody, silver, gold, diamond];

it('a tier that the rules no longer know is none', () => {
  expect(footingOf(rules, 'ruby')).toEqual(nobody);
});

describe('what is for a tier', () => {
  it('is open to its members and those above', () => {
    expect(all.map((footing) => isOpenTo('gold', footing))).toEqual([false, false, true, true]);
    expect(all.map((footing) => isOpenTo(null, footing))).toEqual([true, true, true, true]);
  });

  it('is kept for the top when the rules no longer know the tier', () => {
    expect(all.map((footing) => isOpenTo('ruby', footing))).toEqual([false, false, false, true]);
  });

  it('is opened by the lowest of several', () => {
    expect(lowestStep(rules.tiers, ['diamond', 'silver', 'gold'])?.key).toBe('silver');
    expect(lowestStep(rules.tiers, ['ruby'])?.key).toBe('diamond');
    expect(lowestStep(rules.tiers, [])).toBeNull();
  });
});

describe('the discount', () => {
  it('is that of the tier, rounded up to the whole point', () => {
    expect(all.map((footing) => discounted(1_000, footing))).toEqual([1_000, 1_000, 970, 950]);
    expect([1, 10, 33, 101].map((points) => discounted(points, gold))).toEqual([1, 10, 33, 98]);
  });

  it('never makes free what costs points, however high it is', () => {
    const steep = tierRulesShape.parse({
      tiers: [{ key: 'one', title: { zh: '一', en: 'One' }, from: 1, benefits: { discountPercent: 90 } }],
    });
    const footing = footingOf(steep, 'one');
    expect([0, 1, 9, 10, 11].map((points) => discounted(points, footing))).toEqual([0, 1, 1, 1, 2]);
  });

  it('is exact for the largest prices', () => {
    expect(discounted(1_000_000_000_000, diamond)).toBe(950_000_000_000);
    expect(discounted(999_999_999_999, diamond)).toBe(950_000_000_000);
  });
});

it('a sale begins earlier by the hours of the tier', () => {
  const from = new Date('2026-11-22T10:00:00Z');
  expect(all.map((footing) => onSaleFor(from, footing).toISOString().slice(0, 13))).toEqual([
    '2026-11-22T10',
    '2026-11-22T10',
    '2026-11-21T10',
    '2026-11-20T10',
  ]);
});

it('the step above is the next one, and none at the top', () => {
  expect(all.map((footing) => stepAbove(footing)?.step.key ?? null)).toEqual([
    'silver',
    'gold',
    'diamond',
    null,
  ]);
  expect(stepAbove(silver)?.footing).toEqual(gold);
});
