import type { Job } from '../platform/jobs/job-runner.js';
import { renewDueBatches, type RenewParts } from './renew-batches.js';
import { repriceRewards } from './reprice.js';
import { TURNING_JOB } from './tell-changes.js';
import { type TurnParts, turnWindows } from './turn-windows.js';

/** What the catalog does by itself as time goes by. */
export function catalogJobs(parts: RenewParts & TurnParts): Job[] {
  return [
    {
      name: 'catalog-renew-batches',
      pattern: '* * * * *',
      run: async () => void (await renewDueBatches(parts)),
    },
    { name: 'catalog-reprice', pattern: '* * * * *', run: async () => void (await repriceRewards(parts)) },
    { name: TURNING_JOB, pattern: '* * * * *', run: async () => void (await turnWindows(parts)) },
  ];
}
