import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Image } from '../catalog/reward.types.js';
import { connectionType } from '../graphql/connection.js';
import { Node } from '../graphql/node.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { Ballot as BallotRow, Campaign, Candidate, VoteState, Weighting } from './voting.rows.js';

export const VoteWeightingEnum = { BALLOT: 'ballot', COUNTED: 'counted', SPENT: 'spent' } as const;

registerEnumType(VoteWeightingEnum, {
  name: 'VoteWeighting',
  description: 'What a ballot weighs.',
  valuesConfig: {
    BALLOT: { description: 'Every ballot weighs one.' },
    COUNTED: {
      description: 'As much as the points its member can spend at that moment; nothing is taken.',
    },
    SPENT: { description: 'As much as the points its member puts in; they are spent and not given back.' },
  },
});

export const VoteStateEnum = { OPEN: 'open', CLOSED: 'closed', ANNOUNCED: 'announced' } as const;

registerEnumType(VoteStateEnum, {
  name: 'VoteState',
  description: 'How far a campaign has come.',
  valuesConfig: {
    OPEN: { description: 'Ballots are taken.' },
    CLOSED: { description: 'Over; the winner is being decided or made a reward, or nobody voted.' },
    ANNOUNCED: { description: 'Over; the winner stands in the mall.' },
  },
});

@ObjectType({
  implements: Node,
  description: 'Something members can choose in a campaign.',
  simpleResolvers: true,
})
export class VoteCandidate extends Node {
  row!: Candidate;

  @Field(() => String, { description: 'What it is called, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'One sentence about it.' })
  summary!: string;

  @Field(() => [Image], { description: 'Its pictures, the main one first.' })
  images!: Image[];

  @Field(() => Points, { description: 'What it is planned to cost when it wins.' })
  points!: number;
}

@ObjectType({ description: 'The ballots of one candidate.', simpleResolvers: true })
export class VoteCount {
  @Field(() => ID, { description: 'The candidate.' })
  candidateId!: string;

  @Field(() => Int, { description: 'Members who chose it.' })
  ballots!: number;

  @Field(() => Points, { description: 'What their ballots weigh together.' })
  weight!: number;

  @Field(() => Points, { description: 'Pieces those members would exchange.' })
  interest!: number;

  @Field(() => Float, {
    description: 'Its part of all weight, in percent with one decimal place, rounded down.',
  })
  share!: number;
}

@ObjectType({
  description: 'How a campaign stands; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class VoteTally {
  @Field(() => ID, { description: 'The campaign this is about.' })
  campaignId!: string;

  @Field(() => VoteStateEnum, { description: 'Whether ballots are taken.' })
  state!: VoteState;

  @Field(() => Int, { description: 'Members who voted.' })
  ballots!: number;

  @Field(() => [VoteCount], {
    nullable: true,
    description:
      'Each candidate in the order of the campaign; null in the mall while a hidden campaign is open, for operators never.',
  })
  candidates!: VoteCount[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The candidate that won; null before the end, and when nobody voted.',
  })
  winnerId!: string | null;

  @Field(() => String, {
    description:
      'A decimal number that only grows with every change; the same one always means the same state.',
  })
  version!: string;
}

@ObjectType({
  implements: Node,
  description: 'What one member chose in a campaign; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class Ballot extends Node {
  row!: BallotRow;

  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => ID, { description: 'The candidate chosen.' })
  candidateId!: string;

  @Field(() => Points, { description: 'What the ballot weighs.' })
  weight!: number;

  @Field(() => Points, { description: 'Points put in so far; 0 where none are taken.' })
  spent!: number;

  @Field(() => Int, { description: 'Pieces the member would exchange; 0 where that is not asked.' })
  quantity!: number;

  @Field(() => String, { description: 'A decimal number that only grows, with every change.' })
  version!: string;

  @Field(() => DateTime, { description: 'When it was cast or last changed.' })
  updatedAt!: Date;
}

@ObjectType({
  implements: Node,
  description: 'A campaign in which members choose what comes into the mall next.',
  simpleResolvers: true,
})
export class VoteCampaign extends Node {
  row!: Campaign;

  @Field(() => String, { description: 'A stable name for addresses.' })
  handle!: string;

  @Field(() => String, { description: 'The question, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'One sentence about it.' })
  summary!: string;

  @Field(() => String, { description: 'Everything about it, as plain text.' })
  story!: string;

  @Field(() => [Image], { description: 'Its pictures, the main one first.' })
  images!: Image[];

  @Field(() => VoteWeightingEnum, { description: 'What a ballot weighs.' })
  weighting!: Weighting;

  @Field(() => Boolean, { description: 'Whether a ballot can be changed until the end.' })
  changeable!: boolean;

  @Field(() => Boolean, { description: 'Whether counts are kept back until the end.' })
  hidden!: boolean;

  @Field(() => Boolean, { description: 'Whether members are asked how many pieces they would exchange.' })
  asksQuantity!: boolean;

  @Field(() => Int, { description: 'The most pieces that are taken as an answer to that.' })
  mostPieces!: number;

  @Field(() => DateTime, { description: 'Until when ballots are taken, unless the brand ends it before.' })
  endsAt!: Date;

  @Field(() => DateTime, { description: 'When the winner is planned to go on sale.' })
  launchAt!: Date;

  @Field(() => [VoteCandidate], { description: 'What can be chosen, in the order in which to show it.' })
  candidates!: VoteCandidate[];

  @Field(() => VoteTally, { description: 'How it stands.' })
  tally!: VoteTally;
}

export const VoteCampaignConnection = connectionType('VoteCampaign', () => VoteCampaign);
export const BallotConnection = connectionType('Ballot', () => Ballot);

@ObjectType({ description: 'The ballot as cast, or why it was refused.', simpleResolvers: true })
export class VoteCastPayload {
  @Field(() => Ballot, { nullable: true, description: 'The ballot; null when it was refused.' })
  ballot!: Ballot | null;

  @Field(() => VoteTally, {
    nullable: true,
    description: 'How the campaign stands with it; null when it was refused.',
  })
  tally!: VoteTally | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'A campaign as it is now, or why it was refused.', simpleResolvers: true })
export class VoteCampaignPayload {
  @Field(() => VoteCampaign, { nullable: true, description: 'The campaign; null when it was refused.' })
  campaign!: VoteCampaign | null;

  @Field(() => [UserError], { description: 'Why it was refused; empty when it was not.' })
  userErrors!: UserError[];
}
