import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Image } from '../catalog/reward.types.js';
import { connectionType } from '../graphql/connection.js';
import { Money } from '../graphql/money.types.js';
import { Node } from '../graphql/node.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { DonationState, Gift, OverFunding } from './donation.rows.js';

export const OverFundingEnum = { ACCEPT: 'accept', STOP: 'stop' } as const;

registerEnumType(OverFundingEnum, {
  name: 'OverFunding',
  description: 'What happens above the goal.',
  valuesConfig: {
    ACCEPT: { description: 'More is welcome; the bar goes on above 100 percent.' },
    STOP: { description: 'Nothing more is taken: the goal is reached exactly.' },
  },
});

export const DonationStateEnum = { OPEN: 'open', CLOSED: 'closed', SETTLED: 'settled' } as const;

registerEnumType(DonationStateEnum, {
  name: 'DonationState',
  description: 'Whether a project takes gifts, and whether they were paid out.',
  valuesConfig: {
    OPEN: { description: 'Takes gifts.' },
    CLOSED: {
      description:
        'Takes none any more: it is full and stops there, its end has passed, or the brand closed it.',
    },
    SETTLED: { description: 'Everything given was paid out, with a statement.' },
  },
});

@ObjectType({ description: 'A step on the way to the goal.', simpleResolvers: true })
export class DonationMilestone {
  @Field(() => Points, { description: 'Points at which it is reached.' })
  points!: number;

  @Field(() => String, { description: 'What is possible from there, in the language of the request.' })
  title!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was reached; null before.' })
  reachedAt!: Date | null;
}

@ObjectType({
  description: 'How far a project is; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class DonationProgress {
  @Field(() => ID, { description: 'The project this is about.' })
  projectId!: string;

  @Field(() => DonationStateEnum, { description: 'Whether it takes gifts.' })
  state!: DonationState;

  @Field(() => Points, { description: 'Points given so far, those that were paid out included.' })
  raised!: number;

  @Field(() => Points, { description: 'Points it is meant to reach.' })
  goal!: number;

  @Field(() => Int, {
    description: 'Whole percent of the goal, rounded down; above 100 where more is welcome.',
  })
  percent!: number;

  @Field(() => Int, { description: 'Members who gave, each counted once.' })
  donors!: number;

  @Field(() => Int, { description: 'Gifts.' })
  gifts!: number;

  @Field(() => DonationMilestone, { nullable: true, description: 'The highest one reached; null before.' })
  lastMilestone!: DonationMilestone | null;

  @Field(() => DonationMilestone, {
    nullable: true,
    description: 'The one that comes next; null behind all.',
  })
  nextMilestone!: DonationMilestone | null;

  @Field(() => String, {
    description:
      'A decimal number that only grows with every change; the same one always means the same state.',
  })
  version!: string;
}

@ObjectType({ description: 'What a project paid out, and what became of it.', simpleResolvers: true })
export class DonationSettlement {
  @Field(() => Points, { description: 'Points paid out.' })
  points!: number;

  @Field(() => Money, { description: 'What was paid for them.' })
  amount!: Money;

  @Field(() => String, { description: 'The statement of the brand, in the language of the request.' })
  statement!: string;

  @Field(() => String, { nullable: true, description: 'A document that proves it; null without one.' })
  documentUrl!: string | null;

  @Field(() => DateTime, { description: 'When it was paid out.' })
  at!: Date;
}

@ObjectType({
  implements: Node,
  description: 'A good cause that members give points to.',
  simpleResolvers: true,
})
export class DonationProject extends Node {
  uuid!: string;

  @Field(() => String, { description: 'Its name in addresses, unique in the program.' })
  handle!: string;

  @Field(() => String, { description: 'What it is called, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'In one or two sentences; may be empty.' })
  summary!: string;

  @Field(() => String, { description: 'The whole story; may be empty.' })
  story!: string;

  @Field(() => String, { description: 'Who gets what is given.' })
  recipient!: string;

  @Field(() => [Image], { description: 'Pictures, the first one for cards.' })
  images!: Image[];

  @Field(() => Points, { description: 'Points it is meant to reach.' })
  goal!: number;

  @Field(() => OverFundingEnum, { description: 'What happens above the goal.' })
  overFunding!: OverFunding;

  @Field(() => Points, { description: 'The fewest points of one gift; the rest to the goal may be less.' })
  least!: number;

  @Field(() => DateTime, { nullable: true, description: 'Until when it takes gifts; null without an end.' })
  endsAt!: Date | null;

  @Field(() => [DonationMilestone], { description: 'The steps on the way, in the order of their points.' })
  milestones!: DonationMilestone[];

  @Field(() => DonationProgress, {
    description: 'How far it is; `donationProgress` tells it as it changes.',
  })
  progress!: DonationProgress;

  @Field(() => DonationSettlement, {
    nullable: true,
    description: 'What was paid out, with a statement; null before.',
  })
  settlement!: DonationSettlement | null;
}

export const DonationProjectConnection = connectionType('DonationProject', () => DonationProject);

@ObjectType({ description: 'One gift, as everybody may see it.', simpleResolvers: true })
export class DonationGift {
  /** Keyset of the list. */
  number!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The name of who gave; null when they gave anonymously, or the brand knows no name.',
  })
  donorName!: string | null;

  @Field(() => Points, { description: 'Points given.' })
  points!: number;

  @Field(() => DateTime, { description: 'When the points were given.' })
  at!: Date;
}

export const DonationGiftConnection = connectionType('DonationGift', () => DonationGift);

@ObjectType({
  implements: Node,
  description: 'What became of a project so far, told by the brand.',
  simpleResolvers: true,
})
export class DonationNews extends Node {
  uuid!: string;
  /** The uuid of the project it is of. */
  projectId!: string;

  @Field(() => String, { description: 'The headline, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'The text; may be empty.' })
  body!: string;

  @Field(() => [Image], { description: 'Pictures.' })
  images!: Image[];

  @Field(() => DateTime, { description: 'When it was published.' })
  at!: Date;
}

export const DonationNewsConnection = connectionType('DonationNews', () => DonationNews);

@ObjectType({
  implements: Node,
  description: 'The receipt for one gift; only the member who gave can read it.',
  simpleResolvers: true,
})
export class Donation extends Node {
  row!: Gift;

  @Field(() => Points, { description: 'Points given.' })
  points!: number;

  @Field(() => Money, { description: 'What the points were worth in cash when they were given.' })
  worth!: Money;

  @Field(() => Boolean, { description: 'Whether the name of the member is kept from others.' })
  anonymous!: boolean;

  @Field(() => DateTime, { description: 'When the points were given.' })
  at!: Date;
}

export const DonationConnection = connectionType('Donation', () => Donation);

@InputType({ description: 'What to give, and to which project.' })
export class DonationGiveInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => Points, { description: 'Points, from the least of the project up to what is still taken.' })
  points!: number;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether to keep the name from others.' })
  anonymous!: boolean;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The gift, or why it was refused.', simpleResolvers: true })
export class DonationGivePayload {
  @Field(() => Donation, { nullable: true, description: 'The receipt; null when refused.' })
  donation!: Donation | null;

  @Field(() => DonationProgress, {
    nullable: true,
    description: 'How far the project is with this gift; null when refused.',
  })
  progress!: DonationProgress | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
