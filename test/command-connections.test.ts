import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandConnections } from '../server/src/platform/command-connections.js';
import { publicError } from '../server/src/graphql/failures.js';
import { systemClock } from '../server/src/platform/clock.js';
import { type Book, type Books, load } from '../server/src/platform/group-commit/command.js';
import { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { idSource } from '../server/src/platform/ids.js';
import { systemRandom } from '../server/src/platform/random.js';
import { createTestDatabase } from './test-database.js';

const longestMs = 15_000;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let connections: CommandConnections;
/** By the clock of these tests. */
let now = 0;
let look: () => void = () => undefined;

beforeEach(async () => {
  database = await createTestDatabase();
  connections = open(database.url);
});
afterEach(async () => {
  await connections.end();
  await database.drop();
});

function open(connectionString: string): CommandConnections {
  const pool = new pg.Pool({ connectionString, max: 2 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new CommandConnections(pool, {
    size: 2,
    longestMs,
    elapsed: () => now,
    timers: {
      after: () => () => undefined,
      every: (_, run) => {
        look = run;
        return () => undefined;
      },
    },
  });
}

async function processOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

describe('the connections of the write path', () => {
  it('are lent again and again, and whoever finds none waits for the next that is given back', async () => {
    const [first, second] = [await connections.connect(), await connections.connect()];
    const pids = [await processOf(first), await processOf(second)];
    const order: string[] = [];
    const third = connections.connect().then((client) => (order.push('third'), client));
    const fourth = connections.connect().then((client) => (order.push('fourth'), client));
    second.release();
    first.release();
    expect(await Promise.all([third, fourth].map(async (one) => processOf(await one)))).toEqual(
      pids.toReversed(),
    );
    expect(order).toEqual(['third', 'fourth']);
    for (const one of [third, fourth]) (await one).release();
  });

  it('are replaced when their state is not certain, also for those who wait already', async () => {
    const lent = [await connections.connect(), await connections.connect()];
    const pids = await Promise.all(lent.map(processOf));
    const waiting = connections.connect();
    lent[0]?.release(true);
    const fresh = await waiting;
    expect(pids).not.toContain(await processOf(fresh));
    fresh.release();
    lent[1]?.release();
  });

  it('are replaced when PostgreSQL ended them while nobody used them', async () => {
    const client = await connections.connect();
    const ended = new Promise((end) => client.once('end', end));
    client.release();
    const other = new pg.Client(database.url);
    await other.connect();
    await other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await other.end();
    await ended;
    const next = await connections.connect();
    expect(await processOf(next)).toBeGreaterThan(0);
    next.release();
  });

  it('are cut off when an answer takes too long, and not before', async () => {
    const [quick, silent] = [await connections.connect(), await connections.connect()];
    const asked = silent.query('SELECT pg_sleep(60)');
    now += longestMs;
    look();
    quick.release();
    const again = await connections.connect();
    now += 1;
    look();
    await expect(asked).rejects.toThrow('Connection terminated unexpectedly');
    expect(await processOf(again)).toBeGreaterThan(0);
    silent.release(true);
    again.release();
  });

  it('are not lent when they broke while nobody used them, however little time has passed', async () => {
    const client = await connections.connect();
    const pid = await processOf(client);
    client.release();
    client.emit('error', new Error('What PostgreSQL says before it hangs up.'));
    const next = await connections.connect();
    expect(await processOf(next)).not.toBe(pid);
    next.release();
  });

  it('are given back once', async () => {
    const client = await connections.connect();
    client.release();
    expect(() => client.release()).toThrow('twice');
    const next = await connections.connect();
    expect(await processOf(next)).toBeGreaterThan(0);
    next.release();
  });

  it('cut off a group as a whole: everybody in it hears at once that the database was lost', async () => {
    const holder = new pg.Client(database.url);
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(77)');
    let groups = 0;
    class LockBook implements Book {
      constructor(readonly books: Books) {
        groups += 1;
      }
      load() {
        return [load('SELECT pg_advisory_xact_lock_shared($1)', [77], () => undefined)];
      }
      store() {
        return [];
      }
    }
    const commit = new GroupCommit({
      pool: connections,
      clock: systemClock,
      newId: idSource(systemClock, systemRandom),
      bookKinds: [LockBook],
      onCommit: () => undefined,
    });
    const command = {
      name: 'waits',
      programId: randomUUID(),
      idempotency: null,
      prepare: () => undefined,
      decide: () => ({ done: true }),
    };
    const answers = Promise.allSettled(Array.from({ length: 4 }, () => commit.submit(command)));
    const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
    await expect.poll(async () => (await holder.query(waiting)).rowCount).toBe(1);
    now += longestMs + 1;
    look();
    const told = (await answers).map((one) => {
      const reason: unknown = one.status === 'rejected' ? one.reason : null;
      const originalError = reason instanceof Error ? reason : null;
      return publicError(new GraphQLError('', { originalError }), () => undefined).extensions['code'];
    });
    expect(told).toEqual(Array.from({ length: 4 }, () => 'UNAVAILABLE'));
    expect(groups).toBe(1);
    await holder.end();
    await commit.drain();
  });

  it('tell everybody who waits when none can be opened', async () => {
    const gone = open('postgres://nobody@127.0.0.1:1/nothing');
    const asked = await Promise.allSettled([gone.connect(), gone.connect(), gone.connect()]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await gone.end();
  });

  it('are closed only when everybody has given theirs back', async () => {
    const client = await connections.connect();
    const waiting = connections.connect();
    (await waiting).release();
    let closed = false;
    const ending = connections.end().then(() => (closed = true));
    await expect(connections.connect()).rejects.toThrow('closed');
    expect(await processOf(client)).toBeGreaterThan(0);
    expect(closed).toBe(false);
    client.release();
    await ending;
    connections = open(database.url);
  });
});
