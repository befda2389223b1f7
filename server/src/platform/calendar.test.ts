import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayOf, startOfDay } from './calendar.js';

describe('the day a moment falls on', () => {
  it.each([
    ['2026-11-22T15:59:59Z', 'Asia/Shanghai', '2026-11-22'],
    ['2026-11-22T16:00:00Z', 'Asia/Shanghai', '2026-11-23'],
    ['2026-11-22T04:59:59Z', 'America/New_York', '2026-11-21'],
    ['2026-07-01T04:00:00Z', 'America/New_York', '2026-07-01'],
    ['2026-11-22T18:29:59Z', 'Asia/Kolkata', '2026-11-22'],
    ['2026-11-22T18:30:00Z', 'Asia/Kolkata', '2026-11-23'],
    ['2026-12-31T10:00:00Z', 'Pacific/Kiritimati', '2027-01-01'],
    ['2028-02-29T12:00:00Z', 'UTC', '2028-02-29'],
  ])('%s in %s is %s', (moment, timeZone, day) => {
    expect(dayOf(new Date(moment), timeZone)).toBe(day);
  });
});

describe('the start of a day', () => {
  it.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-21T16:00:00.000Z'],
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['1000-01-01', 'Asia/Shanghai', '0999-12-31T15:54:17.000Z'],
  ])('%s in %s is midnight there, %s', (day, timeZone, moment) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
  });

  it.each([
    ['goes forward later that day', '2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['goes forward, the day after', '2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['goes back later that day', '2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['goes back, the day after', '2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['goes back at midnight', '2018-02-18', 'America/Sao_Paulo', '2018-02-18T03:00:00.000Z'],
  ])('counts the offset of its own moment when the clock %s', (_what, day, timeZone, moment) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
  });

  it.each([
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('is the first moment after it where midnight is skipped: %s in %s', (day, timeZone, moment) => {
    const start = startOfDay(day, timeZone);
    expect(start.toISOString()).toBe(moment);
    expect(dayOf(start, timeZone)).toBe(day);
    expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(day, -1));
  });

  it('is the first of two where midnight comes twice', () => {
    expect(startOfDay('2026-11-01', 'America/Havana').toISOString()).toBe('2026-11-01T04:00:00.000Z');
    expect(startOfDay('2026-10-25', 'Atlantic/Azores').toISOString()).toBe('2026-10-25T00:00:00.000Z');
  });

  it('is the start of the next day where the calendar left one out', () => {
    expect(startOfDay('2011-12-30', 'Pacific/Apia')).toEqual(startOfDay('2011-12-31', 'Pacific/Apia'));
    expect(startOfDay('2011-12-31', 'Pacific/Apia').toISOString()).toBe('2011-12-30T10:00:00.000Z');
  });

  it.each([
    'Asia/Shanghai',
    'America/Sao_Paulo',
    'America/Havana',
    'Africa/Cairo',
    'Asia/Beirut',
    'Atlantic/Azores',
    'Australia/Lord_Howe',
  ])('in %s belongs to its day, and the moment before it to the day before, all year round', (timeZone) => {
    for (const year of [1995, 2018, 2026]) {
      for (let count = 0; count < 365; count += 1) {
        const day = addDays(`${year}-01-01`, count);
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(day, -1));
      }
    }
  });
});

describe('days added to a day', () => {
  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-11-22', 0, '2026-11-22'],
    ['2026-11-22', 365, '2027-11-22'],
  ])('%s and %i days is %s', (day, count, expected) => expect(addDays(day, count)).toBe(expected));
});

describe('months added to a day', () => {
  it.each([
    ['2026-11-22', 1, '2026-12-22'],
    ['2026-11-22', 12, '2027-11-22'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-10-31', 1, '2026-11-30'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s, the last day where there is no such date', (day, count, expected) => {
    expect(addMonths(day, count)).toBe(expected);
  });
});
