import type { Clock } from '../platform/clock.js';
import type { Queryable } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { close } from './close.js';
import { listEnded } from './donation.queries.js';

interface ClosingParts {
  database: Queryable;
  groups: GroupCommit;
  clock: Clock;
}

/** Closes what is over, so that whoever watches is told; gifts are refused by the clock, whether this has run or not. */
async function closeEnded({ database, groups, clock }: ClosingParts): Promise<void> {
  await inPortions({
    read: (behind, limit) => listEnded(database, clock.now(), behind, limit),
    idOf: ({ projectId }) => projectId,
    work: async (ended) => {
      const outcome = await groups.submit(close({ ...ended, operator: null }));
      return 'closed' in outcome && outcome.closed;
    },
  });
}

export function donationJobs(parts: ClosingParts): Job[] {
  return [{ name: 'donation-close', pattern: '* * * * *', run: () => closeEnded(parts) }];
}
