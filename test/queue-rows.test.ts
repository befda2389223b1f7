import 'reflect-metadata';
import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from '../server/src/platform/database.js';
import type { Database } from '../server/src/platform/database.js';
import { installQueue } from '../server/src/platform/jobs/job-runner.js';
import { startTestServer } from './start-server.js';
import { createTestDatabase } from './test-database.js';

afterEach(() => void vi.restoreAllMocks());

const times = 20;
/** Under a key that no schedule takes meanwhile. */
const ask = `SELECT graphile_worker.add_job('outbox-purge', job_key := 'asked', max_attempts := 3)`;
/** What a process leaves that takes a run and is killed in it, the first time it is tried or the last. */
const take = `UPDATE graphile_worker._private_jobs SET attempts = $1, locked_at = now() - $2::interval, locked_by = $3
  WHERE locked_at IS NULL`;
const later = `SELECT graphile_worker.add_job('outbox-purge', job_key := 'later', run_at := now() + interval '1 day')`;

const waiting = (database: Database) =>
  database.query<{ key: string | null; locked_by: string | null }>(
    'SELECT key, locked_by FROM graphile_worker.jobs ORDER BY id',
  );

it('runs that were cut off leave no row in the queue for good; what is under way or still to come stays', async () => {
  const created = await createTestDatabase();
  const database = await openDatabase({ url: created.url, poolSize: 2, entities: [] });
  await installQueue(database);
  for (let time = 0; time < times; time += 1) {
    await database.query(ask);
    await database.query(take, [1, '5 hours', 'killed']);
  }
  await database.query(ask);
  await database.query(take, [3, '1 minute', 'living']);
  await database.query(later);
  expect(await waiting(database)).toHaveLength(times + 2);
  await database.close();
  // Chance decides when in its first minute the queue looks for runs that were cut off: at once.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  const server = await startTestServer({ database: created, jobs: true });
  try {
    const killed = async () => (await waiting(server.database)).filter((row) => row.locked_by === 'killed');
    await expect.poll(killed).toEqual([]);
    await server.database.query(`SELECT graphile_worker.add_job('queue-purge')`);
    await expect
      .poll(() => waiting(server.database))
      .toEqual([
        { key: 'asked', locked_by: 'living' },
        { key: 'later', locked_by: null },
      ]);
  } finally {
    await server.close();
  }
});
