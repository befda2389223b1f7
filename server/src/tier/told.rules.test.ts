import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import type { Standing } from './tier.rules.js';
import { type Moves, sprintOf, toldOf } from './told.rules.js';

const rules = tierRulesShape.parse({});
const [silver, , diamond] = rules.tiers;
if (!silver || !diamond) throw new Error('Three steps.');
const today = '2027-11-01';
const standing = (tier: string | null, more: Partial<Standing> = {}): Standing => ({
  tier,
  since: '2026-11-22',
  validUntil: '2027-11-22',
  months: {},
  rulesVersion: 1,
  heldBefore: [],
  ...more,
});
const first = { version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules };
const looked = { scoring: { versions: [first], minorPerUnit: 100 }, current: first, today };
/** Every later step of a look is the one before it unless it is given. */
function told(before: Standing, moves: Partial<Moves> = {}, under = looked) {
  const landed = moves.landed ?? before;
  const lifted = moves.lifted ?? landed;
  const all = toldOf({ before, landed, lifted, after: moves.after ?? lifted }, under);
  return all.map(({ kind, occasion, facts }) => [kind, occasion, facts.tier?.en ?? null]);
}

describe('a member is told', () => {
  it('of a rise, a step down and a rise undone, and of nothing when nothing moved', () => {
    const since = { since: today };
    expect(told(standing('silver'))).toEqual([]);
    expect(told(standing('silver'), { lifted: standing('gold', since) })).toEqual([
      ['tier_raised', '2027-11-01 gold', 'Gold'],
    ]);
    expect(told(standing('silver'), { landed: standing(null) })).toEqual([['tier_dropped', today, null]]);
    expect(told(standing('gold'), { after: standing('silver') })).toEqual([
      ['tier_undone', '2027-11-01 gold', 'Silver'],
    ]);
  });

  it('of the end of a validity and the rise after it, both', () => {
    const moves = { landed: standing('silver'), lifted: standing('gold', { since: today }) };
    expect(told(standing('gold'), moves).map(([kind]) => kind)).toEqual(['tier_dropped', 'tier_raised']);
  });

  it('of a fall, not of a rise, when their step is taken off the ladder', () => {
    const plus = { ...silver, key: 'plus', title: { zh: '加', en: 'Plus' } };
    const ladder = (from: number) => {
      const tiers = [silver, { ...plus, from }, diamond];
      const current = { version: 2, effectiveFrom: '2027-10-01T00:00:00.000Z', rules: { ...rules, tiers } };
      return { ...looked, scoring: { versions: [first, current], minorPerUnit: 100 }, current };
    };
    const landed = standing('silver', { rulesVersion: 2 });
    expect(told(standing('gold'), { landed }, ladder(3_000))).toEqual([['tier_dropped', today, 'Silver']]);
    const lifted = standing('plus', { since: today });
    expect(told(standing('gold'), { landed, lifted }, ladder(3_000))).toEqual([
      ['tier_dropped', today, 'Plus'],
    ]);
    expect(told(standing('gold'), { landed, lifted }, ladder(5_000))).toEqual([
      ['tier_raised', '2027-11-01 plus', 'Plus'],
    ]);
  });

  it('again of the sprint when a tier that was safe is not any more', () => {
    const safe = standing('silver', { months: { '2027-01': [200_000, 0] } });
    const unsafe = standing('silver', { months: { '2027-01': [100_000, 0] } });
    expect(told(safe, { lifted: unsafe })).toEqual([['tier_sprint', '2027-11-22 2027-11-01', 'Silver']]);
    expect(told(unsafe, { lifted: safe })).toEqual([]);
    expect(told(unsafe, { lifted: standing('silver') })).toEqual([]);
    expect(told(safe, { lifted: unsafe }, { ...looked, today: '2027-10-22' })).toEqual([]);
  });

  it('that new rules made unsafe what the old ones said was safe', () => {
    const tiers = rules.tiers.map((tier) => ({ ...tier, from: tier.from + 500 }));
    const current = { version: 2, effectiveFrom: '2027-10-01T00:00:00.000Z', rules: { ...rules, tiers } };
    const scoring = { versions: [first, current], minorPerUnit: 100 };
    const safe = standing('silver', { months: { '2027-01': [200_000, 0] } });
    expect(told(safe, {}, { ...looked, scoring, current })).toHaveLength(1);
    expect(told({ ...safe, rulesVersion: 2 }, {}, { ...looked, scoring, current })).toEqual([]);
  });

  it('of the sprint once, with what is missing', () => {
    const safe = standing('silver', { months: { '2026-12': [200_000, 0] } });
    const facts = { tier: silver.title, missing: 0, until: '2027-11-22' };
    expect(sprintOf(safe, looked)).toEqual([{ kind: 'tier_sprint', occasion: '2027-11-22', facts }]);
    expect(sprintOf(safe, { ...looked, today: '2027-10-22' })).toEqual([]);
  });
});
