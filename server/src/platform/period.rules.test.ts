import { describe, expect, it } from 'vitest';
import { periodStart, renewsOn } from './period.rules.js';

const shanghai = 'Asia/Shanghai';
// 2026-11-22 is a Sunday; this moment is already Monday the 23rd in Shanghai.
const sundayEvening = new Date('2026-11-22T17:30:00Z');

describe('the period of a limit', () => {
  it('is told by the calendar of the time zone, not by UTC', () => {
    expect(periodStart('day', sundayEvening, shanghai)).toBe('2026-11-23');
    expect(periodStart('day', sundayEvening, 'UTC')).toBe('2026-11-22');
    expect(periodStart('day', sundayEvening, 'America/New_York')).toBe('2026-11-22');
  });

  it.each([
    ['day', '2026-11-23', '2026-11-24'],
    ['week', '2026-11-23', '2026-11-30'],
    ['month', '2026-11-01', '2026-12-01'],
    ['year', '2026-01-01', '2027-01-01'],
  ] as const)('of a %s starts on %s and renews on %s', (period, start, next) => {
    expect(periodStart(period, sundayEvening, shanghai)).toBe(start);
    expect(renewsOn(period, start)).toBe(next);
  });

  it('of a week starts on the Monday before a Sunday', () => {
    expect(periodStart('week', sundayEvening, 'UTC')).toBe('2026-11-16');
    expect(renewsOn('week', '2026-11-16')).toBe('2026-11-23');
  });

  it('crosses months and years', () => {
    const newYearsDay = new Date('2027-01-01T12:00:00Z');
    expect(periodStart('week', newYearsDay, 'UTC')).toBe('2026-12-28');
    expect(renewsOn('month', '2026-12-01')).toBe('2027-01-01');
    expect(renewsOn('day', '2028-02-28')).toBe('2028-02-29');
  });

  it('never ends when the limit is for ever', () => {
    expect(periodStart('ever', sundayEvening, shanghai)).toBe(periodStart('ever', new Date(0), 'UTC'));
    expect(renewsOn('ever', periodStart('ever', sundayEvening, shanghai))).toBeNull();
  });

  it('is the same on a day whose clock is put back', () => {
    const beforeAndAfter = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'];
    const days = beforeAndAfter.map((at) => periodStart('day', new Date(at), 'America/New_York'));
    expect(days).toEqual(['2026-11-01', '2026-11-01']);
  });
});
