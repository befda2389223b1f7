import type { Hands, Served } from '../program/capability.js';
import { BallotFields } from './ballot.fields.js';
import { registerVotingNodes } from './voting.nodes.js';
import { CampaignTextsField, CandidateFields } from './voting.admin.fields.js';
import { AdminVotingResolver, BallotMemberField } from './voting.admin.resolver.js';
import { finishCampaigns, votingJobs } from './voting.jobs.js';
import {
  CampaignRewardField,
  CampaignTierField,
  MemberBallots,
  OwnBallotField,
  VotingResolver,
} from './voting.resolver.js';
import { VotingSubscription } from './voting.subscription.js';
import { VoteTopic } from './voting.topic.js';

/** Everything of this capability that is served. */
export function votingCapability(hands: Hands): Served {
  const { database, reads, background, nodes } = hands;
  const work = { ...hands, database: background };
  // What is not finished now, the job of the next minute finishes.
  const finishSoon = () => void finishCampaigns(work).catch(() => undefined);
  registerVotingNodes(nodes, reads);
  return {
    storefront: [
      new VotingResolver(hands),
      new OwnBallotField(database),
      new CampaignRewardField(database),
      new CampaignTierField(),
      new MemberBallots(reads),
      new BallotFields(reads),
      new VotingSubscription(),
    ],
    admin: [
      new AdminVotingResolver({ ...hands, finishSoon }),
      new BallotMemberField(hands),
      new CampaignTextsField(),
      new CandidateFields(),
      new CampaignRewardField(database),
      new CampaignTierField(),
      new MemberBallots(reads),
      new BallotFields(reads),
    ],
    topics: [new VoteTopic(background)],
    jobs: votingJobs(work),
  };
}
