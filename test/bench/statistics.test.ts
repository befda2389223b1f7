import { describe, expect, test } from 'vitest';
import type { Bound } from './row.js';
import { compare, median } from './statistics.js';

const comparison = (bound: Bound, lessIsBetter = false) => ({
  subject: 'ours',
  limit: 'limit',
  against: 'the limit',
  bound,
  lessIsBetter,
});

describe('comparing a measurement with its limit', () => {
  test('the median of an even number of rounds lies between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9, 1, 5])).toBe(5);
  });

  test('each round is compared with the limit of the same round', () => {
    const bound = { kind: 'at least', must: 0.5, aim: 0.8 } as const;
    expect(compare(comparison(bound), [50, 10, 90], [100, 20, 100])).toEqual({
      reached: 0.5,
      lowest: 0.5,
      highest: 0.9,
      verdict: 'must',
    });
  });

  test('where less is better, using twice what the limit uses reaches half of it', () => {
    const bound = { kind: 'at least', must: 0.7, aim: 0.9 } as const;
    expect(compare(comparison(bound, true), [20], [10])).toMatchObject({ reached: 0.5, verdict: 'missed' });
  });

  test('a latency may be at most so many times the limit', () => {
    const bound = { kind: 'at most', must: 2, aim: 1.3 } as const;
    expect(compare(comparison(bound), [12], [10])).toMatchObject({ reached: 1.2, verdict: 'aim' });
    expect(compare(comparison(bound), [21], [10])).toMatchObject({ reached: 2.1, verdict: 'missed' });
  });

  test('a delay may be at most so much more than the limit', () => {
    const bound = { kind: 'at most more', must: 100, aim: 30 } as const;
    expect(compare(comparison(bound), [60], [20])).toMatchObject({ reached: 40, verdict: 'must' });
  });
});
