import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AdminImage } from '../catalog/catalog.admin.types.js';
import { connectionType } from '../graphql/connection.js';
import { LocalizedText } from '../graphql/localized.js';
import { Money } from '../graphql/money.types.js';
import { DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import { Member } from '../member/member.types.js';
import type { OverFunding } from './donation.rows.js';
import { DonationProgress, OverFundingEnum } from './donation.types.js';

@ObjectType('AdminDonationMilestone', {
  description: 'A step on the way to the goal, with its title in every language.',
  simpleResolvers: true,
})
export class AdminDonationMilestone {
  @Field(() => Points, { description: 'Points at which it is reached.' })
  points!: number;

  @Field(() => LocalizedText, { description: 'What is possible from there.' })
  title!: LocalizedText;

  @Field(() => DateTime, { nullable: true, description: 'When it was reached; null before.' })
  reachedAt!: Date | null;
}

@ObjectType('AdminDonationSettlement', {
  description: 'What a project paid out, with the statement in every language.',
  simpleResolvers: true,
})
export class AdminDonationSettlement {
  @Field(() => Points, { description: 'Points paid out.' })
  points!: number;

  @Field(() => Money, { description: 'What was paid for them.' })
  amount!: Money;

  @Field(() => LocalizedText, { description: 'What became of it, as everybody who gave reads it.' })
  statement!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'A document that proves it; null without one.' })
  documentUrl!: string | null;

  @Field(() => DateTime, { description: 'When it was paid out.' })
  at!: Date;
}

@ObjectType('AdminDonationProject', {
  description: 'A good cause as operators see it, with its texts in every language.',
  simpleResolvers: true,
})
export class AdminDonationProject {
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

  @Field(() => LocalizedText, { description: 'Who gets what is given.' })
  recipient!: LocalizedText;

  @Field(() => [AdminImage], { description: 'Pictures, the first one for cards.' })
  images!: AdminImage[];

  @Field(() => OverFundingEnum, { description: 'What happens above the goal.' })
  overFunding!: OverFunding;

  @Field(() => Points, { description: 'The fewest points of one gift.' })
  least!: number;

  @Field(() => DateTime, { nullable: true, description: 'Until when it takes gifts; null without an end.' })
  endsAt!: Date | null;

  @Field(() => DateTime, { description: 'When it was opened.' })
  createdAt!: Date;

  @Field(() => [AdminDonationMilestone], {
    description: 'The steps on the way, in the order of their points.',
  })
  milestones!: AdminDonationMilestone[];

  @Field(() => DonationProgress, {
    description: 'How far it is, as members see it in the language of the request.',
  })
  progress!: DonationProgress;

  @Field(() => AdminDonationSettlement, { nullable: true, description: 'What was paid out; null before.' })
  settlement!: AdminDonationSettlement | null;
}

export const AdminDonationProjectConnection = connectionType(
  'AdminDonationProject',
  () => AdminDonationProject,
);

@ObjectType('AdminDonationNews', {
  description: 'What was told of a project, with its texts in every language.',
  simpleResolvers: true,
})
export class AdminDonationNews {
  uuid!: string;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => LocalizedText, { description: 'The headline.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { description: 'The text; may be empty.' })
  body!: LocalizedText;

  @Field(() => [AdminImage], { description: 'Pictures.' })
  images!: AdminImage[];

  @Field(() => DateTime, { description: 'When it was published.' })
  at!: Date;
}

export const AdminDonationNewsConnection = connectionType('AdminDonationNews', () => AdminDonationNews);

@ObjectType('AdminDonationGift', { description: 'One gift, with who gave it.', simpleResolvers: true })
export class AdminDonationGift {
  uuid!: string;
  memberUuid!: string;
  projectUuid!: string;

  @Field(() => ID, { description: 'The id of the gift.' })
  id!: string;

  @Field(() => Int, { description: 'Its number among the gifts of the project, from 1.' })
  number!: number;

  @Field(() => Points, { description: 'Points given.' })
  points!: number;

  @Field(() => Boolean, { description: 'Whether the name is kept from other members.' })
  anonymous!: boolean;

  @Field(() => DateTime, { description: 'When the points were given.' })
  at!: Date;

  member?: Member;
}

export const AdminDonationGiftConnection = connectionType('AdminDonationGift', () => AdminDonationGift);

@ObjectType({ description: 'A good cause that was acted on, or why it was refused.', simpleResolvers: true })
export class DonationProjectPayload {
  @Field(() => AdminDonationProject, {
    nullable: true,
    description: 'The project as it is now; null when refused.',
  })
  project!: AdminDonationProject | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The new good cause, or why it was refused.', simpleResolvers: true })
export class DonationProjectCreatePayload extends DonationProjectPayload {}

@ObjectType({ description: 'The good cause as it is told now, or why not.', simpleResolvers: true })
export class DonationProjectUpdatePayload extends DonationProjectPayload {}

@ObjectType({ description: 'The good cause that was told about, or why not.', simpleResolvers: true })
export class DonationNewsPublishPayload extends DonationProjectPayload {}

@ObjectType({ description: 'The closed good cause, or why it was refused.', simpleResolvers: true })
export class DonationProjectClosePayload extends DonationProjectPayload {}

@ObjectType({ description: 'The settled good cause, or why it was refused.', simpleResolvers: true })
export class DonationProjectSettlePayload extends DonationProjectPayload {}
