import { addDays, addMonths, dayOf } from './calendar.js';

/** How often a limit or a batch starts again; `ever` never does. */
export type Period = 'day' | 'week' | 'month' | 'year' | 'ever';

/** Where the only period of `ever` starts. */
const beginning = '1970-01-01';

/** The first day of the period that holds this moment in the program's time zone; weeks start on Monday. */
export function periodStart(period: Period, now: Date, timeZone: string): string {
  const today = dayOf(now, timeZone);
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

/** The first day after the period that began on this one, on which the limit or batch renews; null when it never does. */
export function renewsOn(period: Period, start: string): string | null {
  switch (period) {
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return addMonths(start, 1);
    case 'year':
      return addMonths(start, 12);
    case 'ever':
      return null;
  }
}

function daysSinceMonday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
