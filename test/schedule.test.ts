import 'reflect-metadata';
import { afterEach, expect, it, vi } from 'vitest';
import { startJobs } from '../server/src/platform/jobs/job-runner.js';
import { systemTimers } from '../server/src/platform/timers.js';
import { tierJobs } from '../server/src/tier/tier.jobs.js';
import { shareStage, stage } from './shared-stage.js';
import { until } from './still-clock.js';

shareStage();
afterEach(() => void vi.useRealTimers());

const names = ['tier-birthdays', 'tier-review'];

it('a run that its process took along when it was killed is made up for ten minutes later', async () => {
  const { database } = stage;
  const ran: string[] = [];
  const jobs = tierJobs(stage).map(({ name, pattern }) => ({
    name,
    pattern,
    run: async () => void ran.push(name),
  }));
  const start = () => startJobs(database, jobs, () => undefined, systemTimers);
  // So that there is a queue.
  await (await start()).stop();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T04:03:59.999Z') });
  await database.query(
    'SELECT graphile_worker.add_job(name, job_key := name, max_attempts := 3, run_at := $2) FROM unnest($1::text[]) AS name',
    [names, new Date()],
  );
  await database.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = $1, locked_by = 'gone'`,
    [new Date()],
  );
  const opened = await start();
  vi.setSystemTime('2026-11-22T04:14:00Z');
  await until(() => names.every((name) => ran.includes(name)));
  await opened.stop();
  expect(ran.filter((name) => names.includes(name)).toSorted()).toEqual(names);
});
