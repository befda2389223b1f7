import { addDays } from '../platform/calendar.js';

/** A birthday that was missed, by a server that was down or a brand that told late, is made up for during so many days. */
export const CATCH_UP_DAYS = 7;
/** A birthday that is moved must not bring the next gift near the last one. */
const LEAST_DAYS_BETWEEN = 300;

/** The birthdays that are given for today, such as '02-29', each with the day it was. */
export function birthdaysDue(today: string): { day: string; birthday: string }[] {
  const days = Array.from({ length: CATCH_UP_DAYS + 1 }, (_, back) => addDays(today, -back));
  const due = days.map((day) => ({ day, birthday: day.slice(5) }));
  // Who was born on 29 February has birthday on the last day of February in every year.
  const lastOfFebruary = days.find((day) => day.endsWith('-02-28') && addDays(day, 1).endsWith('-03-01'));
  if (lastOfFebruary !== undefined) due.push({ day: lastOfFebruary, birthday: '02-29' });
  return due;
}

/** Whether a member may be given something for this birthday, after the last one that they were given something for. */
export function isGiftDue(last: string | null, day: string): boolean {
  return last === null || (last.slice(0, 4) < day.slice(0, 4) && last <= addDays(day, -LEAST_DAYS_BETWEEN));
}
