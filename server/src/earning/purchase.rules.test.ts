import { describe, expect, it } from 'vitest';
import { purchasePoints, type PurchaseRule, refundPoints } from './purchase.rules.js';

const rule: PurchaseRule = {
  pointsPerUnit: 1,
  pendingDays: 0,
  maxPointsPerOrder: null,
  categories: { coffee: 3, books: 0 },
};
const line = (amountMinor: number, category: string | null = null) => ({ category, amountMinor });

describe('the points of a purchase', () => {
  it('are counted line by line with the multiplier of the category', () => {
    expect(purchasePoints(rule, [line(10_000, 'coffee'), line(5_000, 'tea'), line(2_000)], 100)).toBe(370);
  });

  it('may be none for a category', () => expect(purchasePoints(rule, [line(10_000, 'books')], 100)).toBe(0));

  it('are rounded down once for the whole order', () => {
    expect(purchasePoints(rule, [line(150), line(150), line(99)], 100)).toBe(3);
    expect(purchasePoints(rule, [line(99)], 100)).toBe(0);
  });

  it('lose nothing to binary fractions', () => {
    expect(purchasePoints({ ...rule, pointsPerUnit: 0.1 }, [line(3_000)], 100)).toBe(3);
    expect(purchasePoints({ ...rule, pointsPerUnit: 1.1 }, [line(1_000)], 100)).toBe(11);
  });

  it('stop at the ceiling of an order', () => {
    expect(purchasePoints({ ...rule, maxPointsPerOrder: 200 }, [line(10_000, 'coffee')], 100)).toBe(200);
  });

  it('count whole units of a currency without cents', () =>
    expect(purchasePoints(rule, [line(500)], 1)).toBe(500));

  it('know no category by the name of something every object has', () => {
    expect(purchasePoints(rule, [line(1_000, 'constructor'), line(1_000, '__proto__')], 100)).toBe(20);
  });
});

describe('the points a refund takes back', () => {
  const purchase = { totalMinor: 10_000, points: 301, refundedMinor: 0, refundedPoints: 0 };

  it('are in proportion to the money, rounded so that nobody keeps a part of a point', () => {
    expect(refundPoints(purchase, 5_000)).toBe(151);
    expect(refundPoints(purchase, 1)).toBe(1);
  });

  it('are all of them when all the money went back', () => expect(refundPoints(purchase, 10_000)).toBe(301));

  it('are the rest with the last part', () => {
    expect(refundPoints({ ...purchase, refundedMinor: 9_999, refundedPoints: 250 }, 1)).toBe(51);
  });

  it('are exact for amounts whose product no number holds', () => {
    const large = {
      totalMinor: 9_000_000_000_000,
      points: 90_000_000_001,
      refundedMinor: 0,
      refundedPoints: 0,
    };
    expect(refundPoints(large, 4_500_000_000_000)).toBe(45_000_000_001);
  });

  it.each([0, 1, 7, 301, 99_999])(
    'add up to the %i earned and are never more on the way, however the money is split',
    (points) => {
      for (const amounts of [
        [1],
        [1, 1, 1],
        [3, 5_000, 1, 17],
        Array.from({ length: 97 }, (_, at) => at + 1),
      ]) {
        const totalMinor = amounts.reduce((sum, amount) => sum + amount, 0);
        const state = { totalMinor, points, refundedMinor: 0, refundedPoints: 0 };
        for (const amount of amounts) {
          const taken = refundPoints(state, amount);
          expect(taken).toBeGreaterThanOrEqual(0);
          state.refundedPoints += taken;
          state.refundedMinor += amount;
          expect(state.refundedPoints).toBeLessThanOrEqual(points);
        }
        expect(state.refundedPoints).toBe(points);
      }
    },
  );
});
