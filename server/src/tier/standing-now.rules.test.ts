import { describe, expect, it } from 'vitest';
import { type TierStep, tierRulesShape } from '../program/tier-rules.js';
import { standingNow } from './standing-now.rules.js';
import type { Standing } from './tier.rules.js';

const old = tierRulesShape.parse({});
const nothing = { tier: null, since: null, validUntil: null };
const gold: Standing = {
  tier: 'gold',
  since: '2026-11-22',
  validUntil: '2027-11-22',
  months: {},
  rulesVersion: 1,
  heldBefore: [nothing],
};
const today = '2026-12-24';

/** Where somebody stands once the ladder is another. */
function under(tiers: readonly TierStep[], standing: Standing, day = today): Standing {
  const first = { version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: old };
  const rules = { ...old, tiers: [...tiers] };
  const second = { version: 2, effectiveFrom: '2026-12-01T00:00:00.000Z', rules };
  return standingNow(standing, { versions: [first, second], minorPerUnit: 100 }, second, day);
}
const without = (...keys: string[]) => old.tiers.filter(({ key }) => !keys.includes(key));

describe('a step that is no longer on the ladder', () => {
  it('becomes the next one below it, and keeps the day of the review', () => {
    expect(under(without('gold'), gold)).toEqual({ ...gold, tier: 'silver', rulesVersion: 2 });
    expect(under(without('gold', 'diamond'), { ...gold, tier: 'diamond' })).toMatchObject({ tier: 'silver' });
  });

  it('is none when nothing is left below it', () => {
    expect(under(without('silver', 'gold'), gold)).toMatchObject(nothing);
    expect(under(old.tiers, { ...gold, tier: 'ruby' })).toMatchObject(nothing);
  });

  it('is looked for among what was held before too', () => {
    const { tier, since, validUntil } = gold;
    const risen = { ...gold, tier: 'diamond', heldBefore: [nothing, { tier, since, validUntil }] };
    const { heldBefore } = under(without('gold'), risen);
    expect(heldBefore).toEqual([nothing, { tier: 'silver', since, validUntil }]);
  });

  it('loses one step more only at the review', () => {
    expect(under(without('gold'), gold, '2027-11-21')).toMatchObject({ tier: 'silver' });
    expect(under(without('gold'), gold, '2027-11-22')).toMatchObject({ tier: null });
  });
});

it('whoever stands on the ladder within their validity stands where they stood', () => {
  expect(under(old.tiers, gold)).toBe(gold);
});
