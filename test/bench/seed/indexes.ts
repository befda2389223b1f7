import type { Database } from '@jifen/server/platform/database.js';

/** Takes the indexes of tables away while they are filled and makes them anew afterwards, two at a time. */
export async function withoutIndexes(
  database: Database,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(c.oid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid)
      ORDER BY c.relname = 'reward_search' DESC`,
    [tables],
  );
  for (const { name } of indexes) await database.query(`DROP INDEX ${name}`);
  await work();
  const waiting = [...indexes];
  const build = async () => {
    const connection = await database.pool.connect();
    try {
      await connection.query(`SET maintenance_work_mem = '512MB'`);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        await connection.query(next.definition);
    } finally {
      connection.release(true);
    }
  };
  await Promise.all([build(), build()]);
}
