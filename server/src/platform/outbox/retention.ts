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

const entriesAtOnce = 10_000;

/**
 * Removes feed entries from before the moment and notes, per program, up to where its feed is gone, so that a partner who
 * missed something is told so and one who missed nothing is not. Oldest first, a portion a statement: the order of positions
 * is that of age, but for the clocks of processes that differ. Returns how many.
 */
export async function purgeStockFeed(database: Database, before: Date): Promise<number> {
  let purged = 0;
  for (;;) {
    const [row] = await database.query<{ purged: number }>(
      `WITH oldest AS MATERIALIZED (
         SELECT position, at FROM stock_feed ORDER BY position LIMIT ${entriesAtOnce}
       ), purged AS (
         DELETE FROM stock_feed WHERE position = ANY (ARRAY(SELECT position FROM oldest WHERE at < $1))
         RETURNING program_id, position
       ), floors AS (
         INSERT INTO stock_feed_floor (program_id, position)
         SELECT program_id, max(position) FROM purged GROUP BY program_id
         ON CONFLICT (program_id) DO UPDATE SET position = greatest(stock_feed_floor.position, excluded.position)
       )
       SELECT count(*) AS purged FROM purged`,
      [before],
    );
    if (row === undefined || row.purged === 0) return purged;
    purged += row.purged;
  }
}
