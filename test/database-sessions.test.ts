import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../server/src/entities.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { createTestDatabase } from './test-database.js';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

const options = encodeURIComponent(
  '-c TimeZone=Asia/Shanghai -c jit=on -c DateStyle=German,DMY -c default_transaction_isolation=serializable',
);

beforeAll(async () => {
  created = await createTestDatabase();
  // Settings of the machine or of whoever runs PostgreSQL must not matter.
  database = await openDatabase({
    url: `${created.url}?options=${options}`,
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

  it('has moments written as they are read, in UTC, whatever the database is set to', async () => {
    expect(await settingOf(pool(), 'TimeZone')).toBe('UTC');
    expect(await settingOf(pool(), 'DateStyle')).toMatch(/^ISO/u);
  });

  it('reads behind a lock what its holder committed, whatever isolation the database is set to', async () => {
    expect(await settingOf(pool(), 'default_transaction_isolation')).toBe('read committed');
  });
});

it('operators’ connections are set so as well', async () => {
  const settings = await database.orm.query<Record<string, string>[]>(
    `SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS style,
            current_setting('default_transaction_isolation') AS isolation`,
  );
  expect(settings).toMatchObject([
    { zone: 'UTC', style: expect.stringMatching(/^ISO/u) as unknown, isolation: 'read committed' },
  ]);
});
