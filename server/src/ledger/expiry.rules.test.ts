import { describe, expect, it } from 'vitest';
import { expiresAt, NEVER } from './expiry.rules.js';

const shanghai = 'Asia/Shanghai';

describe('points that expire after some months', () => {
  it.each([
    [12, '2026-11-22', '2027-11-22T16:00:00.000Z'],
    [1, '2026-01-31', '2026-02-28T16:00:00.000Z'],
    [3, '2026-11-30', '2027-02-28T16:00:00.000Z'],
    [24, '2028-02-29', '2030-02-28T16:00:00.000Z'],
  ])('of %i, earned on %s, last through the whole of the last day', (months, earnedOn, moment) => {
    expect(expiresAt({ kind: 'rolling', months }, earnedOn, shanghai).toISOString()).toBe(moment);
  });

  it('expire at a midnight of the program’s own time zone, summer time included', () => {
    const rule = { kind: 'rolling', months: 6 } as const;
    expect(expiresAt(rule, '2026-01-15', 'America/New_York').toISOString()).toBe('2026-07-16T04:00:00.000Z');
    expect(expiresAt(rule, '2026-07-15', 'America/New_York').toISOString()).toBe('2027-01-16T05:00:00.000Z');
  });
});

describe('points that expire on a date of the year', () => {
  const newYear = { kind: 'fixed', month: 12, day: 31 } as const;

  it('expire after the next such date', () => {
    expect(expiresAt(newYear, '2026-11-22', shanghai).toISOString()).toBe('2026-12-31T16:00:00.000Z');
    expect(expiresAt(newYear, '2026-12-30', shanghai).toISOString()).toBe('2026-12-31T16:00:00.000Z');
  });

  it('earned on that very date last until the next year', () => {
    expect(expiresAt(newYear, '2026-12-31', shanghai).toISOString()).toBe('2027-12-31T16:00:00.000Z');
  });

  it('named 29 February expire after the last day of February', () => {
    const leapDay = { kind: 'fixed', month: 2, day: 29 } as const;
    expect(expiresAt(leapDay, '2026-11-22', 'UTC').toISOString()).toBe('2027-03-01T00:00:00.000Z');
    expect(expiresAt(leapDay, '2027-02-28', 'UTC').toISOString()).toBe('2028-03-01T00:00:00.000Z');
  });
});

describe('points that never expire', () => {
  it('have an expiry that no clock reaches', () => {
    expect(expiresAt({ kind: 'never' }, '2026-11-22', shanghai)).toBe(NEVER);
    expect(NEVER.getUTCFullYear()).toBe(9999);
  });
});
