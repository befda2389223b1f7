import { Extensions, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { Price } from '../graphql/money.types.js';
import { membersOwn } from '../graphql/members-own.js';
import { Node } from '../graphql/node.js';
import { DateTime } from '../graphql/scalars.js';
import { NextTierTerms, PricePlan } from './price.types.js';
import { LimitPeriod, StockState } from '../stock/stock.types.js';
import type { Period } from '../platform/period.rules.js';
import { Tier } from '../tier/tier.types.js';
import type { RewardKind } from './reward.draft.js';
import type { RewardStatus } from './status.rules.js';

export const RewardKindEnum = {
  PHYSICAL: 'physical',
  VIRTUAL: 'virtual',
  SERVICE: 'service',
  EVENT_SEAT: 'event_seat',
  PARTNER_POINTS: 'partner_points',
} as const;

registerEnumType(RewardKindEnum, {
  name: 'RewardKind',
  description: 'What a member receives.',
  valuesConfig: {
    PHYSICAL: { description: 'A thing that is sent.' },
    VIRTUAL: { description: 'A code that is delivered at once.' },
    SERVICE: { description: 'Something done for the member.' },
    EVENT_SEAT: { description: 'A seat at an event.' },
    PARTNER_POINTS: { description: 'Points or miles of another program.' },
  },
});

export const RewardStatusEnum = {
  COMING_SOON: 'coming_soon',
  ON_SALE: 'on_sale',
  SOLD_OUT: 'sold_out',
  ENDED: 'ended',
} as const;

registerEnumType(RewardStatusEnum, {
  name: 'RewardStatus',
  description: 'Whether a reward can be had now.',
  valuesConfig: {
    COMING_SOON: { description: 'Shown already; the sale begins at `onSaleFrom`.' },
    ON_SALE: { description: 'Can be had now.' },
    SOLD_OUT: { description: 'On sale, but nothing is left at the moment.' },
    ENDED: {
      description: 'No longer in lists: its sale is over, or no price will count any more.',
    },
  },
});

@ObjectType({ description: 'A picture.', simpleResolvers: true })
export class Image {
  @Field(() => String, { description: 'Where the picture is.' })
  url!: string;

  @Field(() => String, { description: 'What it shows, for those who cannot see it; may be empty.' })
  alt!: string;
}

@ObjectType({
  implements: Node,
  description: 'A shelf of the mall, such as new arrivals.',
  simpleResolvers: true,
})
export class Zone extends Node {
  @Field(() => String, { description: 'Its stable name in filters, for example "newcomer".' })
  key!: string;

  @Field(() => String, { description: 'Its title in the language of the request.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What it is about; null when nothing is said.' })
  description!: string | null;

  @Field(() => Tier, {
    nullable: true,
    description: 'The lowest tier whose members may have what stands in it; null: everybody.',
  })
  tier!: Tier | null;
}

@ObjectType({ implements: Node, description: 'What a reward is about.', simpleResolvers: true })
export class Category extends Node {
  @Field(() => String, { description: 'Its stable name in filters, for example "coffee".' })
  key!: string;

  @Field(() => String, { description: 'Its title in the language of the request.' })
  title!: string;
}

@ObjectType({ description: 'How many units one member may have.', simpleResolvers: true })
export class RewardLimit {
  @Field(() => Int, { description: 'Units per member and period.' })
  quantity!: number;

  @Field(() => LimitPeriod, { description: 'How often the count starts again.' })
  period!: Period;
}

@ObjectType({ description: 'One property of a variant, such as its size.', simpleResolvers: true })
export class VariantOption {
  @Field(() => String, { description: 'The property, for example "Size".' })
  name!: string;

  @Field(() => String, { description: 'What it is, for example "Large".' })
  value!: string;
}

@ObjectType({
  implements: Node,
  description: 'One choice of a reward, with its own prices and stock.',
  simpleResolvers: true,
})
export class Variant extends Node {
  @Field(() => String, { description: 'Its title; empty when the reward has only this one.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: "The brand's own stock-keeping code; null without one.",
  })
  sku!: string | null;

  @Field(() => [VariantOption], { description: 'What sets it apart from its siblings.' })
  options!: VariantOption[];

  /** The reward it was read with: every variant is read as part of its reward. */
  @Field(() => Reward, { description: 'The reward it belongs to.' })
  reward!: Reward;

  @Field(() => [PricePlan], { description: 'The prices that can be chosen now or later.' })
  pricePlans!: PricePlan[];

  @Field(() => StockState, { description: 'What is left of it; follow it with the subscription `stock`.' })
  stock!: StockState;
}

@ObjectType({
  implements: Node,
  description: 'Something members can have for their points.',
  simpleResolvers: true,
})
export class Reward extends Node {
  @Field(() => String, { description: 'Its stable name in addresses, for example "drip-coffee-box".' })
  handle!: string;

  @Field(() => String, { description: 'Its title in the language of the request.' })
  title!: string;

  @Field(() => String, { description: 'One sentence about it.' })
  summary!: string;

  @Field(() => String, { description: 'Everything about it, as plain text with line breaks.' })
  description!: string;

  @Field(() => RewardKindEnum, { description: 'What the member receives.' })
  kind!: RewardKind;

  @Field(() => RewardStatusEnum, {
    description: 'Whether it can be had now, for members with early access from then on.',
  })
  status!: RewardStatus;

  @Field(() => Category, { nullable: true, description: 'What it is about; null when not sorted in.' })
  category!: Category | null;

  @Field(() => String, { nullable: true, description: 'Who makes or delivers it; null when it is not told.' })
  supplier!: string | null;

  @Field(() => [Image], { description: 'Its pictures, the main one first.' })
  images!: Image[];

  @Field(() => String, { nullable: true, description: 'Where a video about it is; null without one.' })
  videoUrl!: string | null;

  @Field(() => [Zone], { description: 'The shelves it stands on.' })
  zones!: Zone[];

  @Field(() => [String], { description: 'Words it is tagged with, in the language of the request.' })
  tags!: string[];

  @Field(() => [Variant], { description: 'Its choices, at least one.' })
  variants!: Variant[];

  @Field(() => Price, {
    description:
      'The price for everybody with the fewest points that counts now; before any counts, the one to come; once all are over, the least of them. Where every price is a tier’s, that of `tierRequired`.',
  })
  priceFrom!: Price;

  @Extensions(membersOwn)
  @Field(() => Price, {
    nullable: true,
    description:
      'The same for this member: with their discount and the prices of their tier. Null without a member token, and where their tier does not open the reward.',
  })
  memberPrice!: Price | null;

  @Field(() => Tier, {
    nullable: true,
    description: 'The lowest tier whose members can have it; null: everybody.',
  })
  tierRequired!: Tier | null;

  @Extensions(membersOwn)
  @Field(() => NextTierTerms, {
    nullable: true,
    description:
      'What the tier above this member’s would pay and from when; null where that is neither less nor sooner, at the top, and without a member token.',
  })
  nextTier!: NextTierTerms | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the sale begins for everybody, with a price that counts; null when it always has been.',
  })
  onSaleFrom!: Date | null;

  @Extensions(membersOwn)
  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the sale begins for this member, earlier than for everybody, while that has not begun; null without early access.',
  })
  earlyAccess!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When the sale ends; null when it has no end.' })
  onSaleUntil!: Date | null;

  @Field(() => RewardLimit, { nullable: true, description: 'The limit per member; null when there is none.' })
  limit!: RewardLimit | null;

  @Extensions(membersOwn)
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the member has the points for `memberPrice`; false where that is null or the status is ENDED, and null without a member token.',
  })
  affordable!: boolean | null;

  @Extensions(membersOwn)
  @Field(() => Int, {
    nullable: true,
    description: 'Units this member may still have in this period; null without a member token or a limit.',
  })
  limitLeft!: number | null;
}

@ObjectType({ description: 'How many rewards of a list share one property.', simpleResolvers: true })
export class FacetCount {
  @Field(() => String, { description: 'What to filter by; enum values are told by their name.' })
  key!: string;

  @Field(() => String, { description: 'What to show, in the language of the request.' })
  label!: string;

  @Field(() => Int, { description: 'Rewards that have it.' })
  count!: number;
}

@ObjectType({
  description:
    'Counts beside a list; each is taken as if the list were not filtered by that property itself.',
  simpleResolvers: true,
})
export class RewardFacets {
  @Field(() => [FacetCount], { description: 'By category, the most first.' })
  categories!: FacetCount[];

  @Field(() => [FacetCount], { description: 'By kind, the most first.' })
  kinds!: FacetCount[];

  @Field(() => [FacetCount], { description: 'By band of points, the cheapest first.' })
  bands!: FacetCount[];

  @Field(() => [FacetCount], { description: 'By zone, the most first.' })
  zones!: FacetCount[];

  @Field(() => Int, { description: 'Rewards of which something is left.' })
  inStock!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Rewards the member has the points for; null without a member token.',
  })
  affordable!: number | null;
}

@ObjectType('RewardConnection', { description: 'One page of rewards.', simpleResolvers: true })
export class RewardConnection extends connectionType('Reward', () => Reward) {}
