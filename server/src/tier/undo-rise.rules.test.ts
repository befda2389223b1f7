import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import type { Standing } from './tier.rules.js';
import { withoutRise } from './undo-rise.rules.js';

const rules = tierRulesShape.parse({});
const nothing = { tier: null, since: null, validUntil: null };
const silver = { tier: 'silver', since: '2026-06-01', validUntil: '2027-06-01' };
const gold = { tier: 'gold', since: '2026-09-01', validUntil: '2027-09-01' };
const diamond = { tier: 'diamond', since: '2026-11-22', validUntil: '2027-11-22' };
const standing = (held: object, ...heldBefore: Standing['heldBefore']): Standing => ({
  ...nothing,
  months: {},
  rulesVersion: 1,
  ...held,
  heldBefore,
});
const left = (risen: Standing, before: number, after: number, recordedOn: string, today = '2026-12-01') => {
  const { tier, since, validUntil, heldBefore } = withoutRise(
    risen,
    { before, after, recordedOn },
    rules,
    today,
    100,
  );
  return { tier, since, validUntil, heldBefore };
};

describe('a rise whose purchase is refunded', () => {
  const bought = standing(diamond, nothing);
  const climbed = standing(diamond, nothing, silver, gold);

  it('is undone to nothing when nothing was held and nothing is left', () => {
    expect(left(bought, 24_000, 0, '2026-11-22')).toEqual({ ...nothing, heldBefore: [] });
  });

  it('is undone to what was held before, with its own days', () => {
    expect(left(climbed, 24_000, 6_000, '2026-11-22')).toEqual({ ...gold, heldBefore: [nothing, silver] });
    expect(left(climbed, 24_000, 0, '2026-11-22')).toEqual({ ...gold, heldBefore: [nothing, silver] });
  });

  it('is undone to what the score still reaches where that is better', () => {
    const risen = { ...diamond, tier: 'gold' };
    expect(left(bought, 24_000, 5_000, '2026-11-22')).toEqual({ ...risen, heldBefore: [nothing] });
    const fromSilver = standing(diamond, nothing, silver);
    expect(left(fromSilver, 24_000, 5_000, '2026-11-22')).toEqual({
      ...risen,
      heldBefore: [nothing, silver],
    });
  });

  it('takes the rises below it along that the purchase was part of', () => {
    expect(left(climbed, 24_000, 0, '2026-08-01')).toEqual({ ...silver, heldBefore: [nothing] });
    expect(left(climbed, 24_000, 0, '2026-06-01')).toEqual({ ...nothing, heldBefore: [] });
    expect(left(climbed, 24_000, 1_000, '2026-06-01')).toEqual({ ...silver, heldBefore: [nothing] });
  });

  it('brings back what the review has made meanwhile of what was held before: renewed, or one step lower and no more', () => {
    const late = '2027-06-01';
    expect(left(standing(gold, nothing, silver), 6_000, 0, '2026-09-01', late)).toEqual({
      ...nothing,
      heldBefore: [],
    });
    const top = standing({ ...diamond, since: '2027-08-22' }, nothing, silver, gold);
    expect(left(top, 24_000, 500, '2027-08-22', '2027-09-10')).toEqual({
      tier: 'silver',
      since: '2027-09-01',
      validUntil: '2028-09-01',
      heldBefore: [],
    });
    const kept = { ...top, months: { '2027-08': [1_000_000, 0] as const } };
    expect(left(kept, 24_000, 6_000, '2027-08-22', '2027-09-10')).toMatchObject({
      tier: 'gold',
      validUntil: '2028-09-01',
    });
    const { heldBefore } = left(standing(gold, nothing, silver), 6_000, 0, '2026-09-01', '2027-05-31');
    expect(heldBefore).toEqual([nothing]);
  });

  it('stays while the score reaches it, and when the score had not reached it before either', () => {
    expect(left(bought, 24_000, 20_000, '2026-11-22')).toMatchObject(diamond);
    expect(left(bought, 19_999, 0, '2026-11-22')).toMatchObject(diamond);
  });

  it('stays when it was there before the purchase, or was confirmed or lowered by a review', () => {
    expect(left(bought, 24_000, 0, '2026-11-23')).toMatchObject(diamond);
    expect(left(standing(diamond), 24_000, 0, '2026-11-22')).toMatchObject(diamond);
    // Gold by a soft landing is nothing that a purchase lifted to.
    expect(left(standing(diamond, gold), 24_000, 0, '2026-06-01')).toMatchObject(gold);
  });
});
