import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { LocalizedText } from '../graphql/localized.js';
import { Price } from '../graphql/money.types.js';
import { DateTime } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.js';
import { StockState } from '../stock/stock.types.js';
import type { RewardKind, RewardState } from './reward.draft.js';
import { RewardKindEnum, RewardLimit } from './reward.types.js';
import { AdminCategory, AdminZone } from './shelves.admin.types.js';

export const RewardStateEnum = { DRAFT: 'draft', LISTED: 'listed', DELISTED: 'delisted' } as const;

registerEnumType(RewardStateEnum, {
  name: 'RewardState',
  description: 'Whether operators show a reward to members.',
  valuesConfig: {
    DRAFT: { description: 'Never shown so far.' },
    LISTED: { description: 'Shown in lists, unless its sale is over.' },
    DELISTED: { description: 'Taken out of lists; members who know its id see it as ended.' },
  },
});

@ObjectType({ description: 'A picture, described in every language.', simpleResolvers: true })
export class AdminImage {
  @Field(() => String, { description: 'Where the picture is.' })
  url!: string;

  @Field(() => LocalizedText, { description: 'What it shows.' })
  alt!: LocalizedText;
}

@ObjectType({ description: 'One way to pay, in every language.', simpleResolvers: true })
export class AdminPricePlan {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => Price, { description: 'The price of one unit.' })
  price!: Price;

  @Field(() => LocalizedText, { nullable: true, description: 'What it is called; null without a name.' })
  label!: LocalizedText | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it counts; null when it always has.' })
  startsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it counts; null when it has no end.' })
  endsAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the lowest tier that may pay by it; null: everybody.',
  })
  tier!: string | null;
}

@ObjectType({ description: 'One property of a variant, in every language.', simpleResolvers: true })
export class AdminVariantOption {
  @Field(() => LocalizedText, { description: 'The property, for example "Size".' })
  name!: LocalizedText;

  @Field(() => LocalizedText, { description: 'What it is, for example "Large".' })
  value!: LocalizedText;
}

@ObjectType({ description: 'One choice of a reward, in every language.', simpleResolvers: true })
export class AdminVariant {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => LocalizedText, { description: 'Its title; empty when the reward has only this one.' })
  title!: LocalizedText;

  @Field(() => String, {
    nullable: true,
    description: "The brand's own stock-keeping code; null without one.",
  })
  sku!: string | null;

  @Field(() => [AdminVariantOption], { description: 'What sets it apart from its siblings.' })
  options!: AdminVariantOption[];

  @Field(() => [AdminPricePlan], { description: 'All its prices, those that are over included.' })
  pricePlans!: AdminPricePlan[];

  @Field(() => StockState, { description: 'What is left of it.' })
  stock!: StockState;

  @Field(() => Int, {
    nullable: true,
    description:
      'Units on hand that nobody has exchanged, those of later batches included; null where they are not counted and never run out.',
  })
  onHand!: number | null;
}

@ObjectType({ description: 'A reward as operators keep it, in every language.', simpleResolvers: true })
export class AdminReward {
  @Field(() => ID, { description: 'Its id, the same as members see.' })
  id!: string;

  @Field(() => String, { description: 'Its stable name in addresses.' })
  handle!: string;

  @Field(() => RewardStateEnum, { description: 'Whether it is shown to members.' })
  state!: RewardState;

  @Field(() => RewardKindEnum, { description: 'What the member receives.' })
  kind!: RewardKind;

  @Field(() => LocalizedText, { description: 'Its title.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { description: 'One sentence about it.' })
  summary!: LocalizedText;

  @Field(() => LocalizedText, { description: 'Everything about it.' })
  description!: LocalizedText;

  @Field(() => String, { nullable: true, description: 'Who makes or delivers it; null when it is not told.' })
  supplier!: string | null;

  @Field(() => AdminCategory, { nullable: true, description: 'Its category; null when not sorted in.' })
  category!: AdminCategory | null;

  @Field(() => [AdminZone], { description: 'The zones it stands in.' })
  zones!: AdminZone[];

  @Field(() => [LocalizedText], { description: 'Words it is tagged with.' })
  tags!: LocalizedText[];

  @Field(() => [AdminImage], { description: 'Its pictures, the main one first.' })
  images!: AdminImage[];

  @Field(() => String, { nullable: true, description: 'Where a video about it is; null without one.' })
  videoUrl!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the sale begins; null when it always has been.',
  })
  onSaleFrom!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the sale ends; null when it has no end.' })
  onSaleUntil!: Date | null;

  @Field(() => RewardLimit, { nullable: true, description: 'The limit per member; null when there is none.' })
  limit!: RewardLimit | null;

  @Field(() => Int, {
    description: 'Its place in the order FEATURED: the highest comes first, 0 is ordinary.',
  })
  featured!: number;

  @Field(() => [AdminVariant], { description: 'Its choices, at least one.' })
  variants!: AdminVariant[];

  @Field(() => DateTime, { description: 'When it was added.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@ObjectType('AdminRewardConnection', { description: 'One page of rewards.', simpleResolvers: true })
export class AdminRewardConnection extends connectionType('AdminReward', () => AdminReward) {}

@ObjectType({ description: 'What became of a new or changed reward.', simpleResolvers: true })
export class RewardPayload {
  @Field(() => AdminReward, { nullable: true, description: 'The reward as it is now; null when refused.' })
  reward!: AdminReward | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What became of listing or delisting.', simpleResolvers: true })
export class RewardsPayload {
  @Field(() => [AdminReward], {
    description: 'The rewards that were named, as they are now; empty when refused.',
  })
  rewards!: AdminReward[];

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'A row of an imported file that could not be used.', simpleResolvers: true })
export class CatalogImportFailure {
  @Field(() => Int, { description: 'The line of the file on which the row begins, the first line being 1.' })
  line!: number;

  @Field(() => String, { description: 'What is wrong with it, in the language of the request.' })
  reason!: string;
}

@ObjectType({ description: 'What an import did.', simpleResolvers: true })
export class CatalogImportReport {
  @Field(() => Int, { description: 'Rewards that are new.' })
  created!: number;

  @Field(() => Int, { description: 'Rewards that were changed.' })
  updated!: number;

  @Field(() => Int, { description: 'Rewards that were as the file says already.' })
  unchanged!: number;

  @Field(() => [CatalogImportFailure], { description: 'Rows that were left out, in the order of the file.' })
  failed!: CatalogImportFailure[];
}

@ObjectType({ description: 'What became of an import.', simpleResolvers: true })
export class CatalogImportPayload {
  @Field(() => CatalogImportReport, {
    nullable: true,
    description: 'What was done; null when the text is no catalog.',
  })
  report!: CatalogImportReport | null;

  @Field(() => [UserError], { description: 'Why the text could not be read at all; empty otherwise.' })
  userErrors!: UserError[];
}
