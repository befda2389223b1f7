import type { Database, Queryable } from '../database.js';

/** Both are jobs: how long things are kept is decided by whoever schedules them. */
export const keepOutboxMs = 60 * 60 * 1_000;
export const keepStockFeedMs = 7 * 24 * 60 * 60 * 1_000;

/** Removes outbox rows recorded before the moment; one that has no place yet stays. Returns how many. */
export async function purgeOutbox(database: Queryable, before: Date): Promise<number> {
  const rows = await database.query<{ purged: number }>(
    `WITH purged AS (DELETE FROM outbox WHERE position IS NOT NULL AND at < $1 RETURNING 1)
     SELECT count(*) AS purged FROM purged`,
    [before],
  );
  return rows[0]?.purged ?? 0;
}

/**
 * Removes feed entries from before the moment and notes, per program, up to where its feed is gone, so that a partner who
 * missed something is told so and one who missed nothing is not. It walks from the oldest row on, a portion a statement,
 * until it meets one of which nothing may go. Returns how many rows that were, each a run of entries.
 */
export async function purgeStockFeed(database: Database, before: Date, portion = 1_000): Promise<number> {
  let purged = 0;
  let behind = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const [row] = await database.query<{ purged: number; seen: number; last: number | null }>(
      `WITH portion AS MATERIALIZED (
         SELECT ctid, id, position, at FROM stock_feed WHERE id > $2 ORDER BY id LIMIT ${portion}
       ), purged AS (
         DELETE FROM stock_feed WHERE ctid = ANY (ARRAY(SELECT ctid FROM portion WHERE at < $1 AND position IS NOT NULL))
         RETURNING program_id, position
       ), floors AS (
         INSERT INTO stock_feed_floor (program_id, position)
         SELECT program_id, max(position) FROM purged GROUP BY program_id
         ON CONFLICT (program_id) DO UPDATE SET position = greatest(stock_feed_floor.position, excluded.position)
       )
       SELECT (SELECT count(*) FROM purged) AS purged, count(*) AS seen, max(id) AS last FROM portion`,
      [before, behind],
    );
    if (row === undefined) return purged;
    purged += row.purged;
    if (row.purged === 0 || row.seen < portion || row.last === null) return purged;
    behind = row.last;
  }
}
