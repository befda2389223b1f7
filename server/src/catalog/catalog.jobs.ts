import type { Job } from '../platform/jobs/job-runner.js';
import { renewDueBatches, type RenewParts } from './renew-batches.js';
import { repriceRewards } from './reprice.js';

/** What the catalog does by itself as time goes by. */
export function catalogJobs(parts: RenewParts): Job[] {
  return [
    {
      name: 'catalog-renew-batches',
      pattern: '* * * * *',
      run: async () => void (await renewDueBatches(parts)),
    },
    { name: 'catalog-reprice', pattern: '* * * * *', run: async () => void (await repriceRewards(parts)) },
  ];
}
