/** How often a limit or a batch starts again; `ever` never does. */
export type Period = 'day' | 'week' | 'month' | 'year' | 'ever';

/** Where the only period of `ever` starts. */
const beginning = '1970-01-01';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day it is in a time zone, as 'YYYY-MM-DD'. */
export function calendarDay(now: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    // Swedish dates are ISO dates.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format.format(now);
}

/** The first day of the period that holds this moment in the program's time zone; weeks start on Monday. */
export function periodStart(period: Period, now: Date, timeZone: string): string {
  const today = calendarDay(now, timeZone);
  switch (period) {
    case 'day':
      return today;
    case 'week':
      return addDays(today, -daysSinceMonday(today));
    case 'month':
      return `${today.slice(0, 7)}-01`;
    case 'year':
      return `${today.slice(0, 4)}-01-01`;
    case 'ever':
      return beginning;
  }
}

/** The first day of the next period, on which the limit or batch renews; null when it never does. */
export function renewsOn(period: Period, now: Date, timeZone: string): string | null {
  const start = periodStart(period, now, timeZone);
  switch (period) {
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return firstOfMonthAfter(start);
    case 'year':
      return `${String(Number(start.slice(0, 4)) + 1).padStart(4, '0')}-01-01`;
    case 'ever':
      return null;
  }
}

/** What is left of a limit after these uses; never below zero, though a limit may have been lowered since. */
export function limitLeft(limit: number, used: number): number {
  return Math.max(0, limit - used);
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function daysSinceMonday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function firstOfMonthAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
}
