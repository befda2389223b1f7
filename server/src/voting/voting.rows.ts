import type { RewardKind } from '../catalog/reward.draft.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Picture } from '../platform/content.rules.js';

/** What a ballot weighs: one; the points its member has; the points its member puts in. */
export type Weighting = 'ballot' | 'counted' | 'spent';

/** Closed: decided or without any ballot; announced: the winner is a reward. */
export type VoteState = 'open' | 'closed' | 'announced';

/** What commands must know of a campaign; nothing but its title ever changes. */
export interface CampaignFacts {
  id: string;
  programId: string;
  title: LocalizedText;
  weighting: Weighting;
  changeable: boolean;
  hidden: boolean;
  asksQuantity: boolean;
  /** The most that is taken as an answer to that. */
  mostPieces: number;
  /** The key of the lowest tier that may vote; null: everybody. */
  tier: string | null;
  endsAt: Date;
  /** In the order in which they are shown. */
  candidateIds: string[];
}

/** The narrow row of a campaign that every ballot locks. */
export interface Tally {
  campaignId: string;
  programId: string;
  state: VoteState;
  ballots: number;
  winnerId: string | null;
  closedAt: Date | null;
  version: number;
}

/** The ballots of one candidate. */
export interface Count {
  candidateId: string;
  ballots: number;
  weight: number;
  /** Pieces its voters would exchange. */
  interest: number;
}

export interface Ballot {
  id: string;
  programId: string;
  campaignId: string;
  memberId: string;
  candidateId: string;
  weight: number;
  /** Points put in, over all changes. */
  spent: number;
  quantity: number;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** What a candidate becomes when it wins. */
export interface RewardPlan {
  kind: RewardKind;
  points: number;
  /** Null: never runs out. */
  onHand: number | null;
  category: string | null;
  zones: string[];
  description: LocalizedText;
}

export interface Candidate {
  id: string;
  handle: string;
  title: LocalizedText;
  summary: LocalizedText;
  images: Picture[];
  reward: RewardPlan;
}

/** A tally as everybody may watch it: with the counts of its candidates in the order of the campaign. */
export interface VoteStanding extends Tally {
  hidden: boolean;
  endsAt: Date;
  counts: Count[];
}

/** A campaign with everything that is shown of it. */
export interface Campaign extends CampaignFacts {
  handle: string;
  summary: LocalizedText;
  story: LocalizedText;
  images: Picture[];
  launchAt: Date;
  rewardId: string | null;
  createdAt: Date;
  candidates: Candidate[];
  standing: VoteStanding;
}
