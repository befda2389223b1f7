import { addDays } from '../platform/calendar.js';

/** The birthdays that are given for today, those of some days before included, such as '02-29', each with the day it was. */
export function birthdaysDue(today: string, catchUpDays: number): { day: string; birthday: string }[] {
  const days = Array.from({ length: catchUpDays + 1 }, (_, back) => addDays(today, -back));
  const due = days.map((day) => ({ day, birthday: day.slice(5) }));
  // Who was born on 29 February has birthday on the last day of February in every year.
  const lastOfFebruary = days.find((day) => day.endsWith('-02-28') && addDays(day, 1).endsWith('-03-01'));
  if (lastOfFebruary !== undefined) due.push({ day: lastOfFebruary, birthday: '02-29' });
  return due;
}

/** Whether a member may be given something for this birthday, after the last one that they were given something for. */
export function isGiftDue(last: string | null, day: string, leastDaysBetween: number): boolean {
  return last === null || (last.slice(0, 4) < day.slice(0, 4) && last <= addDays(day, -leastDaysBetween));
}
