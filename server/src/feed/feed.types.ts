import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageInfo } from '../graphql/connection.js';
import { Price } from '../graphql/money.types.js';
import { DateTime } from '../graphql/scalars.js';

export const StockFeedEventKind = { STOCK: 'STOCK', PRICE: 'PRICE', LISTING: 'LISTING' } as const;
export type StockFeedEventKind = keyof typeof StockFeedEventKind;

registerEnumType(StockFeedEventKind, {
  name: 'StockFeedEventKind',
  description: 'What about a variant has changed.',
  valuesConfig: {
    STOCK: { description: 'How many are left.' },
    PRICE: { description: 'What it costs: prices were changed, or the window of one opened or closed.' },
    LISTING: {
      description: 'Whether it is listed in the mall: an operator changed that, or its sale began or ended.',
    },
  },
});

@ObjectType({ description: 'A variant as partners see it.', simpleResolvers: true })
abstract class StockFeedState {
  @Field(() => ID, { description: 'The variant this is about.' })
  variantId!: string;

  @Field(() => ID, { description: 'The reward the variant belongs to.' })
  rewardId!: string;

  @Field(() => String, {
    nullable: true,
    description: "The brand's own stock-keeping code; null without one.",
  })
  sku!: string | null;

  @Field(() => Int, { nullable: true, description: 'Units that can be had; null when unlimited.' })
  available!: number | null;

  @Field(() => Boolean, { description: 'Whether this never runs out.' })
  unlimited!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it is listed in the mall and within its sale window for everybody; what is only announced is not, nor what is over.',
  })
  listed!: boolean;

  @Field(() => [Price], {
    description:
      'Its price plans for everybody that are in force, in the order in which the mall shows them.',
  })
  prices!: Price[];

  @Field(() => String, {
    description:
      'A decimal number that only grows for this variant; of two states the higher one is the newer.',
  })
  version!: string;
}

@ObjectType({
  description: 'One change of a variant, with the whole state it left behind.',
  simpleResolvers: true,
})
export class StockFeedEvent extends StockFeedState {
  @Field(() => String, { description: 'Pass it as `after` to go on behind this event.' })
  cursor!: string;

  @Field(() => DateTime, { description: 'When the change was made.' })
  at!: Date;

  @Field(() => StockFeedEventKind, { description: 'What has changed.' })
  kind!: StockFeedEventKind;
}

@ObjectType({ description: 'Up to 500 consecutive events of the stock feed.', simpleResolvers: true })
export class StockFeedBatch {
  @Field(() => [StockFeedEvent], {
    description:
      'In the order of the feed; empty only in the first batch of a subscription without a cursor, which tells where the feed stands.',
  })
  events!: StockFeedEvent[];

  @Field(() => String, { description: 'Pass it as `after` to resume behind this batch without a gap.' })
  cursor!: string;
}

@ObjectType({ description: 'The present state of one variant, to start from.', simpleResolvers: true })
export class StockFeedItem extends StockFeedState {}

@ObjectType({ description: 'One page of the snapshot of all variants.', simpleResolvers: true })
export class StockFeedSnapshotConnection {
  @Field(() => [StockFeedItem], { description: 'The variants of this page, in the order of their ids.' })
  nodes!: StockFeedItem[];

  @Field(() => PageInfo, { description: 'Where this page stands in the whole snapshot.' })
  pageInfo!: PageInfo;

  @Field(() => String, {
    description:
      'Where to start `stockFeed` after the last page; the same on all pages. Events that a page already shows have a version that is not higher.',
  })
  cursor!: string;
}
