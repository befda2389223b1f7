import DataLoader from 'dataloader';
import { z } from 'zod';
import type { RequestContext } from '../graphql/context.js';
import { localizedText, type LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import type { NoticeKind } from './notice.rows.js';
import { noticeMessage } from './notice.rules.js';
import { olderThan } from '../platform/keyset.js';

export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  subjectId: string;
  message: LocalizedText;
  at: Date;
  /** Null: not yet. */
  readAt: Date | null;
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

const COLUMNS = 'id, kind, subject_id, facts, at, read_at';

/** Newest first. */
export async function noticesOf(db: Queryable, page: NoticePage): Promise<NoticeRow[]> {
  const rows = await db.query<Stored>(
    `SELECT ${COLUMNS} FROM notice
      WHERE program_id = $1 AND member_id = $2 AND ${olderThan('id', '$3')}
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
    `SELECT ${COLUMNS} FROM notice
      WHERE id = ANY($1::uuid[]) AND program_id = $2 AND member_id = $3`,
    [ids, programId, memberId],
  );
  return rows.map(noticeRow);
}

/** More unread notices than these are not counted. */
const mostUnreadCounted = 100;

/** How many notices each of some members has not read, counted up to the most there is to tell. */
async function countUnread(
  db: Queryable,
  programId: string,
  memberIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ id: string; unread: number }>(
    `SELECT m.id, (SELECT count(*) FROM (
              SELECT FROM notice n
               WHERE n.program_id = $1 AND n.member_id = m.id AND n.read_at IS NULL LIMIT ${mostUnreadCounted}) u) AS unread
       FROM unnest($2::uuid[]) AS m(id)`,
    [programId, memberIds],
  );
  return new Map(rows.map(({ id, unread }) => [id, unread]));
}

const unreadByMember = Symbol('unread notices by member');

/** How many notices members have not read, counted together once a request. */
export function unreadLoader(db: Queryable, context: RequestContext): DataLoader<string, number> {
  return context.memo(
    unreadByMember,
    () =>
      new DataLoader<string, number>(async (memberIds) => {
        const found = await countUnread(db, context.program.id, memberIds);
        return memberIds.map((id) => found.get(id) ?? 0);
      }),
  );
}

interface Stored {
  id: string;
  kind: string;
  subject_id: string;
  facts: unknown;
  at: Date;
  read_at: Date | null;
}

function noticeRow(row: Stored): NoticeRow {
  const { kind, facts } = stored.parse(row);
  const { id, subject_id: subjectId, at, read_at: readAt } = row;
  return { id, kind, subjectId, message: noticeMessage(kind, facts), at, readAt };
}
