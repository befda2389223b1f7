import { expect, test } from 'vitest';
import { amountsFrom, roundAmounts, stillOffered } from './amounts.js';

test('round amounts begin at the least that is taken and stop at the most', () => {
  expect(roundAmounts({ least: 200, most: 5_000 })).toEqual([200, 500, 1_000]);
  expect(roundAmounts({ least: 401, most: 1_000 })).toEqual([500, 1_000]);
  expect(roundAmounts({ least: 1, most: null })).toEqual([10, 20, 50]);
});

test('where no round amount fits, all that can be is offered', () => {
  expect(roundAmounts({ least: 201, most: 450 })).toEqual([450]);
  expect(roundAmounts({ least: 485, most: 485 })).toEqual([485]);
});

test('what may stay as it is comes first, however odd', () => {
  expect(amountsFrom({ least: 350, most: 2_000 })).toEqual([350, 500, 1_000]);
  expect(amountsFrom({ least: 100, most: 120 })).toEqual([100]);
  expect(amountsFrom({ least: 485, most: 485 })).toEqual([485]);
});

test('a choice stays while it is offered, and falls back to the first', () => {
  expect(stillOffered([100, 200], 200)).toBe(200);
  expect(stillOffered([100, 200], 500)).toBe(100);
  expect(stillOffered([], 500)).toBeNull();
});
