import {
  Logger,
  parseCronItems,
  run,
  runMigrations,
  type Runner,
  type RunnerOptions,
  type TaskList,
} from 'graphile-worker';
import type { Database } from '../database.js';
import { BackOff, type Cancel, type Timers } from '../timers.js';
import { watchScheduleClock } from './schedule-clock.js';

/** Something the server does by itself, on one process at a time. */
export interface Job {
  /** Names the job in the queue: letters and dashes. */
  name: string;
  /** How often, as a cron pattern in UTC. */
  pattern: string;
  /** How often a run that fails is begun in all, default 3; the next one by the schedule comes anyway. */
  tries?: number;
  run(): Promise<void>;
}

// As text: the library's enumeration exists for the compiler alone.
const worthTelling: ReadonlySet<string> = new Set(['error', 'warning']);

/** Two workers ask once a second each. */
const sameFailures = 6;
/** How long a runner that has begun to end may take; jobs under way may be run again beside the next one. */
const longestEndMs = 10_000;

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
  // The library keeps what belongs to one object of options, such as who listens to its runner, for all runners that get it.
  const open = () => run(runnerOptions(database, jobs, log));
  const backOff = new BackOff(500, 30_000);
  let stopped = false;
  let cancel: Cancel = () => undefined;
  let running: Promise<Runner> = open();
  const openAnew = () => running.then((runner) => runner.stop()).catch(() => undefined);

  const follow = (runner: Runner) => {
    let cancelEnd: Cancel = () => undefined;
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      cancelEnd();
      startLater();
    };
    runner.promise.then(end, end);
    // Where the ends of two jobs could not be written down at one moment, the library miscounts them, and waits for ever for the last.
    runner.events.once('pool:gracefulShutdown', () => {
      cancelEnd = timers.after(longestEndMs, () => {
        if (stopped) return;
        log(
          'The queue of jobs has not come to its end within ten seconds; it is left alone, and opened anew.',
        );
        // Its schedule ends all the same.
        runner.stop().catch(() => undefined);
        end();
      });
    });
    watch(runner, {
      onAnswer: () => backOff.reset(),
      onStuck: (failure) => {
        log(`The queue of jobs is opened anew, for it cannot be asked: ${String(failure)}`);
        // Once the worker that told of it has come to rest.
        setImmediate(() => void runner.stop().catch(() => undefined));
      },
    });
  };
  const startLater = () => {
    if (stopped) return;
    cancel = timers.after(backOff.next(), () => {
      running = open();
      running.then(follow, startLater);
    });
  };

  follow(await running);
  const cancelClock = watchScheduleClock({
    database: database.background,
    timers,
    onFuture: () =>
      log('The clock of a process that runs jobs is, or was, ahead: the schedule goes on from now.'),
    onPutBack: () => void openAnew(),
  });
  return {
    async stop() {
      stopped = true;
      cancel();
      cancelClock();
      const runner = await running.catch(() => null);
      // One that is stopping already refuses to be stopped, and may still have a job to end.
      await runner?.stop().catch(() => runner.promise.catch(() => undefined));
    },
  };
}

/** The queue keeps its tables in a schema of its own, which belongs to the database as much as the migrations do. */
export function installQueue(database: Database): Promise<void> {
  return runMigrations({ pgPool: database.background.pool });
}

interface Watched {
  onAnswer: () => void;
  /** Said once. */
  onStuck: (failure: unknown) => void;
}

/**
 * A runner asks once which jobs there are, and keeps what came of it, a failure too: then each of its later questions fails with that very
 * error, in silence and for good. Whatever else fails, it asks again by itself.
 */
function watch({ events }: Runner, { onAnswer, onStuck }: Watched): void {
  let kept: unknown;
  let failures = 0;
  const answered = () => {
    failures = 0;
    onAnswer();
  };
  events.on('job:start', answered);
  events.on('worker:getJob:empty', answered);
  events.on('worker:getJob:error', ({ error }) => {
    failures = error === kept ? failures + 1 : 1;
    kept = error;
    if (failures === sameFailures) onStuck(error);
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
    // The schedule names moments by this process's clock, as whoever asks for a run does: by the database's own, a process that is
    // a minute ahead would put each run off before it came.
    useNodeTime: true,
    // Runs that were asked for at a moment begin within a second of it.
    pollInterval: 1_000,
    // Only so does anybody hear that the end of a job could not be written down; otherwise that ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems: parseCronItems(
      // One run waits at most: a backlog of equal runs would do nothing new.
      jobs.map(({ name, pattern, tries = 3 }) => ({
        task: name,
        match: pattern,
        identifier: name,
        options: { jobKey: name, maxAttempts: tries },
      })),
    ),
  };
}
