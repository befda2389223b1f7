import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ImageInput } from '../catalog/catalog.admin.inputs.js';
import { PresentationChangesInput } from '../catalog/presentation.admin.inputs.js';
import { AdminImage } from '../catalog/catalog.admin.types.js';
import { Image } from '../catalog/reward.types.js';
import { connectionType } from '../graphql/connection.js';
import { LocalizedText, LocalizedTextInput } from '../graphql/localized.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { MoneyInput } from '../graphql/money.types.js';
import { UserError } from '../graphql/user-errors.types.js';
import { Member } from '../member/member.types.js';
import type { Allotment, PledgeState } from './pool.rows.js';
import { PoolSettlement } from './pool-settlement.types.js';
import { mostTarget, mostWinners } from './pool-draft.rules.js';
import { AllotmentEnum, PledgeStateEnum, PoolDraw, PoolProgress } from './pool.types.js';

@ObjectType({
  description: 'What a pool and its settlement tell in one language, in every language.',
  simpleResolvers: true,
})
export class PoolTexts {
  @Field(() => [AdminImage], { description: 'Its pictures, the first one for cards.' })
  images!: AdminImage[];

  @Field(() => LocalizedText, {
    nullable: true,
    description: 'The statement of its settlement, as everybody who pledged reads it; null before.',
  })
  statement!: LocalizedText | null;
}

@ObjectType('AdminPool', {
  description: 'A pool as operators see it, with its texts in every language.',
  simpleResolvers: true,
})
export class AdminPool {
  uuid!: string;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its name in addresses, unique in the program.' })
  handle!: string;

  @Field(() => LocalizedText, { description: 'What it is called.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { description: 'In one or two sentences.' })
  summary!: LocalizedText;

  @Field(() => LocalizedText, { description: 'The whole story.' })
  story!: LocalizedText;

  @Field(() => [Image], {
    description: 'Pictures, the first one for cards, as they are told in the language of the request.',
  })
  images!: Image[];

  @Field(() => PoolTexts, {
    description: 'What `images` and `settlement` tell in one language, in every language, as it was written.',
  })
  texts!: PoolTexts;

  @Field(() => Points, { description: 'The fewest points of a pledge.' })
  least!: number;

  @Field(() => Points, { nullable: true, description: 'The most points of a pledge; null without a limit.' })
  most!: number | null;

  @Field(() => AllotmentEnum, { description: 'Who gets what it is for.' })
  allotment!: Allotment;

  @Field(() => LocalizedText, { description: 'How it is allotted, in words.' })
  terms!: LocalizedText;

  @Field(() => Int, { nullable: true, description: 'How many win the draw; null where nothing is drawn.' })
  winners!: number | null;

  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt!: Date;

  @Field(() => PoolProgress, { description: 'How far it is.' })
  progress!: PoolProgress;

  @Field(() => PoolDraw, { description: 'What the draw comes from, and its result.' })
  draw!: PoolDraw;

  @Field(() => LocalizedText, { nullable: true, description: 'Why it was called off; null when it was not.' })
  cancelled!: LocalizedText | null;

  @Field(() => PoolSettlement, { nullable: true, description: 'What became of its points; null before.' })
  settlement!: PoolSettlement | null;
}

export const AdminPoolConnection = connectionType('AdminPool', () => AdminPool);

@ObjectType('AdminPledge', { description: 'One pledge, with whose it is.', simpleResolvers: true })
export class AdminPledge {
  uuid!: string;
  memberUuid!: string;
  poolUuid!: string;

  @Field(() => ID, { description: 'The id of the pledge.' })
  id!: string;

  @Field(() => Int, { description: 'In the order of first pledges.' })
  number!: number;

  @Field(() => Points, { description: 'Points in all.' })
  points!: number;

  @Field(() => PledgeStateEnum, { description: 'What became of the points.' })
  state!: PledgeState;

  @Field(() => Boolean, { description: 'Whether the member gets what the pool is for.' })
  allotted!: boolean;

  @Field(() => DateTime, { description: 'When the member first pledged.' })
  createdAt!: Date;

  member?: Member;
}

export const AdminPledgeConnection = connectionType('AdminPledge', () => AdminPledge);

@InputType({ description: 'A new pool; it takes pledges at once, and its amounts stay as they are.' })
export class PoolCreateInput {
  @Field(() => String, {
    description: 'Its name in addresses: 1 to 100 letters, digits, dots, hyphens and underscores.',
  })
  handle!: string;

  @Field(() => LocalizedTextInput, { description: 'What it is called, in both languages.' })
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'In one or two sentences, in both languages or absent.',
  })
  summary?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'The whole story, in both languages or absent.',
  })
  story?: LocalizedTextInput | null;

  @Field(() => [ImageInput], {
    nullable: true,
    description: 'Pictures, at most 20, the first one for cards.',
  })
  images?: ImageInput[] | null;

  @Field(() => Points, { description: `Points it must reach, 1 to ${mostTarget}.` })
  target!: number;

  @Field(() => Points, { defaultValue: 1, description: 'The fewest points of a pledge.' })
  least!: number;

  @Field(() => Points, { nullable: true, description: 'The most points of a pledge; absent: no limit.' })
  most?: number | null;

  @Field(() => DateTime, { description: 'Until when it takes pledges; in the future.' })
  deadline!: Date;

  @Field(() => AllotmentEnum, {
    description: 'Who gets what it is for. At a volume price `least` equals `most`, and divides the target.',
  })
  allotment!: Allotment;

  @Field(() => LocalizedTextInput, { description: 'How it is allotted, in words and in both languages.' })
  terms!: LocalizedTextInput;

  @Field(() => Int, {
    nullable: true,
    description: `How many win the draw, 1 to ${mostWinners} and no more than pledges fit into the target; for a draw only.`,
  })
  winners?: number | null;
}

@InputType({
  description:
    'What is told of a pool; absent fields stay as they are, and null empties what may be empty. Target, least, most, deadline, allotment, terms and winners are what members pledged on, and the handle is an address, so nothing changes them.',
})
export class PoolUpdateInput extends PresentationChangesInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;
}

@InputType({ description: 'Which open pool to call off, and why.' })
export class PoolCancelInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;

  @Field(() => LocalizedTextInput, {
    description:
      'Why, in both languages, in one sentence without a full stop; everybody who pledged is told.',
  })
  reason!: LocalizedTextInput;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'What became of the points of a completed pool.' })
export class PoolSettleInput {
  @Field(() => ID, { description: 'The pool.' })
  poolId!: string;

  @Field(() => LocalizedTextInput, {
    description: 'What was bought, in both languages, for everybody who pledged.',
  })
  statement!: LocalizedTextInput;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What was paid, in the currency of the program; absent: it is not told.',
  })
  amount?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'The address of a document that proves it.' })
  documentUrl?: string | null;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@ObjectType({ description: 'A pool that was acted on, or why it was refused.', simpleResolvers: true })
export class PoolPayload {
  @Field(() => AdminPool, { nullable: true, description: 'The pool as it is now; null when refused.' })
  pool!: AdminPool | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The new pool, or why it was refused.', simpleResolvers: true })
export class PoolCreatePayload extends PoolPayload {}

@ObjectType({ description: 'The pool as it is told now, or why not.', simpleResolvers: true })
export class PoolUpdatePayload extends PoolPayload {}

@ObjectType({ description: 'The pool that was called off, or why not.', simpleResolvers: true })
export class PoolCancelPayload extends PoolPayload {}

@ObjectType({ description: 'The settled pool, or why it was refused.', simpleResolvers: true })
export class PoolSettlePayload extends PoolPayload {}
