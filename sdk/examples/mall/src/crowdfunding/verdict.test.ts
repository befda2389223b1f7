import { describe, expect, test } from 'vitest';
import { verdictOf } from './verdict.js';

const own = {
  id: 'pledge_1',
  number: 2,
  points: 40,
  state: 'CAPTURED',
  allotted: true,
  version: '3',
  createdAt: '',
};
const pool = {
  target: 100,
  pledge: { ...own, state: 'CAPTURED' as const },
  draw: { seedHash: 'aa', seed: 'bb', winners: [{ place: 1, number: 2 }] },
};
const entries = [
  { number: 1, points: 60 },
  { number: 2, points: 40 },
];
const fair = { pool, entries, again: { seedMatches: true, winners: [2] }, kept: true };

describe('a draw that was done again', () => {
  test('is as promised when seed, sum, own entry and winners are', () => {
    expect(verdictOf(fair)).toEqual({ fault: null, winners: [2], kept: true });
    expect(verdictOf({ ...fair, pool: { ...pool, pledge: null }, kept: false })).toEqual({
      fault: null,
      winners: [2],
      kept: false,
    });
  });

  test('is not when the seed is another than the one whose fingerprint was kept', () => {
    const again = { seedMatches: false, winners: [2] };
    expect(verdictOf({ ...fair, again }).fault).toBe('seed');
  });

  test('is not when points were added or left out', () => {
    const more = [...entries, { number: 3, points: 1 }];
    expect(verdictOf({ ...fair, entries: more }).fault).toBe('sum');
  });

  test('is not when the own pledge is missing or has other points', () => {
    const others = [
      { number: 1, points: 61 },
      { number: 2, points: 39 },
    ];
    expect(verdictOf({ ...fair, entries: others }).fault).toBe('own');
  });

  test('is not when others won, or the places are changed', () => {
    const again = { seedMatches: true, winners: [1] };
    expect(verdictOf({ ...fair, again }).fault).toBe('winners');
  });
});
