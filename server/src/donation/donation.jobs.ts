import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { close } from './close.js';
import { CLOSING_JOB } from './create-project.js';
import { listEnded } from './donation.queries.js';
import { type TellParts, tellDonors } from './tell-donors.js';

interface DonationWork extends TellParts {
  groups: GroupCommit;
}

/** Closes what is over, so that whoever watches is told; gifts are refused by the clock, whether this has run or not. */
async function closeEnded({ database, groups, clock }: DonationWork): Promise<void> {
  await inPortions({
    read: (behind, limit) => listEnded(database, clock.now(), behind, limit),
    idOf: ({ projectId }) => projectId,
    work: async (ended) => {
      const outcome = await groups.submit(close({ ...ended, operator: null }));
      return 'closed' in outcome && outcome.closed;
    },
  });
}

export function donationJobs(parts: DonationWork): Job[] {
  return [
    { name: CLOSING_JOB, pattern: '* * * * *', run: () => closeEnded(parts) },
    { name: 'donation-tell', pattern: '* * * * *', run: async () => void (await tellDonors(parts)) },
  ];
}
