import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../server/src/entities.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { migrate } from '../server/src/platform/migrate.js';
import { OutboxListener } from '../server/src/platform/outbox/listener.js';
import { systemTimers } from '../server/src/platform/timers.js';
import { createTestDatabase } from './test-database.js';

let created: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

const options = encodeURIComponent(
  '-c TimeZone=Asia/Shanghai -c jit=on -c idle_session_timeout=2s -c synchronous_commit=off -c DateStyle=German,DMY -c default_transaction_isolation=serializable',
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

  it('may rest in its pool for as long as it likes', async () => {
    expect(await settingOf(pool(), 'idle_session_timeout')).toBe('0');
  });

  it('is given up when its process stops in the middle of a transaction', async () => {
    expect(await settingOf(pool(), 'idle_in_transaction_session_timeout')).toBe('8s');
  });

  it('is given up within two minutes when its process has gone without a word', async () => {
    const [idle, interval, count] = await Promise.all(
      ['idle', 'interval', 'count'].map(async (what) =>
        Number(await settingOf(pool(), `tcp_keepalives_${what}`)),
      ),
    );
    expect([idle, interval, count]).toEqual([60, 10, 6]);
  });

  it('has what it answered on the disk', async () => {
    expect(await settingOf(pool(), 'synchronous_commit')).toBe('on');
  });

  it('reads behind a lock what its holder committed, whatever isolation the database is set to', async () => {
    expect(await settingOf(pool(), 'default_transaction_isolation')).toBe('read committed');
  });
});

it('operators’ connections are set so as well', async () => {
  const settings = await database.orm.query<Record<string, string>[]>(
    `SELECT current_setting('TimeZone') AS zone, current_setting('DateStyle') AS style,
            current_setting('default_transaction_isolation') AS isolation, current_setting('synchronous_commit') AS durable`,
  );
  expect(settings).toMatchObject([
    {
      zone: 'UTC',
      style: expect.stringMatching(/^ISO/u) as unknown,
      isolation: 'read committed',
      durable: 'on',
    },
  ]);
});

it('a migration takes its time, and waits for the one of another process, whatever the role is set to', async () => {
  const hasty = encodeURIComponent('-c statement_timeout=200ms -c lock_timeout=100ms');
  const late = await openDatabase({ url: `${created.url}?options=${hasty}`, poolSize: 2, entities });
  const other = await database.pool.connect();
  try {
    await other.query("SELECT pg_advisory_lock(hashtext('jifen:migrate'))");
    const migrated = migrate(late);
    await expect(late.query('SELECT pg_sleep(10)')).rejects.toThrow('statement timeout');
    await other.query("SELECT pg_advisory_unlock(hashtext('jifen:migrate'))");
    await migrated;
    expect(await late.orm.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '0' }]);
    await expect(late.query('SELECT pg_sleep(10)')).rejects.toThrow('statement timeout');
  } finally {
    other.release(true);
    await late.close();
  }
});

it('the connection that listens stays while others are ended for resting', async () => {
  const ignored = () => undefined;
  const listener = new OutboxListener({
    database,
    timers: systemTimers,
    onChanges: ignored,
    onLost: ignored,
    onPutBack: ignored,
    onError: ignored,
  });
  await listener.start();
  const listening = () =>
    database.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN jifen_outbox'",
    );
  const before = await listening();
  const other = new pg.Client({ connectionString: database.url });
  try {
    await other.connect();
    // First it hears why, then that the connection is gone.
    await new Promise((ended) => other.on('error', ended));
    expect(before).toHaveLength(1);
    expect(await listening()).toEqual(before);
  } finally {
    await listener.stop();
  }
});

it('no connection is opened with settings that a pooler would refuse', async () => {
  const asked: string[] = [];
  const { hostname, port } = new URL(created.url);
  const pooler = createServer((socket) => {
    const behind = connect(Number(port), hostname);
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy());
    // What asks for a connection: a length, the version of the protocol, then names and values, each ended by a zero.
    socket.once('data', (message) => {
      const words = message.subarray(8).toString().split('\0');
      asked.push(...words.filter((word, at) => at % 2 === 0 && word !== ''));
    });
    socket.pipe(behind).pipe(socket);
  });
  await once(pooler.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(created.url);
  url.port = String(portOf(pooler));
  const through = await openDatabase({ url: url.href, poolSize: 1, entities: [] });
  for (const pool of [through.pool, through.commandPool, through.background.pool])
    (await pool.connect()).release();
  await through.close();
  pooler.close();
  expect(new Set(asked)).toEqual(new Set(['user', 'database', 'client_encoding']));
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
