import { describe, expect, it } from 'vitest';
import {
  checkGift,
  isOpen,
  left,
  percent,
  raised,
  reached,
  receiptNumber,
  stateNow,
  worth,
} from './donation.rules.js';

describe('what is still taken', () => {
  it('is everything where more than the goal is welcome', () => {
    expect(left(10_000, 9_950, 'accept')).toBeNull();
    expect(left(10_000, 12_000, 'accept')).toBeNull();
  });
  it('is what is missing where the goal is the end', () => {
    expect(left(10_000, 9_950, 'stop')).toBe(50);
    expect(left(10_000, 10_000, 'stop')).toBe(0);
    expect(left(10_000, 10_400, 'stop')).toBe(0);
  });
  it('counts what was paid out already', () => expect(raised(40, 60)).toBe(100));
});

describe('a gift', () => {
  it('is refused when the goal is reached, and told what is left when it nearly is', () => {
    expect(checkGift({ points: 1, least: 1, left: 0 })).toEqual({ code: 'TARGET_REACHED', pointsLeft: 0 });
    expect(checkGift({ points: 60, least: 1, left: 50 })).toEqual({ code: 'TARGET_REACHED', pointsLeft: 50 });
  });
  it('is at least the least of the project', () => {
    expect(checkGift({ points: 99, least: 100, left: null })).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      least: 100,
      most: null,
    });
    expect(checkGift({ points: 100, least: 100, left: null })).toBeNull();
  });
  it('may be smaller than the least when it is the rest', () => {
    expect(checkGift({ points: 50, least: 100, left: 50 })).toBeNull();
    expect(checkGift({ points: 49, least: 100, left: 50 })).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      least: 50,
      most: 50,
    });
  });
});

describe('a project that is full', () => {
  const now = new Date('2026-11-22T04:00:00Z');
  it('is closed where no more is wanted, and open where more is welcome', () => {
    expect(stateNow('open', null, now, 0)).toBe('closed');
    expect(stateNow('open', null, now, 1)).toBe('open');
    expect(stateNow('open', null, now, null)).toBe('open');
    expect(stateNow('settled', null, now, 0)).toBe('settled');
  });
});

describe('milestones', () => {
  const milestones = [{ points: 5_000 }, { points: 10_000 }, { points: 20_000 }];
  it.each([
    [4_999, 0],
    [5_000, 1],
    [10_000, 2],
    [20_000, 3],
    [99_999, 3],
  ])('at %i points %i are reached', (points, count) => expect(reached(milestones, points)).toBe(count));
  it('are none where there are none', () => expect(reached([], 5)).toBe(0));
});

describe('percent', () => {
  it('is 100 only at the goal', () => {
    expect(percent(9_999, 10_000)).toBe(99);
    expect(percent(10_000, 10_000)).toBe(100);
  });
  it('goes on above the goal', () => expect(percent(13_249, 10_000)).toBe(132));
  it('is exact where the product is not', () =>
    expect(percent(Number.MAX_SAFE_INTEGER, 1_000_000_000_000)).toBe(900_719));
});

describe('the end', () => {
  const end = new Date('2026-12-01T00:00:00Z');
  const before = new Date(end.getTime() - 1);
  it('closes a project though nobody did', () => {
    expect(isOpen('open', end, before)).toBe(true);
    expect(isOpen('open', end, end)).toBe(false);
    expect(stateNow('open', end, end)).toBe('closed');
    expect(stateNow('open', end, before)).toBe('open');
  });
  it('never comes where there is none', () => expect(isOpen('open', null, end)).toBe(true));
  it('changes nothing of what is closed or settled', () => {
    expect(isOpen('closed', null, end)).toBe(false);
    expect(stateNow('settled', end, end)).toBe('settled');
  });
});

describe('a receipt', () => {
  it('is worth what the points are worth, rounded down', () => {
    expect(worth(12_345, { minorPerUnit: 100, pointsPerUnit: 100 })).toBe(12_345);
    expect(worth(199, { minorPerUnit: 100, pointsPerUnit: 1_000 })).toBe(19);
  });
  it('has the number of the gift', () => expect(receiptNumber('spring', 413)).toBe('SPRING-000413'));
});
