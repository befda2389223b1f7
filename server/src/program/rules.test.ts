import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { achievementRules } from './achievement-rules.js';
import { parseRules } from './rules.js';
import { tierRulesShape } from './tier-rules.js';

describe('the rules of a program', () => {
  it('start with the defaults when nothing is stored', () => {
    expect(parseRules({})).toEqual({
      expiry: { kind: 'rolling', months: 12 },
      noticeDays: 7,
      shippingTerms: { zh: '', en: '' },
      voting: { lateLaunchDays: 1, winnerFeatured: 50 },
      achievements: achievementRules.parse(undefined),
      birthday: { catchUpDays: 7, leastDaysBetween: 300 },
      tiers: [{ version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: tierRulesShape.parse({}) }],
      purchase: { pointsPerUnit: 1, pendingDays: 0, maxPointsPerOrder: null, categories: { coffee: 3 } },
      checkIn: {
        daily: 5,
        steps: [
          { day: 7, points: 50 },
          { day: 30, points: 500 },
        ],
        repeatAfter: 30,
      },
      expiringSoonDays: 30,
      paymentMinutes: 15,
      refundGraceDays: 7,
      pointsPerCurrencyUnit: 100,
      bands: [
        { key: '0-100', pointsMin: 0, pointsMax: 100 },
        { key: '100-500', pointsMin: 100, pointsMax: 500 },
        { key: '500-2000', pointsMin: 500, pointsMax: 2_000 },
        { key: '2000+', pointsMin: 2_000, pointsMax: null },
      ],
    });
  });

  it('keep the defaults of whatever a program does not set', () => {
    const rules = parseRules({ purchase: { pointsPerUnit: 2 }, checkIn: { daily: 1 } });
    expect(rules.purchase).toEqual({
      pointsPerUnit: 2,
      pendingDays: 0,
      maxPointsPerOrder: null,
      categories: { coffee: 3 },
    });
    expect(rules.checkIn.steps).toHaveLength(2);
  });

  it.each([
    ['an expiry on a day the month does not have', { expiry: { kind: 'fixed', month: 2, day: 30 } }],
    ['a fraction of a point', { checkIn: { daily: 0.5 } }],
    ['negative points', { checkIn: { daily: -5 } }],
    [
      'two steps on one day',
      {
        checkIn: {
          steps: [
            { day: 7, points: 1 },
            { day: 7, points: 2 },
          ],
        },
      },
    ],
    ['a rule nobody knows', { chekIn: { daily: 5 } }],
    [
      'bands with a gap',
      {
        bands: [
          { key: 'a', pointsMin: 0, pointsMax: 10 },
          { key: 'b', pointsMin: 20, pointsMax: null },
        ],
      },
    ],
    ['no bands at all', { bands: [] }],
  ])('refuse %s', (_what, rules) => {
    expect(() => parseRules(rules)).toThrow(ZodError);
  });
});
