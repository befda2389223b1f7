import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../server/src/entities.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { createTestDatabase } from './test-database.js';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

beforeAll(async () => {
  created = await createTestDatabase();
  // Settings of the machine or of whoever runs PostgreSQL must not matter.
  database = await openDatabase({
    url: `${created.url}?options=-c%20TimeZone%3DAsia/Shanghai%20-c%20jit%3Don`,
    poolSize: 1,
    entities,
  });
});
afterAll(async () => {
  await database.close();
  await created.drop();
});

async function settingOf(pool: { connect(): Promise<pg.PoolClient> }, name: string): Promise<unknown> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
    return rows[0]?.value;
  } finally {
    client.release();
  }
}

describe.each([
  ['readers', () => database.pool],
  ['commands', () => database.commandPool],
  ['background work', () => database.background.pool],
] as const)('a connection for %s', (_whose, pool) => {
  it('never compiles a statement to machine code, which PostgreSQL would do anew for each execution', async () => {
    expect(await settingOf(pool(), 'jit')).toBe('off');
  });

  it('has moments written in UTC, whatever zone the database is set to', async () => {
    expect(await settingOf(pool(), 'TimeZone')).toBe('UTC');
  });
});
