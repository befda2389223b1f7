import type { Queryable } from '../platform/database.js';
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
  entries: FeedEntry[];
}

type FeedColumns = {
  head: number;
  floor: number;
  position: number | null;
  kind: FeedChange['kind'];
  variant_id: string;
  state: FeedState;
  at: Date;
};

/** One statement, hence one snapshot: what the floor says is true of the entries beside it. */
export async function readFeedPage(
  database: Queryable,
  programId: string,
  after: number,
  limit: number,
): Promise<FeedPage> {
  const rows = await database.query<FeedColumns>(
    `SELECT head.feed_position AS head, coalesce(floor.position, 0) AS floor,
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
  return { head: rows[0]?.head ?? 0, floor: rows[0]?.floor ?? 0, entries };
}

export async function readFeedHead(database: Queryable): Promise<number> {
  const rows = await database.query<{ head: number }>('SELECT feed_position AS head FROM outbox_head');
  return rows[0]?.head ?? 0;
}
