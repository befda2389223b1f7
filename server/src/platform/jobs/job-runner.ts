import { Logger, parseCronItems, run, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import type { Database } from '../database.js';
import { BackOff, type Cancel, type Timers } from '../timers.js';

/** Something the server does by itself, on one process at a time. */
export interface Job {
  /** Names the job in the queue: letters and dashes. */
  name: string;
  /** How often, as a cron pattern in UTC. */
  pattern: string;
  run(): Promise<void>;
}

// As text: the library's enumeration exists for the compiler alone.
const worthTelling: ReadonlySet<string> = new Set(['error', 'warning']);

/** Two workers ask once a second each. */
const mostFailures = 6;

/**
 * Runs jobs on their schedule through graphile-worker: with several processes each run happens on one of them, and a run
 * that was cut off is tried again. Jobs find their work in the tables, so a run too many does nothing.
 * The runner gives up when the database goes away under it; it is started again until somebody stops it.
 */
export async function startJobs(
  database: Database,
  jobs: readonly Job[],
  log: (text: string) => void,
  timers: Timers,
): Promise<{ stop(): Promise<void> }> {
  const options = runnerOptions(database, jobs, log);
  const backOff = new BackOff(500, 30_000);
  let stopped = false;
  let cancel: Cancel = () => undefined;
  let running: Promise<Runner> = run(options);

  const follow = (runner: Runner) => {
    backOff.reset();
    runner.promise.then(startLater, startLater);
    stopWhenStuck(runner, database, log);
  };
  const startLater = () => {
    if (stopped) return;
    cancel = timers.after(backOff.next(), () => {
      running = run(options);
      running.then(follow, startLater);
    });
  };

  follow(await running);
  return {
    async stop() {
      stopped = true;
      cancel();
      const runner = await running.catch(() => null);
      // One that gave up by itself refuses to be stopped.
      await runner?.stop().catch(() => undefined);
    },
  };
}

/**
 * A runner asks once which jobs there are, and keeps what came of it: when that failed, each of its later questions fails with the same
 * error, in silence and for good. So one that cannot ask though the database answers is stopped, and another takes its place.
 */
function stopWhenStuck(runner: Runner, database: Database, log: (text: string) => void): void {
  let failures = 0;
  const heard = () => void (failures = 0);
  runner.events.on('job:start', heard);
  runner.events.on('worker:getJob:empty', heard);
  runner.events.on('worker:getJob:error', ({ error }) => {
    if (!database.answers()) return;
    failures += 1;
    if (failures !== mostFailures) return;
    log(`The queue of jobs is opened anew, for it cannot be asked: ${String(error)}`);
    // Once the worker that told of it has come to rest.
    setImmediate(() => void runner.stop().catch(() => undefined));
  });
}

function runnerOptions(database: Database, jobs: readonly Job[], log: (text: string) => void): RunnerOptions {
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => [job.name, () => job.run()]));
  return {
    pgPool: database.background.pool,
    noHandleSignals: true,
    // What goes well is not worth a line.
    logger: new Logger(() => (level, message) => {
      if (worthTelling.has(level)) log(message);
    }),
    concurrency: 2,
    // Runs that were asked for at a moment begin within a second of it.
    pollInterval: 1_000,
    // Only so does anybody hear that the end of a job could not be written down; otherwise that ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems: parseCronItems(
      // One run waits at most: a backlog of equal runs would do nothing new.
      jobs.map(({ name, pattern }) => ({
        task: name,
        match: pattern,
        identifier: name,
        options: { jobKey: name, maxAttempts: 3 },
      })),
    ),
  };
}
