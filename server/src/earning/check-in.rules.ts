import { addDays } from '../platform/calendar.js';

/** Points by day in a row: a daily amount, with more on the days of the ladder's steps. */
export interface CheckInLadder {
  daily: number;
  steps: readonly { day: number; points: number }[];
  /** After so many days in a row the ladder starts again. */
  repeatAfter: number;
}

export interface LastCheckIn {
  day: string;
  streak: number;
}

/** The streak a check-in on `today` makes; null when the member has checked in today already. */
export function nextStreak(last: LastCheckIn | null, today: string): number | null {
  if (last === null) return 1;
  if (last.day >= today) return null;
  return last.day === addDays(today, -1) ? last.streak + 1 : 1;
}

/** The streak as it stands on `today`: broken when yesterday was missed. */
export function currentStreak(last: LastCheckIn | null, today: string): number {
  return last !== null && last.day >= addDays(today, -1) ? last.streak : 0;
}

/** What the check-in that makes this streak earns. */
export function pointsFor(ladder: CheckInLadder, streak: number): number {
  const day = ((streak - 1) % ladder.repeatAfter) + 1;
  return ladder.steps.find((step) => step.day === day)?.points ?? ladder.daily;
}

/** The ladder as members see it: the first day and every day that earns something special. */
export function ladderSteps(ladder: CheckInLadder): { day: number; points: number }[] {
  const days = new Set([1, ...ladder.steps.map((step) => step.day)]);
  return [...days]
    .filter((day) => day <= ladder.repeatAfter)
    .sort((a, b) => a - b)
    .map((day) => ({ day, points: pointsFor(ladder, day) }));
}
