/** Calendar days are text such as '2026-11-22', always in a program's own time zone. */

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(timeZone, found);
  }
  return found;
}

const lastDays = new Map<string, { second: number; day: string }>();

/** The day a moment falls on; asked many times for the same one, so the last answer for a time zone is remembered. */
export function dayOf(moment: Date, timeZone: string): string {
  const second = Math.floor(moment.getTime() / 1_000);
  const last = lastDays.get(timeZone);
  if (last?.second === second) return last.day;
  const day = wallClock(moment, timeZone).slice(0, 10);
  lastDays.set(timeZone, { second, day });
  return day;
}

/** The first moment of a day; where clocks skip midnight, the first one after it; where midnight comes twice, the first. */
export function startOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // The offset in force the day before or the one in force the day after is that of the moment sought.
  const byBefore = midnight - offset(new Date(midnight - dayMs), timeZone);
  const byAfter = midnight - offset(new Date(midnight + dayMs), timeZone);
  const earlier = new Date(Math.min(byBefore, byAfter));
  return dayOf(earlier, timeZone) >= day ? earlier : new Date(Math.max(byBefore, byAfter));
}

export function addDays(day: string, count: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
}

/** How many days the second one is after the first. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}

/** The same date some months on; the last day of the month when it has no such date. */
export function addMonths(day: string, count: number): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1 + count;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(8, 10)), lastDay);
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

function wallClock(moment: Date, timeZone: string): string {
  const part = new Map(
    format(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const get = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? '00';
  return `${get('year').padStart(4, '0')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}:${get('second')}`;
}

function offset(moment: Date, timeZone: string): number {
  return Date.parse(`${wallClock(moment, timeZone)}Z`) - Math.floor(moment.getTime() / 1000) * 1000;
}
