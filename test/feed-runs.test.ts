import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { feedCursor, feedPlace } from '../server/src/feed/feed.cursor.js';
import { type FeedEntry, readFeedPage } from '../server/src/feed/feed.queries.js';
import { type FeedReader, placeOf, StockFeed, stockFeedLog } from '../server/src/feed/stock-feed.js';
import { LogSource } from '../server/src/live/source.js';
import { recordChanges } from '../server/src/platform/outbox/record-changes.js';
import { purgeOutbox, purgeStockFeed } from '../server/src/platform/outbox/retention.js';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import type { Queryable } from '../server/src/platform/database.js';
import { holdTransaction } from './live-stage.js';
import { database, shareDatabase } from './shared-database.js';

const now = new Date('2026-11-22T08:00:00Z');

shareDatabase({ poolSize: 4 });

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

const cursorsOf = (entries: readonly FeedEntry[]) => entries.map((entry) => feedCursor(placeOf(entry)));

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

  it('leaves an outbox that is purged as its rows are: in portions, and never what waits for its place', async () => {
    const statements: string[] = [];
    const counted: Queryable = {
      query(text, values) {
        statements.push(text);
        return database.query(text, values);
      },
    };
    const longAgo = new Date(0);
    const recordAt = (age: Date) => recordChanges(database, age, { topics: { stock: ['any'] }, feed: [] });
    await purgeOutbox(database, new Date(8.64e15));
    for (let nth = 0; nth < 5; nth += 1) await recordAt(longAgo);
    await recordAt(now);
    await sequence(database);
    await recordAt(longAgo);
    expect(await purgeOutbox(counted, now, 2)).toBe(5);
    expect(statements).toHaveLength(4);
    const left = await database.query<{ at: Date }>('SELECT at FROM outbox ORDER BY id');
    expect(left.map((row) => row.at)).toEqual([now, longAgo]);
    await sequence(database);
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
    const entries = await feedOf(programId);
    await purgeStockFeed(database, later);
    const feed = new StockFeed({ database });
    const readOn = (behind: number) => {
      const after = cursorsOf(entries)[behind] ?? '';
      return feed.open(new LogSource(stockFeedLog, programId, after)).next();
    };
    await expect(readOn(1)).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    expect((await readOn(2)).value?.entries).toEqual(entries.slice(3));
  });

  it('is gone up to the last place of what was purged, though what was written first got its place last', async () => {
    const programId = randomUUID();
    const held = await holdTransaction(database);
    const entries = entriesFor(programId, 2);
    await recordChanges(held.client, now, { topics: {}, feed: entries.slice(0, 1) });
    await recordChanges(database, now, { topics: {}, feed: entries.slice(1) });
    await sequence(database);
    await held.commit();
    await sequence(database);
    const places = await feedOf(programId);
    expect(variantsOf(places)).toEqual(variantsOf(entries.toReversed()));
    // Everything there is, a row at a time.
    expect(await purgeStockFeed(database, new Date(now.getTime() + 30 * 86_400_000), 1)).toBeGreaterThan(1);
    const after = cursorsOf(places)[0] ?? '';
    const follower = new StockFeed({ database }).open(new LogSource(stockFeedLog, programId, after));
    await expect(follower.next()).rejects.toMatchObject({ extensions: { code: 'CURSOR_EXPIRED' } });
    expect(await follower.next()).toEqual({ done: true, value: undefined });
  });

  it('is not followed from what a database that went back does not know, though as much has happened since', async () => {
    const programId = randomUUID();
    const feed = new StockFeed({ database });
    const open = (after: string | null) => feed.open(new LogSource(stockFeedLog, programId, after));
    const record = async (at: number, count: number) => {
      await recordChanges(database, new Date(at), { topics: {}, feed: entriesFor(programId, count) });
      await sequence(database);
    };
    await record(now.getTime(), 2);
    const kept = cursorsOf(await feedOf(programId))[1] ?? '';
    const follower = open(kept);
    await record(now.getTime() + 1_000, 3);
    const lost = [...cursorsOf(await feedOf(programId)).slice(2), await headOf(open(null))];
    await follower.next();
    await database.query(
      `WITH run AS (DELETE FROM stock_feed WHERE at > $1 RETURNING id), told AS (DELETE FROM outbox WHERE id IN (SELECT id FROM run))
       UPDATE outbox_head SET position = position - 1, feed_position = feed_position - 3`,
      [now],
    );
    await record(now.getTime() + 2_000, 1);
    await record(now.getTime() + 3_000, 3);
    const expired = { extensions: { code: 'CURSOR_EXPIRED' } };
    for (const after of lost) await expect(open(after).next()).rejects.toMatchObject(expired);
    await expect(follower.next()).rejects.toMatchObject(expired);
    expect((await open(kept).next()).value?.entries).toEqual((await feedOf(programId)).slice(2));
    // One from before cursors told more than a position.
    const old = feedCursor({ position: feedPlace(kept)?.position ?? 0, writtenAt: undefined });
    expect((await open(old).next()).value?.entries).toHaveLength(4);
  });

  it('is read once more by a follower who is woken while they find nothing', async () => {
    const programId = randomUUID();
    const entries = entriesFor(programId, 1);
    let read = async (): Promise<void> => undefined;
    const slow: Queryable = {
      async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
        const rows = await database.query<Row>(text, values);
        await read();
        return rows;
      },
    };
    const feed = new StockFeed({ database: slow });
    const follower = feed.open(new LogSource(stockFeedLog, programId, null));
    await follower.next();
    read = async () => {
      read = async () => undefined;
      await recordChanges(database, now, { topics: {}, feed: entries });
      await sequence(database);
      feed.grown(new Set([programId]));
    };
    const { value } = await follower.next();
    expect(variantsOf(value?.entries ?? [])).toEqual(variantsOf(entries));
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

async function headOf(reader: FeedReader): Promise<string> {
  const { value } = await reader.next();
  return value === undefined ? '' : feedCursor(value.place);
}
