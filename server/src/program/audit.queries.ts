import type { Queryable } from '../platform/database.js';
import {
  newestFirst,
  newestFirstOf,
  olderOfProgramWithin,
  olderOfProgramWithinOf,
  type Within,
} from '../platform/keyset.js';
import type { AuditEntryView } from './audit.types.js';

/** What the trail can be asked by; each has its index. */
export type AuditKey = 'actor' | 'action' | 'subject';

/** Entries of a program, newest first: all, or those with this text under one key. */
export function listAudit(
  db: Queryable,
  programId: string,
  page: { by: { key: AuditKey; text: string } | null; within: Within; after: string | null; limit: number },
): Promise<(AuditEntryView & { id: string })[]> {
  const { by, within, after, limit } = page;
  const [where, order] =
    by === null
      ? [olderOfProgramWithin('a'), newestFirst('a')]
      : [olderOfProgramWithinOf('a', by.key), newestFirstOf('a', by.key)];
  return db.query<AuditEntryView & { id: string }>(
    `SELECT id, at, actor, action, subject, before, after FROM audit a WHERE ${where} ORDER BY ${order} LIMIT $3`,
    [programId, after, limit, within.from, within.until, ...(by === null ? [] : [by.text])],
  );
}
