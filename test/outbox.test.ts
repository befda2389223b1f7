import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { feedCursor } from '../server/src/feed/feed.cursor.js';
import { StockFeed, stockFeedLog } from '../server/src/feed/stock-feed.js';
import { type FeedEntry, readFeedPage } from '../server/src/feed/feed.queries.js';
import { LogSource } from '../server/src/live/source.js';
import { openDatabase, type Database, type Queryable } from '../server/src/platform/database.js';
import { OutboxListener } from '../server/src/platform/outbox/listener.js';
import { recordChanges } from '../server/src/platform/outbox/record-changes.js';
import { purgeOutbox, purgeStockFeed } from '../server/src/platform/outbox/retention.js';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import { systemTimers, type Timers } from '../server/src/platform/timers.js';
import { createTestDatabase } from './test-database.js';

const now = new Date('2026-11-22T08:00:00Z');
let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await createTestDatabase();
  database = await openDatabase({ url: own.url, poolSize: 10, entities: [] });
  drop = () => own.drop();
});

afterAll(async () => {
  await database.close();
  await drop();
});

/** A listener that writes down what it is told, its clock standing still; without its poll unless one is asked for. */
async function listenerAtRest(pollMs = 3_600_000, timers: Timers = systemTimers) {
  const heard: string[] = [];
  const lost: number[] = [];
  const errors: unknown[] = [];
  let elapsed = 0;
  const made = new OutboxListener({
    database,
    timers,
    onChanges: ({ topics }) => heard.push(...(topics.get('stock') ?? [])),
    onLost: () => lost.push(heard.length),
    onError: (error) => errors.push(error),
    pollMs,
    elapsed: () => elapsed,
  });
  await made.start();
  return {
    heard,
    lost,
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

const stateOf = (sku: string) => ({
  rewardId: randomUUID(),
  sku,
  available: 3,
  unlimited: false,
  listed: true,
  prices: [{ points: 100, cashMinor: null, currency: null }],
  version: 1,
});

const entriesFor = (programId: string, count: number) =>
  Array.from({ length: count }, () => ({
    programId,
    kind: 'STOCK' as const,
    variantId: randomUUID(),
    state: stateOf('any'),
  }));
const variantsOf = (entries: readonly { variantId: string }[]) => entries.map(({ variantId }) => variantId);
const feedOf = async (programId: string) => (await readFeedPage(database, programId, 0, 1_000)).entries;

describe('the feed', () => {
  it('is purged from its oldest entry on, portion by portion, and keeps what is younger wherever it stands', async () => {
    const programId = randomUUID();
    const at = (days: number) => new Date(now.getTime() + days * 86_400_000);
    const ages = [at(-9), at(-1), at(-9), at(-8), at(-9), at(-9), at(-1)];
    const recordAt = (age: Date) =>
      recordChanges(database, age, { topics: {}, feed: entriesFor(programId, 1) });
    for (const age of ages) await recordAt(age);
    await sequence(database);
    await recordAt(at(-8));
    expect(await purgeStockFeed(database, at(-7), 2)).toBe(5);
    const left = await database.query<{ at: Date }>(
      'SELECT at FROM stock_feed WHERE program_id = $1 ORDER BY id',
      [programId],
    );
    // Nobody has heard of the last one yet, for it waits for its place.
    expect(left.map((row) => row.at)).toEqual([at(-1), at(-1), at(-8)]);
    await sequence(database);
    expect(await feedOf(programId)).toHaveLength(3);
  });

  it('has the entries of many transactions in their order, whole, and none of those without', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const entries = [0, 1, 2].map((nth) => ({
      programId: nth === 1 ? other : one,
      kind: nth === 2 ? ('PRICE' as const) : ('STOCK' as const),
      variantId: randomUUID(),
      state: stateOf(`nth ${nth}\nof "three", \\ 杯子`),
    }));
    for (const feed of [[], entries.slice(0, 2), [], entries.slice(2)]) {
      await recordChanges(database, now, { topics: { stock: ['x'] }, feed });
    }
    await sequence(database);
    const feeds = [await feedOf(one), await feedOf(other)];
    expect(feeds.map((feed) => feed.length)).toEqual([2, 1]);
    const rows = feeds.flat().toSorted((a, b) => a.position - b.position);
    expect(rows).toMatchObject(entries.map(({ kind, variantId, state }) => ({ kind, variantId, state })));
    expect(rows.map(({ position }) => position - (rows[0]?.position ?? 0))).toEqual([0, 1, 2]);
  });

  it('is read on from the middle of what one transaction changed, however little is read at once', async () => {
    const programId = randomUUID();
    const groups = [3, 2, 4].map((count) => entriesFor(programId, count));
    for (const feed of groups) await recordChanges(database, now, { topics: {}, feed });
    await sequence(database);
    const whole = await feedOf(programId);
    expect(variantsOf(whole)).toEqual(variantsOf(groups.flat()));
    for (const limit of [1, 2, 4]) {
      const read: FeedEntry[] = [];
      for (let after = 0; read.length < whole.length; after = read.at(-1)?.position ?? after) {
        const { entries } = await readFeedPage(database, programId, after, limit);
        expect(entries.length).toBe(Math.min(limit, whole.length - read.length));
        read.push(...entries);
      }
      expect(read).toEqual(whole);
    }
  });

  it('is gone for whoever stopped in the middle of what was purged, and not for whoever had all of it', async () => {
    const programId = randomUUID();
    await recordChanges(database, now, { topics: {}, feed: entriesFor(programId, 3) });
    const later = new Date(now.getTime() + 60_000);
    await recordChanges(database, later, { topics: {}, feed: entriesFor(programId, 1) });
    await sequence(database);
    const positions = (await feedOf(programId)).map(({ position }) => position);
    await purgeStockFeed(database, later);
    const feed = new StockFeed({ database });
    const readOn = (behind: number) => {
      const after = feedCursor(positions[behind] ?? 0);
      return feed.open(new LogSource(stockFeedLog, programId, after)).next();
    };
    await expect(readOn(1)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    expect((await readOn(2)).value?.entries.map(({ position }) => position)).toEqual([positions[3]]);
  });

  it('has no place twice, however many changes one transaction made', async () => {
    const programId = randomUUID();
    const feed = entriesFor(programId, 600);
    await recordChanges(database, now, { topics: {}, feed });
    await sequence(database);
    expect(variantsOf(await feedOf(programId))).toEqual(variantsOf(feed));
    const [run] = await database.query<{ longest: number; overlaps: number; last: number; head: number }>(
      `SELECT max(cardinality(variants)) AS longest, count(*) FILTER (WHERE before > position - cardinality(variants)) AS overlaps,
              max(position) AS last, (SELECT feed_position FROM outbox_head) AS head
         FROM (SELECT *, lag(position) OVER (ORDER BY position) AS before FROM stock_feed) f`,
    );
    expect(run).toMatchObject({ longest: 256, overlaps: 0, last: run?.head });
  });
});

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

  it('says so when the database was put back to an earlier state, and follows on from there', async () => {
    const one = await woken();
    await record('forgotten');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['forgotten']));
    await database.transaction(async (client) => {
      await client.query('DELETE FROM outbox WHERE position = (SELECT position FROM outbox_head)');
      await client.query('UPDATE outbox_head SET position = position - 1');
    });
    one.wake();
    await vi.waitFor(() => expect(one.lost).toEqual([1]));
    await record('instead');
    await sequence(database);
    await vi.waitFor(() => expect(one.heard).toEqual(['forgotten', 'instead']));
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
