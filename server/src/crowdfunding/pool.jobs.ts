import type { Job } from '../platform/jobs/job-runner.js';
import { CLOSING_JOB } from './create-pool.js';
import { type ClosingParts, closePools } from './close-pools.js';

export function poolJobs(parts: ClosingParts): Job[] {
  return [{ name: CLOSING_JOB, pattern: '* * * * *', run: () => closePools(parts) }];
}
