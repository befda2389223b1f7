import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { migrate } from '../server/src/platform/migrate.js';
import { lockWaits } from './lock-waits.js';
import { createTestDatabase } from './test-database.js';

const longMs = 600_000;

let created: { url: string; drop(): Promise<void> };
let opened: Database[];
let outsiders: pg.Client[];

beforeEach(async () => {
  created = await createTestDatabase();
  [opened, outsiders] = [[], []];
});
afterEach(async () => {
  // First: a process does not close its database while it waits for what they hold.
  await Promise.all(outsiders.map((client) => client.end()));
  await Promise.all(opened.map((database) => database.close()));
  await created.drop();
});

async function open(url = created.url): Promise<Database> {
  const database = await openDatabase({
    url,
    poolSize: 2,
    entities: [],
    watchEveryMs: 20,
  });
  opened.push(database);
  return database;
}

/** Somebody else's connection, which ends with the test, however that ends. */
async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: created.url });
  await client.connect();
  outsiders.push(client);
  return client;
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
  const waiting = await open();
  const said: string[] = [];
  const other = await connect();
  await other.query("SELECT pg_advisory_lock(hashtext('jifen:migrate'))");
  const migrated = migrate(waiting, { say: (text) => said.push(text) });
  await vi.waitFor(async () => expect(await lockWaits(waiting)).toBe(1));
  await other.end();
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

/** Ends the session in which this process uses the schema, as a network or an operator may. */
async function cut(of: Database, [user]: { pid: number }[]): Promise<void> {
  await of.query('SELECT pg_terminate_backend($1)', [user?.pid]);
}

it('a process that lost that connection to a newer version serves nothing while that migrates, nor ever after', async () => {
  const [older, newer, watching] = [await open(), await open(), await open()];
  const said: string[] = [];
  await beOlder(older);
  const known = older.orm.migrations.filter((one) => one.name?.startsWith('PricedUntil') !== true);
  Object.assign(older.orm, { migrations: known });
  await migrate(older, { say: (text) => said.push(text) });
  // Migrating takes as long as somebody reads this table.
  const reader = await connect();
  await reader.query('BEGIN; LOCK TABLE reward IN ACCESS SHARE MODE');
  const migrated = migrate(newer, { patienceMs: longMs });
  // Heard below, unless this fails before.
  migrated.catch(() => undefined);
  await vi.waitFor(async () => expect(await lockWaits(watching)).toBe(1));
  await cut(watching, await users(watching));
  await vi.waitFor(() => expect(older.answers()).toBe(false));
  expect(said).toEqual([
    expect.stringMatching(/about to change it: nothing is served until that is clear\.$/u),
  ]);
  await expect(older.query('SELECT 1')).rejects.toThrow('The database does not answer');
  await reader.query('COMMIT');
  await migrated;
  await vi.waitFor(() => expect(said).toHaveLength(2));
  expect(said[1]).toMatch(
    /^The database was migrated by a newer version of Jifen \(PricedUntil\d+\) while .+; stop it\.$/u,
  );
  expect([older.answers(), older.writes()]).toEqual([false, false]);
  await expect(older.query('SELECT 1')).rejects.toThrow('The database does not answer');
  // It holds up nobody who migrates after that.
  await vi.waitFor(async () => expect(await users(watching)).toHaveLength(1));
});

it('a process that lost that connection serves again when whoever waited to migrate has given up', async () => {
  const [older, beside, newer] = [await open(), await open(), await open()];
  const said: string[] = [];
  await migrate(older, { say: (text) => said.push(text) });
  const mine = await users(older);
  await migrate(beside);
  await beOlder(older);
  const waiter = await connect();
  const waiting = waiter.query("SELECT pg_advisory_lock(hashtext('jifen:use'), 0)");
  const givenUp = waiting.then(
    () => 'had',
    () => 'given up',
  );
  await vi.waitFor(async () => expect(await lockWaits(newer)).toBe(1));
  await cut(newer, mine);
  await vi.waitFor(() => expect(older.answers()).toBe(false));
  const [{ pid } = { pid: 0 }] = await newer.query<{ pid: number }>(
    `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  await newer.query('SELECT pg_cancel_backend($1)', [pid]);
  expect(await givenUp).toBe('given up');
  await waiter.end();
  await vi.waitFor(() => expect(older.writes()).toBe(true));
  expect(said).toEqual([
    expect.stringMatching(/^The connection that /u),
    expect.stringMatching(/ is used again/u),
  ]);
  expect(await older.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

describe('a process that lost that connection, and that PostgreSQL refuses another for it has none left,', () => {
  const user = `limited_${randomUUID().replaceAll('-', '')}`;
  let newer: Database;
  let older: Database;
  let said: string[];

  const letIn = (most: number) =>
    newer.query(`ALTER DATABASE ${new URL(created.url).pathname.slice(1)} CONNECTION LIMIT ${most}`);

  /** The limit of a database is for ordinary users alone. */
  beforeEach(async () => {
    newer = await open();
    await newer.pool.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'; GRANT pg_read_all_data TO ${user}`);
    const theirs = new URL(created.url);
    [theirs.username, theirs.password] = [user, 'secret'];
    older = await open(theirs.href);
    said = [];
    await beOlder(newer);
    const known = older.orm.migrations.filter((one) => one.name?.startsWith('PricedUntil') !== true);
    Object.assign(older.orm, { migrations: known });
    await migrate(older, { say: (text) => said.push(text) });
    await letIn(0);
    await cut(newer, await users(newer));
    await vi.waitFor(() => expect(older.answers()).toBe(false));
  });
  afterEach(async () => {
    await close(older);
    await newer.pool.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
  });

  it('serves nothing until it has one, and says why', async () => {
    expect(said).toEqual([
      expect.stringMatching(/ has no other to give: nothing is served until it has one\.$/u),
    ]);
    await expect(older.query('SELECT 1')).rejects.toThrow('The database does not answer');
    await letIn(-1);
    await vi.waitFor(() => expect(older.answers()).toBe(true));
    expect(said.slice(1)).toEqual([expect.stringMatching(/ is used again/u)]);
    expect(await older.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(await users(newer)).toHaveLength(1);
  });

  it('serves nothing ever after when a newer version has migrated meanwhile', async () => {
    await migrate(newer, { patienceMs: 1 });
    await letIn(-1);
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said[1]).toMatch(/^The database was migrated by a newer version of Jifen /u);
    expect(older.answers()).toBe(false);
  });
});

it('a lock that is kept ends within two minutes of its machine, as every session does', async () => {
  const database = await open();
  const key = 42;
  await database.keepLock({
    take: `SELECT current_setting('tcp_keepalives_idle') = '60' AND pg_try_advisory_lock_shared(${key}) AS locked`,
    refusal: async () => null,
  });
  expect(await users(database)).toHaveLength(1);
});
