import { Logger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker';
import type { Database } from '../database.js';

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

/**
 * Runs jobs on their schedule through graphile-worker: with several processes each run happens on one of them, and a run
 * that was cut off is tried again. Jobs find their work in the tables, so a run too many does nothing.
 */
export async function startJobs(
  database: Database,
  jobs: readonly Job[],
  log: (text: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = Object.fromEntries(jobs.map((job) => [job.name, () => job.run()]));
  const runner: Runner = await run({
    pgPool: database.background.pool,
    noHandleSignals: true,
    // What goes well is not worth a line.
    logger: new Logger(() => (level, message) => {
      if (worthTelling.has(level)) log(message);
    }),
    concurrency: 2,
    pollInterval: 5_000,
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
  });
  return { stop: () => runner.stop() };
}
