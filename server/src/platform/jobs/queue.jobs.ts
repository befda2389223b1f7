import { makeWorkerUtils } from 'graphile-worker';
import type { Database } from '../database.js';
import type { Job } from './job-runner.js';

/**
 * Keeps the queue short. A run that is asked for while one of the same key was cut off takes the key from it: the queue lets go of
 * that one after four hours, never tries it again, and keeps it until it is told to clean up. So it does with runs that failed in
 * all their tries, each of which was logged.
 */
export function queueJobs(database: Database): Job[] {
  return [
    {
      name: 'queue-purge',
      pattern: '37 * * * *',
      async run() {
        const queue = await makeWorkerUtils({ pgPool: database.background.pool });
        try {
          await queue.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] });
        } finally {
          await queue.release();
        }
      },
    },
  ];
}
