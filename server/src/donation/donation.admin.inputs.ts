import { Field, ID, InputType } from 'type-graphql';
import { ImageInput } from '../catalog/catalog.admin.inputs.js';
import { PresentationChangesInput } from '../catalog/presentation.admin.inputs.js';
import { LocalizedTextInput } from '../graphql/localized.js';
import { MoneyInput } from '../graphql/money.types.js';
import { DateTime, Points } from '../graphql/scalars.js';
import type { OverFunding } from './donation.rows.js';
import { OverFundingEnum } from './donation.types.js';

@InputType({ description: 'A step on the way to the goal.' })
export class DonationMilestoneInput {
  @Field(() => Points, { description: 'Points at which it is reached, more than of the one before.' })
  points!: number;

  @Field(() => LocalizedTextInput, { description: 'What is possible from there, in both languages.' })
  title!: LocalizedTextInput;
}

@InputType({ description: 'A new good cause; it takes gifts at once, and its amounts stay as they are.' })
export class DonationProjectCreateInput {
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

  @Field(() => LocalizedTextInput, { description: 'Who gets what is given, in both languages.' })
  recipient!: LocalizedTextInput;

  @Field(() => [ImageInput], {
    nullable: true,
    description: 'Pictures, at most 20, the first one for cards.',
  })
  images?: ImageInput[] | null;

  @Field(() => Points, { description: 'Points it is meant to reach, 1 to 1000000000000.' })
  goal!: number;

  @Field(() => OverFundingEnum, { defaultValue: 'accept', description: 'What happens above the goal.' })
  overFunding!: OverFunding;

  @Field(() => Points, { defaultValue: 1, description: 'The fewest points of one gift.' })
  least!: number;

  @Field(() => DateTime, { nullable: true, description: 'Until when it takes gifts; absent: without end.' })
  endsAt?: Date | null;

  @Field(() => [DonationMilestoneInput], {
    nullable: true,
    description: 'Up to 20 steps on the way, in the order of their points.',
  })
  milestones?: DonationMilestoneInput[] | null;
}

@InputType({ description: 'A new title for a step on the way to the goal.' })
export class DonationMilestoneTitleInput {
  @Field(() => Points, { description: 'The points of the step, which stay as they are.' })
  points!: number;

  @Field(() => LocalizedTextInput, { description: 'What is possible from there, in both languages.' })
  title!: LocalizedTextInput;
}

@InputType({
  description:
    'What is told of a good cause; absent fields stay as they are, and null empties what may be empty. Recipient, goal, least, end and the points of milestones are what members gave for, so nothing changes them.',
})
export class DonationProjectUpdateInput extends PresentationChangesInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => [DonationMilestoneTitleInput], {
    nullable: true,
    description: 'New titles for some of its steps.',
  })
  milestones?: DonationMilestoneTitleInput[] | null;
}

@InputType({ description: 'What to tell about a good cause.' })
export class DonationNewsPublishInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => LocalizedTextInput, { description: 'The headline, in both languages.' })
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'The text, in both languages or absent.',
  })
  body?: LocalizedTextInput | null;

  @Field(() => [ImageInput], { nullable: true, description: 'Pictures, at most 20.' })
  images?: ImageInput[] | null;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'Which good cause takes no more gifts.' })
export class DonationProjectCloseInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}

@InputType({ description: 'How everything given was paid out, once the project takes no more gifts.' })
export class DonationProjectSettleInput {
  @Field(() => ID, { description: 'The project.' })
  projectId!: string;

  @Field(() => LocalizedTextInput, {
    description: 'What became of it, for everybody who gave, in both languages.',
  })
  statement!: LocalizedTextInput;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      'What was paid, more than nothing, in the currency of the program; absent: what the points are worth.',
  })
  amount?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'The address of a document that proves it.' })
  documentUrl?: string | null;

  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;
}
