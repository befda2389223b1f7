import type { Queryable } from '../database.js';

/** Readers lag by seconds; partners were promised the feed of a week. */
export const keepOutboxMs = 60 * 60 * 1_000;
export const keepStockFeedMs = 7 * 24 * 60 * 60 * 1_000;

/** What one statement saw of the oldest rows behind a place, and how many of them it removed. */
type Portion = { purged: number; seen: number; last: number | null };

/**
 * Walks from the oldest row on, a portion a statement, until it meets one of which nothing may go: what has piled up is removed without
 * one long transaction. Returns how many rows went.
 */
async function purgeInPortions(size: number, purge: (behind: number) => Promise<Portion[]>): Promise<number> {
  let purged = 0;
  let behind = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const [row] = await purge(behind);
    if (row === undefined) return purged;
    purged += row.purged;
    if (row.purged === 0 || row.seen < size || row.last === null) return purged;
    behind = row.last;
  }
}

/** The oldest rows of a table behind an id ($2), and which of them may go: those with a place that are from before a moment ($1). */
const oldest = (table: 'outbox' | 'stock_feed', size: number) => `
  WITH portion AS MATERIALIZED (
    SELECT ctid, id, position, at FROM ${table} WHERE id > $2 ORDER BY id LIMIT ${size}
  ), old AS (SELECT ctid FROM portion WHERE at < $1 AND position IS NOT NULL)`;
const counts =
  'SELECT (SELECT count(*) FROM purged) AS purged, count(*) AS seen, max(id) AS last FROM portion';

/** Removes outbox rows recorded before the moment; one that has no place yet stays. Returns how many. */
export function purgeOutbox(database: Queryable, before: Date, portion = 1_000): Promise<number> {
  const sql = `${oldest('outbox', portion)},
    purged AS (DELETE FROM outbox WHERE ctid = ANY (ARRAY(SELECT ctid FROM old)) RETURNING 1)
    ${counts}`;
  return purgeInPortions(portion, (behind) => database.query<Portion>(sql, [before, behind]));
}

/**
 * Removes feed entries from before the moment and notes, per program, up to where its feed is gone, so that a partner who
 * missed something is told so and one who missed nothing is not. Returns how many rows that were, each a run of entries.
 */
export function purgeStockFeed(database: Queryable, before: Date, portion = 1_000): Promise<number> {
  const sql = `${oldest('stock_feed', portion)},
    purged AS (
      DELETE FROM stock_feed WHERE ctid = ANY (ARRAY(SELECT ctid FROM old)) RETURNING program_id, position
    ), floors AS (
      INSERT INTO stock_feed_floor (program_id, position)
      SELECT program_id, max(position) FROM purged GROUP BY program_id
      ON CONFLICT (program_id) DO UPDATE SET position = greatest(stock_feed_floor.position, excluded.position)
    )
    ${counts}`;
  return purgeInPortions(portion, (behind) => database.query<Portion>(sql, [before, behind]));
}
