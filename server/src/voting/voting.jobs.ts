import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { inSteps } from '../platform/jobs/steps.js';
import { type AnnounceParts, announceWinner } from './announce-winner.js';
import { closeCampaign } from './close-campaign.js';
import { FINISHING_JOB } from './create-campaign.js';
import { noteVoters } from './note-voters.js';
import { endedCampaigns, undeliveredCampaigns, unnotedCampaigns } from './voting.queries.js';

export interface VotingWork extends AnnounceParts {
  groups: GroupCommit;
}

/** Decides the campaigns whose time is up. Gives how many. */
export function closeEnded({ database, groups, clock }: VotingWork): Promise<number> {
  return inPortions({
    read: (behind, limit) => endedCampaigns(database, clock.now(), behind, limit),
    idOf: ({ id }) => id,
    work: async ({ id, programId }) => {
      const outcome = await groups.submit(closeCampaign({ programId, campaignId: id, operator: null }));
      return !('refused' in outcome) && outcome.closed;
    },
  });
}

/** Makes winners rewards. Gives how many. */
function announceWinners(parts: VotingWork): Promise<number> {
  return inPortions({
    read: (behind, limit) => undeliveredCampaigns(parts.database, behind, limit),
    idOf: ({ id }) => id,
    work: (campaign) => announceWinner(parts, campaign),
  });
}

/** Notes those who chose what is coming. Gives of how many campaigns. */
function noteWinnersVoters(parts: VotingWork): Promise<number> {
  return inPortions({
    read: (behind, limit) => unnotedCampaigns(parts.database, behind, limit),
    idOf: ({ id }) => id,
    work: (campaign) => noteVoters(parts, campaign),
  });
}

/** Everything that follows an end. */
export function finishCampaigns(parts: VotingWork): Promise<void> {
  return inSteps([closeEnded, announceWinners, noteWinnersVoters].map((step) => () => step(parts)));
}

export function votingJobs(parts: VotingWork): Job[] {
  return [{ name: FINISHING_JOB, pattern: '* * * * *', run: () => finishCampaigns(parts) }];
}
