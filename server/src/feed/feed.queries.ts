import type { Queryable } from '../platform/database.js';
import type { FeedPlace } from './feed.cursor.js';
import type { FeedChange, FeedState } from '../platform/outbox/record-changes.js';

export type FeedEntry = {
  position: number;
  kind: FeedChange['kind'];
  variantId: string;
  state: FeedState;
  at: Date;
};

export interface FeedPage {
  /** The newest place in the whole feed when the page was read. */
  head: number;
  /** Entries of this program up to this place are purged. */
  floor: number;
  /** When the last entry that is kept of this program up to the place behind which was read was written. */
  writtenAt: number | null;
  entries: FeedEntry[];
}

type FeedColumns = {
  head: number;
  floor: number;
  written_at: Date | null;
  position: number | null;
  kind: FeedChange['kind'];
  variant_id: string;
  state: FeedState;
  at: Date;
};

/** When the last entry of a program ($1) up to a position was written, as far as none up to there was purged after it. */
const lastWritten = (position: string) => `
  (SELECT run.at FROM (
     (SELECT position, variants, at FROM stock_feed WHERE program_id = $1 AND position >= ${position} ORDER BY position LIMIT 1)
     UNION ALL
     (SELECT position, variants, at FROM stock_feed WHERE program_id = $1 AND position < ${position} ORDER BY position DESC LIMIT 1)
   ) run
   WHERE run.position - cardinality(run.variants) < ${position} AND run.position > coalesce(floor.position, 0)
   ORDER BY run.position DESC LIMIT 1)`;

/** One statement, hence one snapshot: what the floor says is true of the entries beside it. */
export async function readFeedPage(
  database: Queryable,
  programId: string,
  after: number,
  limit: number,
): Promise<FeedPage> {
  const rows = await database.query<FeedColumns>(
    `SELECT head.feed_position AS head, coalesce(floor.position, 0) AS floor, ${lastWritten('$2')} AS written_at,
            entry.position, entry.kind, entry.variant_id, entry.state, entry.at
       FROM outbox_head head
       LEFT JOIN stock_feed_floor floor ON floor.program_id = $1
       LEFT JOIN LATERAL (
         SELECT run.before + one.nr AS position, one.kind, one.variant_id, one.state::json AS state, run.at
           FROM (SELECT *, position - cardinality(variants) AS before FROM stock_feed
                  WHERE program_id = $1 AND position > $2 ORDER BY position LIMIT $3) run
          CROSS JOIN LATERAL ROWS FROM (
            unnest(run.kinds), unnest(run.variants), string_to_table(run.states, E'\\n')
          ) WITH ORDINALITY AS one(kind, variant_id, state, nr)
          WHERE run.before + one.nr > $2
          ORDER BY run.position, one.nr LIMIT $3
       ) entry ON true
      ORDER BY entry.position`,
    [programId, after, limit],
  );
  const entries = rows.flatMap(({ position, kind, variant_id: variantId, state, at }) =>
    position === null ? [] : [{ position, kind, variantId, state, at }],
  );
  const [{ head, floor, written_at: writtenAt } = { head: 0, floor: 0, written_at: null }] = rows;
  return { head, floor, writtenAt: writtenAt?.getTime() ?? null, entries };
}

export async function readFeedHead(database: Queryable, programId: string): Promise<FeedPlace> {
  const [row] = await database.query<{ head: number; written_at: Date | null }>(
    `SELECT head.feed_position AS head, ${lastWritten('head.feed_position')} AS written_at
       FROM outbox_head head LEFT JOIN stock_feed_floor floor ON floor.program_id = $1`,
    [programId],
  );
  return { position: row?.head ?? 0, writtenAt: row?.written_at?.getTime() ?? null };
}
