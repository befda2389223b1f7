import pg from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Horizon } from '../server/src/platform/outbox/horizon.js';
import { Sequencer } from '../server/src/platform/outbox/sequencer.js';
import { systemTimers } from '../server/src/platform/timers.js';
import { lockWaits } from './lock-waits.js';
import { database, shareDatabase } from './shared-database.js';

/** Somebody else's transaction, which keeps what the sequencer has placed since. */
shareDatabase({ poolSize: 2 });

let other: pg.Client;
let pid: number;
let said: string[];
let now: number;

beforeEach(async () => {
  [said, now] = [[], 0];
  other = new pg.Client({ connectionString: database.url, application_name: 'report' });
  await other.connect();
  const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  pid = rows[0]?.pid ?? 0;
});
afterEach(() => other.end());

const say = (text: string) => void said.push(text);
const horizon = (oldMs?: number) =>
  new Horizon({ database, say, elapsed: () => now, ...(oldMs === undefined ? {} : { oldMs }) });
const begin = 'BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1';

/** Makes a transaction and ends it; whether a statement that begins now keeps newer rows alone than that session. */
async function looksNewerThan(session: number): Promise<unknown> {
  await database.query('SELECT pg_current_xact_id()');
  const [row] = await database.query<{ newer: boolean }>(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > backend_xmin::text::bigint AS newer
       FROM pg_stat_activity WHERE pid = $1`,
    [session],
  );
  return row?.newer;
}

it('is named with its age when places take long to give, and how to end it', async () => {
  await other.query(begin);
  await horizon(0).took(312.4);
  expect(said).toEqual([
    `A transaction that has been open for 0 minutes (session ${pid}, report, jifen, from 127.0.0.1) makes PostgreSQL keep old rows, so what has changed since is late on its way to counters and partners: placing it takes 312 ms. SELECT pg_terminate_backend(${pid}) ends it.`,
  ]);
});

it('is not named while places come in time, nor before it is a minute old', async () => {
  await other.query(begin);
  await horizon(0).took(199);
  await horizon().took(300);
  expect(said).toEqual([]);
});

it('is not named where it keeps nothing', async () => {
  await other.query('BEGIN');
  await other.query('SELECT 1');
  await horizon(0).took(300);
  expect(said).toEqual([]);
});

it('is the one that keeps the oldest rows, not one that began before and keeps newer ones', async () => {
  const connectionString = database.url;
  const [earlier, holder] = [new pg.Client({ connectionString }), new pg.Client({ connectionString })];
  await Promise.all([earlier.connect(), holder.connect()]);
  try {
    await holder.query('SELECT pg_advisory_lock(1)');
    await earlier.query('BEGIN');
    await other.query(begin);
    // Whoever looks from now on sees what ended since: transactions of other test files may hold that up for a moment.
    await vi.waitFor(async () => expect(await looksNewerThan(pid)).toBe(true), 20_000);
    // Its statement keeps rows for as long as it waits.
    const waiting = earlier.query('SELECT pg_advisory_lock(1)').catch(() => undefined);
    await vi.waitFor(async () => expect(await lockWaits(database)).toBe(1));
    await horizon(0).took(300);
    expect(said).toEqual([expect.stringContaining(`(session ${pid}, report, `)]);
    await holder.query('SELECT pg_advisory_unlock(1)');
    await waiting;
  } finally {
    await Promise.all([earlier.end(), holder.end()]);
  }
});

it('is named every ten minutes while it lasts, and within a minute when it comes', async () => {
  const watched = horizon(0);
  await watched.took(300);
  expect(said).toEqual([]);
  await other.query(begin);
  now = 59_999;
  await watched.took(300);
  expect(said).toEqual([]);
  now = 60_000;
  await watched.took(300);
  expect(said).toHaveLength(1);
  now = 659_999;
  await watched.took(300);
  expect(said).toHaveLength(1);
  now = 660_000;
  await watched.took(300);
  expect(said).toHaveLength(2);
});

it('is looked for by the sequencer itself', async () => {
  await other.query(begin);
  const errors: unknown[] = [];
  const sequencer = new Sequencer({
    database,
    timers: systemTimers,
    onError: (error) => errors.push(error),
    say,
    oldMs: 0,
    elapsed: () => (now += 200),
  });
  sequencer.wake();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  await sequencer.stop();
  expect(said[0]).toContain(`session ${pid}, report`);
  expect(errors).toEqual([]);
});
