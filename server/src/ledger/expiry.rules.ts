import { addDays, addMonths, startOfDay } from '../platform/calendar.js';

/** When points earned on a day expire. */
export type ExpiryRule =
  | { kind: 'rolling'; months: number }
  | { kind: 'fixed'; month: number; day: number }
  | { kind: 'never' };

/** Far enough for "never", and a moment PostgreSQL and JSON both know. */
export const NEVER = new Date('9999-12-31T00:00:00Z');

/**
 * The moment points earned on `earnedOn` (a day in the program's time zone) expire: always a local midnight.
 * Rolling: after the last day of the given number of months. Fixed: after the next such date, at least one day away.
 */
export function expiresAt(rule: ExpiryRule, earnedOn: string, timeZone: string): Date {
  switch (rule.kind) {
    case 'never':
      return NEVER;
    case 'rolling':
      return startOfDay(addDays(addMonths(earnedOn, rule.months), 1), timeZone);
    case 'fixed': {
      const year = Number(earnedOn.slice(0, 4));
      // 29 February means the last day of February in the other years.
      const inYear = (y: number) => addMonths(`${y}-01-${String(rule.day).padStart(2, '0')}`, rule.month - 1);
      const last = inYear(year) > earnedOn ? inYear(year) : inYear(year + 1);
      return startOfDay(addDays(last, 1), timeZone);
    }
  }
}
