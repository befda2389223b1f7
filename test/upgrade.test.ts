import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { migrate } from '../server/src/platform/migrate.js';
import { lockWaits } from './lock-waits.js';
import { createTestDatabase } from './test-database.js';

const longMs = 600_000;

let created: { url: string; drop(): Promise<void> };
let opened: Database[];

beforeEach(async () => {
  created = await createTestDatabase();
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await created.drop();
});

async function open(): Promise<Database> {
  const database = await openDatabase({
    url: created.url,
    poolSize: 2,
    entities: [],
    watchEveryMs: 20,
  });
  opened.push(database);
  return database;
}

async function close(database: Database): Promise<void> {
  opened = opened.filter((one) => one !== database);
  await database.close();
}

/** One migration back: whoever has the database open is of an older version than whoever migrates it next. */
async function beOlder(database: Database): Promise<void> {
  await database.pool.query(
    `ALTER TABLE reward DROP COLUMN priced_until; DELETE FROM migration WHERE name LIKE 'PricedUntil%'`,
  );
}

async function isMigrated(database: Database): Promise<boolean> {
  const found = await database.query("SELECT 1 FROM migration WHERE name LIKE 'PricedUntil%'");
  return found.length === 1;
}

/** Sessions that hold the schema as it is. */
function users(database: Database): Promise<{ pid: number }[]> {
  return database.query<{ pid: number }>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
}

const refusal =
  /^This version has to migrate the database \(PricedUntil\d+\), which other processes of Jifen still use \(from .+\); stop all of them first\. Nothing was changed\.$/;

it('the schema is not changed under processes that use it: who would is told where they are', async () => {
  const [older, newer] = [await open(), await open()];
  await migrate(older);
  await beOlder(older);
  await expect(migrate(newer, { patienceMs: 1 })).rejects.toThrow(refusal);
  expect(await isMigrated(older)).toBe(false);
});

it('a process that is about to end is waited for, its schema is then brought up to date, and both are said', async () => {
  const [older, newer] = [await open(), await open()];
  await migrate(older);
  await beOlder(older);
  const said: string[] = [];
  const migrated = migrate(newer, { patienceMs: longMs, say: (text) => said.push(text) });
  await vi.waitFor(async () => expect(await lockWaits(newer)).toBe(1));
  expect(said).toEqual([expect.stringMatching(/waiting for the processes that still use it to end\.$/u)]);
  await close(older);
  await migrated;
  expect(said.slice(1)).toEqual([expect.stringMatching(/^Migrating the database \(PricedUntil\d+\), /u)]);
  expect(await isMigrated(newer)).toBe(true);
});

it('a version that changes nothing in the schema starts beside others', async () => {
  const [one, other] = [await open(), await open()];
  await migrate(one);
  await migrate(other, { patienceMs: 1 });
  expect(await users(one)).toHaveLength(2);
});

it('of several that start at once on an older schema one migrates it, and all go on', async () => {
  const before = await open();
  await beOlder(before);
  const starting = await Promise.all([open(), open(), open()]);
  await Promise.all(starting.map((database) => migrate(database, { patienceMs: 1 })));
  expect(await isMigrated(before)).toBe(true);
  expect(await users(before)).toHaveLength(3);
});

it('a process that waits for another at its migrations says so, and goes on when that one is through', async () => {
  const [migrating, waiting] = [await open(), await open()];
  const said: string[] = [];
  const other = await migrating.pool.connect();
  await other.query("SELECT pg_advisory_lock(hashtext('jifen:migrate'))");
  const migrated = migrate(waiting, { say: (text) => said.push(text) });
  await vi.waitFor(async () => expect(await lockWaits(waiting)).toBe(1));
  other.release(true);
  await migrated;
  expect(said).toEqual([expect.stringMatching(/^Another process .+; waiting for it\.$/u)]);
});

it('a process goes on using the schema when the connection that says so was cut', async () => {
  const [older, newer] = [await open(), await open()];
  await migrate(older);
  await beOlder(older);
  const [cut] = await users(newer);
  await newer.query('SELECT pg_terminate_backend($1)', [cut?.pid]);
  await vi.waitFor(async () => {
    const [again] = await users(newer);
    expect(again).toBeDefined();
    expect(again).not.toEqual(cut);
  });
  await expect(migrate(newer, { patienceMs: 1 })).rejects.toThrow(refusal);
});

it('a lock that is kept ends within two minutes of its machine, as every session does', async () => {
  const database = await open();
  const key = 42;
  await database.keepLock(
    `SELECT current_setting('tcp_keepalives_idle') = '60' AND pg_try_advisory_lock_shared(${key}) AS locked`,
  );
  expect(await users(database)).toHaveLength(1);
});
