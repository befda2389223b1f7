import { z } from 'zod';
import { localizedText, type LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import type { NoticeKind } from './notice.rows.js';
import { noticeMessage } from './notice.rules.js';

export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  subjectId: string;
  message: LocalizedText;
  at: Date;
}

const stored = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tier_raised'), facts: z.object({ tier: localizedText }) }),
  z.object({
    kind: z.literal('tier_sprint'),
    facts: z.object({ tier: localizedText, missing: z.number(), until: z.string() }),
  }),
  z.object({ kind: z.literal('tier_dropped'), facts: z.object({ tier: localizedText.nullable() }) }),
  z.object({ kind: z.literal('tier_undone'), facts: z.object({ tier: localizedText.nullable() }) }),
  z.object({
    kind: z.literal('tier_rules'),
    facts: z.object({ from: z.string(), changes: z.array(localizedText), more: z.number() }),
  }),
  z.object({
    kind: z.literal('birthday_gift'),
    facts: z.object({ points: z.number(), tier: localizedText }),
  }),
  z.object({
    kind: z.literal('donation_settled'),
    facts: z.object({ project: localizedText, points: z.number() }),
  }),
  z.object({
    kind: z.literal('donation_news'),
    facts: z.object({ project: localizedText, title: localizedText }),
  }),
  z.object({
    kind: z.literal('vote_won'),
    facts: z.object({ rewardId: z.uuid(), campaign: localizedText, winner: localizedText }),
  }),
  z.object({
    kind: z.literal('pool_succeeded'),
    facts: z.object({ pool: localizedText, points: z.number(), drawn: z.boolean() }),
  }),
  z.object({
    kind: z.literal('pool_failed'),
    facts: z.object({ pool: localizedText, points: z.number() }),
  }),
  z.object({
    kind: z.literal('pool_cancelled'),
    facts: z.object({ pool: localizedText, points: z.number(), reason: localizedText }),
  }),
  z.object({ kind: z.literal('pool_won'), facts: z.object({ pool: localizedText }) }),
]);

export interface NoticePage {
  programId: string;
  memberId: string;
  /** Notices older than this one. */
  before: string | null;
  limit: number;
}

/** Newest first. */
export async function noticesOf(db: Queryable, page: NoticePage): Promise<NoticeRow[]> {
  const rows = await db.query<Stored>(
    `SELECT id, kind, subject_id, facts, at FROM notice
      WHERE program_id = $1 AND member_id = $2 AND ($3::uuid IS NULL OR id < $3)
      ORDER BY id DESC LIMIT $4`,
    [page.programId, page.memberId, page.before, page.limit],
  );
  return rows.map(noticeRow);
}

/** Those of the member among some ids. */
export async function findNotices(
  db: Queryable,
  { programId, memberId }: Pick<NoticePage, 'programId' | 'memberId'>,
  ids: readonly string[],
): Promise<NoticeRow[]> {
  const rows = await db.query<Stored>(
    `SELECT id, kind, subject_id, facts, at FROM notice
      WHERE id = ANY($1::uuid[]) AND program_id = $2 AND member_id = $3`,
    [ids, programId, memberId],
  );
  return rows.map(noticeRow);
}

interface Stored {
  id: string;
  kind: string;
  subject_id: string;
  facts: unknown;
  at: Date;
}

function noticeRow(row: Stored): NoticeRow {
  const { kind, facts } = stored.parse(row);
  return { id: row.id, kind, subjectId: row.subject_id, message: noticeMessage(kind, facts), at: row.at };
}
