import { describe, expect, it, vi } from 'vitest';
import type { Queryable } from '../server/src/platform/database.js';
import { OutboxListener } from '../server/src/platform/outbox/listener.js';
import { recordChanges } from '../server/src/platform/outbox/record-changes.js';
import { purgeOutbox } from '../server/src/platform/outbox/retention.js';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import { systemTimers, type Timers } from '../server/src/platform/timers.js';
import { lockWaits } from './lock-waits.js';
import { database, shareDatabase } from './shared-database.js';

const now = new Date('2026-11-22T08:00:00Z');

shareDatabase({ poolSize: 10 });

/** A listener that writes down what it is told, its clock standing still; without its poll unless one is asked for. */
async function listenerAtRest(pollMs = 3_600_000, timers: Timers = systemTimers) {
  const heard: string[] = [];
  const lost: number[] = [];
  const putBack: number[] = [];
  const errors: unknown[] = [];
  let elapsed = 0;
  const made = new OutboxListener({
    database,
    timers,
    onChanges: ({ topics }) => heard.push(...(topics.get('stock') ?? [])),
    onLost: () => lost.push(heard.length),
    onPutBack: () => putBack.push(heard.length),
    onError: (error) => errors.push(error),
    pollMs,
    elapsed: () => elapsed,
  });
  await made.start();
  return {
    heard,
    lost,
    putBack,
    errors,
    stayAwake: () => made.stayAwake(),
    pass: (ms: number) => void (elapsed += ms),
    stop: () => made.stop(),
  };
}

/** One that hears of everything from now on. */
async function listener(pollMs?: number, timers?: Timers) {
  const made = await listenerAtRest(pollMs, timers);
  made.stayAwake();
  await vi.waitFor(() => expect(made.lost).toEqual([0]));
  made.lost.length = 0;
  return made;
}

const record = (...ids: string[]) => recordChanges(database, now, { topics: { stock: ids }, feed: [] });

describe('following the outbox', () => {
  it('hears of what was recorded once it has a place', async () => {
    const one = await listener();
    await record('a', 'b', 'a');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['a', 'b']));
    await one.stop();
  });

  it('gives every row exactly one place when several processes give places at once', async () => {
    const one = await listener();
    const ids = Array.from({ length: 60 }, (_, index) => `row-${index}`);
    await Promise.all(ids.flatMap((id) => [record(id), sequence(database)]));
    await sequence(database);
    await vi.waitFor(() =>
      expect(one.heard.toSorted((a, b) => a.localeCompare(b))).toEqual(
        ids.toSorted((a, b) => a.localeCompare(b)),
      ),
    );
    const rows = await database.query<{ rows: number; places: number; last: number; head: number }>(
      `SELECT count(*) AS rows, count(DISTINCT position) AS places, max(position) AS last,
              (SELECT position FROM outbox_head) AS head FROM outbox`,
    );
    expect(rows[0]?.places).toBe(rows[0]?.rows);
    expect(rows[0]?.last).toBe(rows[0]?.head);
    await one.stop();
  });

  it('gives no place away when several processes see the same rows at once', async () => {
    await record('seen by two');
    const holding = await database.pool.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT 1 FROM outbox_head FOR UPDATE');
    const placed = [sequence(database), sequence(database)];
    await expect.poll(() => lockWaits(database)).toBe(2);
    await holding.query('COMMIT');
    holding.release();
    expect((await Promise.all(placed)).toSorted((a, b) => a - b)).toEqual([0, 1]);
    const rows = await database.query(
      `SELECT FROM outbox_head WHERE position = (SELECT max(position) FROM outbox)`,
    );
    expect(rows).toHaveLength(1);
  });

  it('reads nothing while nobody needs it, and says so to the first who does', async () => {
    const one = await listenerAtRest();
    const other = await listener();
    await record('for the other alone');
    await sequence(database);
    await vi.waitFor(() => expect(other.heard).toEqual(['for the other alone']));
    expect([one.heard, one.lost]).toEqual([[], []]);
    one.stayAwake();
    await vi.waitFor(() => expect(one.lost).toEqual([0]));
    await record('for both');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['for both']));
    expect(one.lost).toEqual([0]);
    await Promise.all([one.stop(), other.stop()]);
  });

  it('rests when nobody has needed it for a minute, and not before', async () => {
    const one = await woken();
    one.pass(59_999);
    await record('just in time');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['just in time']));
    one.stayAwake();
    one.pass(59_999);
    await record('for whoever came again');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toHaveLength(2));
    expect(one.lost).toEqual([]);
    one.pass(1);
    one.wake();
    expect(one.lost).toEqual([2]);
    await record('for nobody');
    await sequence(database);
    one.wake();
    expect([one.heard.length, one.lost]).toEqual([2, [2]]);
    one.stayAwake();
    await vi.waitFor(() => expect(one.lost).toEqual([2, 2]));
    await one.stop();
  });

  it('catches up after its connection was cut', async () => {
    const one = await listener();
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN jifen_outbox' AND datname = current_database()`,
    );
    await record('while deaf');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['while deaf']), { timeout: 10_000 });
    expect(one.errors.length).toBeGreaterThan(0);
    await record('and after');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['while deaf', 'and after']));
    await one.stop();
  });

  it('hears by its poll when no notification arrives', async () => {
    const one = await listener(50);
    await record('quiet');
    await database.transaction(placeSilently);
    await vi.waitFor(() => expect(one.heard).toEqual(['quiet']));
    await one.stop();
  });

  it('says so when rows were purged before it read them', async () => {
    const one = await woken();
    await record('purged unread');
    // In one transaction: a listener that is just reading must find the row either unplaced or gone.
    await database.transaction(async (client) => {
      await placeSilently(client);
      await purgeOutbox(client, new Date(now.getTime() + 1));
    });
    await record('kept');
    await sequence(database);
    one.wake();
    await vi.waitFor(() => expect(one.heard).toEqual(['kept']));
    expect(one.lost).toEqual([0]);
    await one.stop();
  });

  it('says so when everything was purged before it read it, though nothing has happened since', async () => {
    const one = await woken();
    await record('purged unread');
    await database.transaction(async (client) => {
      await placeSilently(client);
      await purgeOutbox(client, new Date(now.getTime() + 1));
    });
    one.wake();
    await vi.waitFor(() => expect(one.lost).toEqual([0]));
    await record('after');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['after']));
    expect(one.lost).toEqual([0]);
    await one.stop();
  });

  it.each([
    ['and follows on from there', 0],
    ['though as much has happened since', 1],
    ['though more has happened since', 2],
  ])('says so when the database was put back to an earlier state, %s', async (_since, happened) => {
    const one = await woken();
    await record('forgotten');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['forgotten']));
    await database.transaction(async (client) => {
      await client.query('DELETE FROM outbox WHERE position = (SELECT position FROM outbox_head)');
      await client.query('UPDATE outbox_head SET position = position - 1');
      for (let nth = 1; nth <= happened; nth += 1) {
        await recordChanges(client, new Date(now.getTime() + nth), {
          topics: { stock: ['since'] },
          feed: [],
        });
        await placeSilently(client);
      }
    });
    one.wake();
    await vi.waitFor(() => expect(one.putBack).toEqual([1]));
    await record('instead');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['forgotten', 'instead']));
    expect(one.lost).toEqual([]);
    await one.stop();
  });
});

/** A listener that looks when it is told to. */
async function woken() {
  const wakes: (() => void)[] = [];
  const timers: Timers = {
    after: (ms, run) => systemTimers.after(ms, run),
    every: (_ms, run) => {
      wakes.push(run);
      return () => undefined;
    },
  };
  const made = await listener(1, timers);
  return {
    ...made,
    wake: () => {
      for (const wake of wakes) wake();
    },
  };
}

/** What a sequencer does, without telling anybody. */
async function placeSilently(client: Queryable): Promise<void> {
  await client.query(
    `UPDATE outbox SET position = (SELECT position + 1 FROM outbox_head) WHERE position IS NULL`,
  );
  await client.query('UPDATE outbox_head SET position = position + 1');
}
