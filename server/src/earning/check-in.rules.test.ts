import { describe, expect, it } from 'vitest';
import { currentStreak, ladderSteps, nextStreak, pointsFor } from './check-in.rules.js';

const ladder = {
  daily: 5,
  steps: [
    { day: 30, points: 500 },
    { day: 7, points: 50 },
  ],
  repeatAfter: 30,
};

describe('a streak', () => {
  it('begins at one', () => expect(nextStreak(null, '2026-11-22')).toBe(1));
  it('grows on the next day', () =>
    expect(nextStreak({ day: '2026-11-21', streak: 4 }, '2026-11-22')).toBe(5));
  it('grows across the end of a year', () =>
    expect(nextStreak({ day: '2026-12-31', streak: 4 }, '2027-01-01')).toBe(5));
  it('begins again after a day was missed', () =>
    expect(nextStreak({ day: '2026-11-20', streak: 4 }, '2026-11-22')).toBe(1));

  it('does not grow twice on one day', () => {
    expect(nextStreak({ day: '2026-11-22', streak: 4 }, '2026-11-22')).toBeNull();
  });

  it('does not grow when the calendar went back', () => {
    expect(nextStreak({ day: '2026-11-23', streak: 4 }, '2026-11-22')).toBeNull();
  });

  it('is shown as broken once yesterday was missed', () => {
    const last = { day: '2026-11-21', streak: 4 };
    expect(['2026-11-21', '2026-11-22', '2026-11-23'].map((today) => currentStreak(last, today))).toEqual([
      4, 4, 0,
    ]);
    expect(currentStreak(null, '2026-11-22')).toBe(0);
  });
});

describe('the ladder', () => {
  it.each([
    [1, 5],
    [6, 5],
    [7, 50],
    [8, 5],
    [30, 500],
    [31, 5],
    [37, 50],
    [60, 500],
  ])('gives on day %i in a row %i points, and starts again after its last day', (streak, points) => {
    expect(pointsFor(ladder, streak)).toBe(points);
  });

  it('is shown as its first day and its special days, in order', () => {
    expect(ladderSteps(ladder)).toEqual([
      { day: 1, points: 5 },
      { day: 7, points: 50 },
      { day: 30, points: 500 },
    ]);
  });

  it('does not show days it never reaches', () => {
    expect(ladderSteps({ ...ladder, repeatAfter: 10 }).map(({ day }) => day)).toEqual([1, 7]);
  });

  it('may make the first day special', () => {
    const steps = [{ day: 1, points: 20 }];
    expect(ladderSteps({ daily: 5, steps, repeatAfter: 7 })).toEqual([{ day: 1, points: 20 }]);
  });
});
