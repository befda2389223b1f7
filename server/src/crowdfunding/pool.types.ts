import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Image } from '../catalog/reward.types.js';
import { connectionType } from '../graphql/connection.js';
import { Node } from '../graphql/node.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import { PoolSettlement } from './pool-settlement.types.js';
import type { Allotment, PledgePage, PledgeState, PoolState } from './pool.rows.js';

export const AllotmentEnum = { SHARED: 'shared', DRAW: 'draw', VOLUME: 'volume' } as const;

registerEnumType(AllotmentEnum, {
  name: 'Allotment',
  description: 'Who gets what a pool is for.',
  valuesConfig: {
    SHARED: { description: 'One thing for everybody who pledged, as the terms say.' },
    DRAW: { description: 'It is drawn; every point pledged is a ticket.' },
    VOLUME: { description: 'One for everybody who pledged, at the price that many get.' },
  },
});

export const PoolStateEnum = {
  OPEN: 'open',
  SUCCEEDED: 'succeeded',
  COMPLETED: 'completed',
  FAILED: 'failed',
  RELEASED: 'released',
} as const;

registerEnumType(PoolStateEnum, {
  name: 'PoolState',
  description: 'Where a pool is on its way.',
  valuesConfig: {
    OPEN: { description: 'Takes pledges.' },
    SUCCEEDED: { description: 'Full: nothing can be pledged or withdrawn; the points are being taken.' },
    COMPLETED: { description: 'Every pledge was taken, and where something is drawn, it is.' },
    FAILED: {
      description:
        'Its deadline passed before it was full, or the brand called it off; the points are being given back.',
    },
    RELEASED: { description: 'Every member has their points back.' },
  },
});

export const PledgeStateEnum = {
  HELD: 'held',
  WITHDRAWN: 'withdrawn',
  CAPTURED: 'captured',
  RELEASED: 'released',
} as const;

registerEnumType(PledgeStateEnum, {
  name: 'PledgeState',
  description: 'What became of the points of a pledge.',
  valuesConfig: {
    HELD: { description: 'Held until the pool closes.' },
    WITHDRAWN: { description: 'The member took them back.' },
    CAPTURED: { description: 'Spent: the pool was full.' },
    RELEASED: { description: 'Given back: the pool was not full in time, or was called off.' },
  },
});

@ObjectType({
  description: 'How far a pool is; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class PoolProgress {
  @Field(() => ID, { description: 'The pool this is about.' })
  poolId!: string;

  @Field(() => PoolStateEnum, { description: 'Whether it takes pledges.' })
  state!: PoolState;

  @Field(() => Points, { description: 'Points pledged; for a pool that failed, as far as it got.' })
  pledged!: number;

  @Field(() => Points, { description: 'Points it must reach.' })
  target!: number;

  @Field(() => Points, { description: 'Points that are missing.' })
  left!: number;

  @Field(() => Int, { description: 'Whole percent of the target, rounded down.' })
  percent!: number;

  @Field(() => Int, { description: 'Members whose pledge counts.' })
  backers!: number;

  @Field(() => DateTime, { description: 'Until when it takes pledges.' })
  deadline!: Date;

  @Field(() => String, {
    description:
      'A decimal number that only grows with every change; the same one always means the same state.',
  })
  version!: string;
}

@ObjectType({ description: 'Who won in a draw.', simpleResolvers: true })
export class PoolWinner {
  @Field(() => Int, { description: 'From 1, the first that was drawn.' })
  place!: number;

  @Field(() => Int, { description: 'The number of the pledge.' })
  number!: number;
}

@ObjectType({ description: 'A pledge as the draw sees it.', simpleResolvers: true })
export class PoolEntry {
  @Field(() => Int, { description: 'The number of the pledge in its pool.' })
  number!: number;

  @Field(() => Points, { description: 'Its points: as many tickets.' })
  points!: number;
}

export const PoolEntryConnection = connectionType('PoolEntry', () => PoolEntry);

@ObjectType({
  description:
    'What the draw comes from, so that anyone can do it again: seed and every entry, so that nobody can foretell it before the last pledge.',
  simpleResolvers: true,
})
export class PoolDraw {
  uuid!: string;

  @Field(() => String, {
    description: 'SHA-256 of the seed, in hexadecimal digits; there since the pool was opened.',
  })
  seedHash!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The seed, in hexadecimal digits; null until the server has closed the pool, which it does moments after a deadline.',
  })
  seed!: string | null;

  @Field(() => [PoolWinner], { description: 'Who won, by place; empty before the draw.' })
  winners!: PoolWinner[];
}

@ObjectType({
  implements: Node,
  description: 'Something that members make possible together, or not at all.',
  simpleResolvers: true,
})
export class Pool extends Node {
  uuid!: string;

  @Field(() => String, { description: 'Its name in addresses, unique in the program.' })
  handle!: string;

  @Field(() => String, { description: 'What it is called, in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'In one or two sentences; may be empty.' })
  summary!: string;

  @Field(() => String, { description: 'The whole story; may be empty.' })
  story!: string;

  @Field(() => [Image], { description: 'Pictures, the first one for cards.' })
  images!: Image[];

  @Field(() => Points, { description: 'Points it must reach.' })
  target!: number;

  @Field(() => Points, { description: 'The fewest points of a pledge; the rest to the target may be less.' })
  least!: number;

  @Field(() => Points, { nullable: true, description: 'The most points of a pledge; null without a limit.' })
  most!: number | null;

  @Field(() => DateTime, { description: 'Until when it takes pledges.' })
  deadline!: Date;

  @Field(() => AllotmentEnum, { description: 'Who gets what it is for.' })
  allotment!: Allotment;

  @Field(() => String, { description: 'How it is allotted, in words.' })
  terms!: string;

  @Field(() => Int, { nullable: true, description: 'How many win the draw; null where nothing is drawn.' })
  winners!: number | null;

  @Field(() => PoolProgress, { description: 'How far it is; `poolProgress` tells it as it changes.' })
  progress!: PoolProgress;

  @Field(() => PoolDraw, { description: 'What the draw comes from, and its result.' })
  draw!: PoolDraw;

  @Field(() => String, {
    nullable: true,
    description: 'Why the brand called it off, in the language of the request; null when it did not.',
  })
  cancelled!: string | null;

  @Field(() => PoolSettlement, { nullable: true, description: 'What became of its points; null before.' })
  settlement!: PoolSettlement | null;
}

export const PoolConnection = connectionType('Pool', () => Pool);

@ObjectType({
  implements: Node,
  description: 'What a member put into a pool; only that member can read it.',
  simpleResolvers: true,
})
export class Pledge extends Node {
  row!: PledgePage;

  @Field(() => Int, { description: 'In the order of first pledges: the name of the member in the draw.' })
  number!: number;

  @Field(() => Points, { description: 'Points in all; where they were given back, what they were.' })
  points!: number;

  @Field(() => PledgeStateEnum, { description: 'What became of the points.' })
  state!: PledgeState;

  @Field(() => Boolean, { description: 'Whether the member gets what the pool is for.' })
  allotted!: boolean;

  @Field(() => String, { description: 'A decimal number that only grows, one step with every transaction.' })
  version!: string;

  @Field(() => DateTime, { description: 'When the member first pledged.' })
  createdAt!: Date;
}

export const PledgeConnection = connectionType('Pledge', () => Pledge);

@InputType({ description: 'What to pledge, and to which pool.' })
export class PoolPledgeInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;

  @Field(() => Points, {
    description: 'What the pledge shall be in all: more than it is, and at most what the pool still takes.',
  })
  points!: number;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Which pledge to take back.' })
export class PoolWithdrawInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The pledge, or why it was refused.', simpleResolvers: true })
export class PledgePayload {
  @Field(() => Pledge, { nullable: true, description: 'The pledge as it is now; null when refused.' })
  pledge!: Pledge | null;

  @Field(() => PoolProgress, { nullable: true, description: 'How far the pool is now; null when refused.' })
  progress!: PoolProgress | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The pledge that was made or raised, or why not.', simpleResolvers: true })
export class PoolPledgePayload extends PledgePayload {}

@ObjectType({ description: 'The pledge that was taken back, or why not.', simpleResolvers: true })
export class PoolWithdrawPayload extends PledgePayload {}
