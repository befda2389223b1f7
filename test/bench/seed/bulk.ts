import { queryable } from '@jifen/server/platform/database.js';
import type { Database, Queryable } from '@jifen/server/platform/database.js';

/** What fills a table, or a part of it. */
export type Filling = (client: Queryable) => Promise<unknown>;

/** As many as the machine has cores at the least. */
const connections = 2;

/**
 * Fills tables without what is made for rows that come one by one: triggers and references, which would only find that all is
 * well, and indexes, which are made as soon as their table is full. What takes longest should come first.
 */
export async function bulk(
  database: Database,
  tables: Readonly<Record<string, readonly Filling[]>>,
): Promise<void> {
  // A checkpoint every gigabyte would write most pages to the log once more.
  await set(database, `max_wal_size = '16GB'`);
  const waiting: Filling[] = [];
  for (const [table, fillings] of Object.entries(tables)) {
    const indexes = await putOff(database, table);
    let left = fillings.length;
    for (const fill of fillings) {
      waiting.push(async (client) => {
        await fill(client);
        left -= 1;
        if (left === 0) waiting.unshift(...indexes.map(making));
      });
    }
  }
  await Promise.all(Array.from({ length: connections }, () => work(database, waiting)));
  await set(database, 'max_wal_size');
}

/** Keeps the indexes of a table from being written until they are made anew; the most laborious first. */
async function putOff(database: Database, table: string): Promise<string[]> {
  const indexes = await database.query<{ name: string; words: boolean }>(
    `UPDATE pg_index SET indisready = false WHERE indrelid = $1::text::regclass
     RETURNING indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) LIKE '%USING gin%' AS words`,
    [table],
  );
  return indexes.sort((one, other) => Number(other.words) - Number(one.words)).map(({ name }) => name);
}

function making(index: string): Filling {
  return (client) => client.query(`REINDEX INDEX ${index}`);
}

/** Does what waits, on a connection of its own. */
async function work(database: Database, waiting: Filling[]): Promise<void> {
  const connection = await database.pool.connect();
  try {
    await connection.query(`SET session_replication_role = 'replica'`);
    await connection.query(`SET synchronous_commit = off`);
    await connection.query(`SET maintenance_work_mem = '512MB'`);
    // The other connections have work for the other cores.
    await connection.query(`SET max_parallel_maintenance_workers = 0`);
    const client = queryable(connection);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next(client);
  } finally {
    connection.release(true);
  }
}

/** Changes a setting of the whole PostgreSQL, or takes the change back. */
async function set({ pool }: Database, setting: string): Promise<void> {
  await pool.query(setting.includes('=') ? `ALTER SYSTEM SET ${setting}` : `ALTER SYSTEM RESET ${setting}`);
  await pool.query('SELECT pg_reload_conf()');
}

/** SQL for the uuid (version 7) of the nth thing of a kind, a millisecond younger than the one before it. */
export function numberedId(nth: string, kind: string): string {
  return `('0' || to_hex(1700000000000 + ${nth}) || '70008${kind.padStart(15, '0')}')::uuid`;
}
