import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../server/src/platform/database.js';
import type { Database } from '../server/src/platform/database.js';
import { startJobs } from '../server/src/platform/jobs/job-runner.js';
import { systemTimers, type Timers } from '../server/src/platform/timers.js';
import { lockWaits } from './lock-waits.js';
import { until } from './still-clock.js';
import { createTestDatabase } from './test-database.js';

let own: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
let elsewhere: pg.Client;

beforeAll(async () => {
  own = await createTestDatabase();
  database = await openDatabase({ url: own.url, poolSize: 2, entities: [] });
  const url = new URL(own.url);
  url.pathname = '/postgres';
  elsewhere = new pg.Client({ connectionString: url.href });
  await elsewhere.connect();
});
afterAll(async () => {
  await elsewhere.end();
  await database.close();
  await own.drop();
});

it('goes on with its jobs after the database went away in the middle of one', async () => {
  const name = new URL(own.url).pathname.slice(1);
  let runs = 0;
  const job = {
    name: 'interrupted',
    pattern: '0 0 1 1 *',
    async run() {
      runs += 1;
      if (runs > 1) return;
      await elsewhere.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
      await elsewhere.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
        name,
      ]);
    },
  };
  const said: string[] = [];
  const jobs = await startJobs(database, [job], (text) => said.push(text), systemTimers);
  const ask = () => database.background.query(`SELECT graphile_worker.add_job('interrupted')`);
  await ask();
  await vi.waitFor(() => expect(said.join()).toContain('Failed to complete jobs'), 20_000);
  await elsewhere.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
  await vi.waitFor(ask, 20_000);
  await vi.waitFor(() => expect(runs).toBeGreaterThan(1), 25_000);
  await jobs.stop();
}, 60_000);

it('goes on with its jobs after the ends of two could not be written down at one moment', async () => {
  let begun = 0;
  const gates: (() => void)[] = [];
  const run = async () => {
    begun += 1;
    if (begun <= 2) await new Promise<void>((open) => gates.push(open));
  };
  const both = ['one', 'other'].map((name) => ({ name, pattern: '0 0 1 1 *', run }));
  const timers: Timers = { ...systemTimers, after: (ms, go) => systemTimers.after(Math.min(ms, 200), go) };
  const jobs = await startJobs(database, both, () => undefined, timers);
  const holder = database.client();
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(7)');
  await database.background.query(`
    CREATE FUNCTION refuse_end() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_advisory_xact_lock_shared(7); RAISE 'Not now.'; END $$`);
  await database.background.query(`
    CREATE TRIGGER refuse_end BEFORE DELETE ON graphile_worker._private_jobs
      FOR EACH ROW EXECUTE FUNCTION refuse_end()`);
  await database.background.query(
    `SELECT graphile_worker.add_job(name) FROM unnest('{one,other}'::text[]) AS name`,
  );
  await vi.waitFor(() => expect(gates).toHaveLength(2), 10_000);
  for (const open of gates) {
    const before = await lockWaits(database);
    open();
    await vi.waitFor(async () => expect(await lockWaits(database)).toBe(before + 1));
  }
  // Both hear at once that they cannot be ended.
  await holder.query('SELECT pg_advisory_unlock(7)');
  await holder.end();
  await database.background.query('DROP FUNCTION refuse_end CASCADE');
  await database.background.query(`SELECT graphile_worker.add_job('one')`);
  await vi.waitFor(() => expect(begun).toBeGreaterThan(2), 20_000);
  await jobs.stop();
}, 40_000);

it('runs its jobs though the queue could not be told at first which there are', async () => {
  let runs = 0;
  const job = { name: 'untold', pattern: '0 0 1 1 *', run: async () => void (runs += 1) };
  const said: string[] = [];
  const start = () => startJobs(database, [job], (text) => said.push(text), systemTimers);
  // So that there is a queue, with a run in it.
  await (await start()).stop();
  await database.background.query(`SELECT graphile_worker.add_job('untold')`);
  await refuseTwice();
  const jobs = await start();
  await vi.waitFor(() => expect(runs).toBe(1), 20_000);
  const anew = said.filter((text) => text.includes('opened anew'));
  expect(anew).toHaveLength(2);
  expect(anew.join()).toContain('Not yet.');
  await jobs.stop();
}, 40_000);

describe('the schedule is kept', () => {
  const hour = 3_600_000;
  const said: string[] = [];
  let runs = 0;
  const job = { name: 'each-minute', pattern: '* * * * *', run: async () => void (runs += 1) };
  const start = (timers: Timers) => startJobs(database, [job], (text) => said.push(text), timers);
  const anotherRun = async (ask: () => unknown) => {
    const before = runs;
    await ask();
    await until(() => runs > before);
  };
  const endOfMinute = (after: number) =>
    vi.setSystemTime(Math.ceil((Date.now() + after) / 60_000) * 60_000 - 1);
  const turnOfMinute = () => vi.setSystemTime(Date.now() + 2);

  beforeEach(() => {
    said.length = 0;
    runs = 0;
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => void vi.useRealTimers());

  it('by a process whose clock is ahead of the database’s', async () => {
    endOfMinute(hour);
    const jobs = await start(systemTimers);
    await anotherRun(turnOfMinute);
    await jobs.stop();
    expect(runs).toBe(1);
  });

  it('when the clock that was ahead is put right', async () => {
    let look: () => void = () => undefined;
    let reopened = false;
    const timers: Timers = {
      every(_ms, run) {
        look = run;
        return () => undefined;
      },
      after: (ms, run) => systemTimers.after(ms, () => ((reopened = true), run())),
    };
    endOfMinute(3 * hour);
    const jobs = await start(timers);
    await anotherRun(turnOfMinute);
    endOfMinute(-2 * hour);
    look();
    await until(() => reopened);
    // By then the one that was opened anew has looked at the clock.
    await anotherRun(() => database.query(`SELECT graphile_worker.add_job('each-minute')`));
    await anotherRun(turnOfMinute);
    await jobs.stop();
    expect(runs).toBe(3);
  });

  it('by a job that leaves what failed to its next run', async () => {
    const once = {
      name: 'tried-once',
      pattern: '* * * * *',
      tries: 1,
      run: () => Promise.reject(new Error('Not this time.')),
    };
    endOfMinute(0);
    const jobs = await startJobs(database, [once], (text) => said.push(text), systemTimers);
    turnOfMinute();
    await until(() => said.join().includes('Not this time.'));
    await jobs.stop();
    const left = await database.query(
      `SELECT attempts, max_attempts FROM graphile_worker.jobs WHERE task_identifier = 'tried-once'`,
    );
    expect(left).toEqual([{ attempts: 1, max_attempts: 1 }]);
  });

  it('when a process that is gone was a year ahead, which is told', async () => {
    await database.query(
      "UPDATE graphile_worker._private_known_crontabs SET last_execution = now() + interval '1 year'",
    );
    endOfMinute(0);
    const jobs = await start(systemTimers);
    await until(() => said.join().includes('ahead'));
    await anotherRun(turnOfMinute);
    await jobs.stop();
    expect(runs).toBe(1);
  });
});

/** The first two times a runner wants to name its jobs it is refused. */
async function refuseTwice(): Promise<void> {
  await database.background.pool.query(`
    CREATE SEQUENCE told;
    CREATE FUNCTION refuse_twice() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF nextval('told') <= 2 THEN RAISE EXCEPTION 'Not yet.'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON graphile_worker._private_tasks
      FOR EACH ROW EXECUTE FUNCTION refuse_twice()`);
}
