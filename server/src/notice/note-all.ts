import type { Queryable } from '../platform/database.js';
import type { Statement } from '../platform/group-commit/command.js';
import type { NewId } from '../platform/ids.js';
import type { NewNotice } from './notice.rows.js';

/** What a member was told before is passed over, so whoever notes may be cut off and run again. */
export function noticesStatement(newId: NewId, notices: readonly NewNotice[]): Statement | null {
  if (notices.length === 0) return null;
  return {
    text: `INSERT INTO notice (id, program_id, member_id, kind, subject_id, occasion, facts, at)
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::jsonb[],
                                $8::timestamptz[])
           ON CONFLICT ON CONSTRAINT notice_once DO NOTHING`,
    values: [
      notices.map(() => newId()),
      notices.map((n) => n.programId),
      notices.map((n) => n.memberId),
      notices.map((n) => n.kind),
      notices.map((n) => n.subjectId),
      notices.map((n) => n.occasion ?? ''),
      notices.map((n) => JSON.stringify(n.facts)),
      notices.map((n) => n.at),
    ],
  };
}

/** For jobs; commands note through the book. */
export async function noteAll(client: Queryable, newId: NewId, notices: readonly NewNotice[]): Promise<void> {
  const insert = noticesStatement(newId, notices);
  if (insert !== null) await client.query(insert.text, insert.values);
}
