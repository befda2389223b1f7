import type { Queryable } from '../server/src/platform/database.js';

/** How many sessions of this database wait for a lock that another holds. */
export async function lockWaits(database: Queryable): Promise<number> {
  const rows = await database.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}
