import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of the test file's own, copied from the migrated template, or without any table. */
export async function createTestDatabase(
  from: 'migrated' | 'empty' = 'migrated',
): Promise<{ url: string; drop(): Promise<void> }> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const run = (sql: string) => maintained((client) => client.query(sql));
  await run(
    `CREATE DATABASE ${name} TEMPLATE ${from === 'empty' ? 'template0' : template.pathname.slice(1)}`,
  );
  const url = new URL(template);
  url.pathname = `/${name}`;
  const drop = async () => void (await run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  return { url: url.href, drop };
}

/** One test file after the other: what all of them share is not to be touched by two at once. */
export function inTurn(what: string, work: () => Promise<void>): Promise<void> {
  return maintained(async (client) => {
    // Given back with the connection, whatever becomes of this process.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [what]);
    await work();
  });
}

/** Connected beside all test databases. */
async function maintained<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
