import { Extensions, Field, ID, ObjectType } from 'type-graphql';
import { membersOwn } from '../graphql/members-own.js';
import { Price } from '../graphql/money.types.js';
import { DateTime } from '../graphql/scalars.js';
import { Tier } from '../tier/tier.types.js';

@ObjectType({
  description: 'One way to pay for a variant; during its window when it has one.',
  simpleResolvers: true,
})
export class PricePlan {
  @Field(() => ID, { description: 'To be named when redeeming, where a variant has several.' })
  id!: string;

  @Field(() => Price, { description: 'The price of one unit, without anybody’s discount.' })
  price!: Price;

  @Extensions(membersOwn)
  @Field(() => Price, {
    nullable: true,
    description:
      'What this member pays for one unit; null without a member token, and where their tier does not open it.',
  })
  memberPrice!: Price | null;

  @Field(() => Tier, {
    nullable: true,
    description: 'The lowest tier whose members may pay by it; null: everybody.',
  })
  tier!: Tier | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the price is called, for example "Launch week"; null without a name.',
  })
  label!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it counts; null when it always has.' })
  startsAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it counts; null when it has no end.' })
  endsAt!: Date | null;
}

@Extensions(membersOwn)
@ObjectType({
  description: 'What the tier above a member’s own would pay, and how much sooner it has the reward.',
  simpleResolvers: true,
})
export class NextTierTerms {
  @Field(() => Tier, { description: 'The tier above.' })
  tier!: Tier;

  @Field(() => Price, { description: 'The price with the fewest points that it would have.' })
  price!: Price;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'From when it can have the reward, where the member cannot yet and it can sooner; otherwise null.',
  })
  earlyAccess!: Date | null;
}
