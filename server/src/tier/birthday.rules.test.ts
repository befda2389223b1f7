import { describe, expect, it } from 'vitest';
import { birthdaysDue, isGiftDue } from './birthday.rules.js';

describe('birthdays that are due', () => {
  const on = (today: string, birthday: string, catchUpDays = 7) =>
    birthdaysDue(today, catchUpDays)
      .filter((due) => due.birthday === birthday)
      .map(({ day }) => day);

  it('are those of today and of the seven days before, over the end of a year too', () => {
    expect(on('2027-01-03', '01-03')).toEqual(['2027-01-03']);
    expect(on('2027-01-03', '12-27')).toEqual(['2026-12-27']);
    expect(on('2027-01-03', '12-26')).toEqual([]);
    expect(on('2027-01-03', '01-04')).toEqual([]);
  });

  it('are those of today alone where nothing is made up for', () => {
    expect(on('2027-01-03', '01-03', 0)).toEqual(['2027-01-03']);
    expect(on('2027-01-03', '01-02', 0)).toEqual([]);
  });

  it('of 29 February are on the last day of February', () => {
    expect(on('2027-02-28', '02-29')).toEqual(['2027-02-28']);
    expect(on('2027-02-28', '02-28')).toEqual(['2027-02-28']);
    expect(on('2028-02-28', '02-29')).toEqual([]);
    expect(on('2028-03-01', '02-29')).toEqual(['2028-02-29']);
  });
});

describe('a gift', () => {
  it('is due once a year', () => {
    expect(isGiftDue(null, '2026-11-22', 300)).toBe(true);
    expect(isGiftDue('2025-11-22', '2026-11-22', 300)).toBe(true);
    expect(isGiftDue('2026-11-22', '2026-11-22', 300)).toBe(false);
  });

  it('does not come sooner by moving the birthday', () => {
    expect(isGiftDue('2026-01-01', '2026-12-31', 300)).toBe(false);
    expect(isGiftDue('2026-12-31', '2027-01-03', 300)).toBe(false);
    expect(isGiftDue('2026-03-01', '2027-02-01', 300)).toBe(true);
    expect(isGiftDue('2026-12-31', '2027-01-03', 3)).toBe(true);
  });
});
