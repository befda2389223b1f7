import type { Job } from '../platform/jobs/job-runner.js';
import { type ClosingParts, closePools } from './close-pools.js';

export function poolJobs(parts: ClosingParts): Job[] {
  return [{ name: 'crowdfunding-close', pattern: '* * * * *', run: () => closePools(parts) }];
}
