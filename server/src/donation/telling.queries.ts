import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';

/** What the donors of a project are still to be told. */
export interface Telling {
  projectId: string;
  programId: string;
  /** Titles as they are now. */
  project: LocalizedText;
  /** In the order in which they happened. */
  things: ToldThing[];
}

export interface ToldThing {
  /** The news; the project itself when it was paid out. */
  subjectId: string;
  /** Null: it was paid out. */
  news: LocalizedText | null;
}

/** Whatever was not told to the end yet, whosever it is, by project. What was paid out is as old as its transfer. */
export function untold(db: Queryable, behind: string, limit: number): Promise<Telling[]> {
  return db.query<{ [Field in keyof Telling]: Telling[Field] }>(
    `SELECT p.id AS "projectId", p.program_id AS "programId", p.title AS project,
            json_agg(json_build_object('subjectId', u.subject_id, 'news', u.news) ORDER BY u.at, u.made) AS things
       FROM (SELECT project_id AS subject_id, project_id, NULL::jsonb AS news, at, transfer_id AS made
               FROM donation_settlement WHERE noted_at IS NULL
              UNION ALL
             SELECT id, project_id, title, at, id FROM donation_news WHERE noted_at IS NULL) u
       JOIN donation_project p ON p.id = u.project_id
      WHERE p.id > $1 GROUP BY p.id ORDER BY p.id LIMIT $2`,
    [behind, limit],
  );
}

/** Who gave to a project and how much in all, in the order of their ids. */
export function donorsOf(
  db: Queryable,
  projectId: string,
  behind: string,
  limit: number,
): Promise<{ memberId: string; points: number }[]> {
  return db.query(
    `SELECT member_id AS "memberId", sum(points)::bigint AS points FROM donation
      WHERE project_id = $1 AND member_id > $2 GROUP BY member_id ORDER BY member_id LIMIT $3`,
    [projectId, behind, limit],
  );
}

/** Everybody was told; false when somebody else said so before. */
export async function tellingDone(
  db: Queryable,
  { subjectId, news }: ToldThing,
  now: Date,
): Promise<boolean> {
  const [table, key] = news === null ? ['donation_settlement', 'project_id'] : ['donation_news', 'id'];
  const done = await db.query(
    `UPDATE ${table} SET noted_at = $2 WHERE ${key} = $1 AND noted_at IS NULL RETURNING ${key}`,
    [subjectId, now],
  );
  return done.length > 0;
}
