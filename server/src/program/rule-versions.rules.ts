import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import { invalid } from '../platform/content.rules.js';
import type { Refusal } from '../platform/refusal.js';

/** Rules from a moment on; earlier ones stay beside them, so that it can be told what was true when. */
export interface Version<Rules> {
  version: number;
  /** An ISO 8601 moment, as it is stored. */
  effectiveFrom: string;
  /** When it was given; unknown of the rules a mall begins with. An announcement that takes the place of another has its own. */
  announcedAt?: string | undefined;
  rules: Rules;
}

/** The newest version whose moment has come. */
export function inForce<Rules>(versions: readonly Version<Rules>[], now: Date): Version<Rules> {
  const [first] = versions;
  const newest = versions.findLast((one) => new Date(one.effectiveFrom) <= now) ?? first;
  if (newest === undefined) throw new Error('Rules need a version.');
  return newest;
}

/** The version that is announced and not in force yet; null: none. */
export function announcedOf<Rules>(versions: readonly Version<Rules>[], now: Date): Version<Rules> | null {
  return versions.find((one) => new Date(one.effectiveFrom) > now) ?? null;
}

/** Now, or when the newest version was given, by a clock that was ahead: what has been in force must not look as if it were yet to come. */
export function notBeforeNewest<Rules>(versions: readonly Version<Rules>[], now: Date): Date {
  const given = versions.at(-1)?.announcedAt;
  return given !== undefined && new Date(given) > now ? new Date(given) : now;
}

/**
 * The versions with a new one from a moment on; it takes the place of one that was announced and is not in force, but never its number:
 * who has heard of the one must not take it for the other.
 */
export function withVersion<Rules>(
  versions: readonly Version<Rules>[],
  next: { rules: Rules; effectiveFrom: Date },
  now: Date,
): Version<Rules>[] {
  const current = inForce(versions, now);
  const kept = versions.filter((one) => one.version <= current.version);
  const { rules, effectiveFrom } = next;
  return [
    ...kept,
    {
      version: Math.max(...versions.map(({ version }) => version)) + 1,
      effectiveFrom: effectiveFrom.toISOString(),
      announcedAt: now.toISOString(),
      rules,
    },
  ];
}

const dayMs = 86_400_000;

/** From when a change may be in force: at once, unless members could lose by it. */
export function earliest(couldLose: boolean, now: Date, noticeDays: number): Date {
  return couldLose ? new Date(now.getTime() + noticeDays * dayMs) : now;
}

export interface NoticeTerms {
  now: Date;
  noticeDays: number;
  timeZone: string;
}

/** The moment that is told to operators: the first midnight that is late enough, so that it still is when they ask for it. */
export function earliestTold(couldLose: boolean, terms: NoticeTerms): Date {
  return couldLose ? startOfDay(firstDayBehindNotice(terms), terms.timeZone) : terms.now;
}

function firstDayBehindNotice({ now, noticeDays, timeZone }: NoticeTerms): string {
  return addDays(dayOf(earliest(true, now, noticeDays), timeZone), 1);
}

/** Null, or why the moment is too early: members could lose, and it is nearer than the days of notice. */
export function noticeRefusal(couldLose: boolean, effectiveFrom: Date, terms: NoticeTerms): Refusal | null {
  const { now, noticeDays, timeZone } = terms;
  if (effectiveFrom >= earliest(couldLose, now, noticeDays)) return null;
  const day = firstDayBehindNotice(terms);
  const midnight = earliestTold(couldLose, terms).toISOString();
  return couldLose
    ? invalid(
        ['effectiveFrom'],
        `会员可能因此受损，须提前 ${noticeDays} 天公告：最早可定于 ${day} 零点（${timeZone}，即 ${midnight}）生效。`,
        `Members could lose by this, so it needs ${noticeDays} days of notice: it may take effect from the beginning of ${day} in ${timeZone} (${midnight}).`,
      )
    : invalid(['effectiveFrom'], '生效时间不能早于现在。', 'Rules cannot take effect in the past.');
}
