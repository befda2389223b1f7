import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';

export interface Reader {
  programId: string;
  memberId: string;
  now: Date;
}

/**
 * Notes that a member has read a notice and everything older in their list; what was read before keeps its moment, and what is
 * noted later stays unread, however old its id is. Refuses what is not theirs.
 */
export async function markRead(
  db: Queryable,
  { programId, memberId, now }: Reader,
  noticeId: string,
): Promise<{ noticeId: string } | Refused> {
  // In the order of their ids, so that two who mark at once wait for each other instead of deadlocking.
  const [known] = await db.query<{ id: string }>(
    `WITH known AS (SELECT id FROM notice WHERE id = $1 AND program_id = $2 AND member_id = $3),
          due AS (
            SELECT n.id FROM notice n
             WHERE n.program_id = $2 AND n.member_id = $3 AND n.read_at IS NULL AND n.id <= (SELECT id FROM known)
             ORDER BY n.id FOR UPDATE),
          marked AS (UPDATE notice n SET read_at = $4 FROM due WHERE n.id = due.id)
     SELECT id FROM known`,
    [noticeId, programId, memberId, now],
  );
  if (known === undefined) return unknownNotice(encodeId('notice', noticeId));
  return { noticeId };
}

export function unknownNotice(id: string): Refused {
  return refuse({ code: 'NOT_FOUND', id, path: ['noticeId'] });
}
