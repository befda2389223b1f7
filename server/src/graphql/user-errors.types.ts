import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { RefusalCode } from '../platform/refusal.js';
import { goesAway } from './goes-away.js';
import { Price } from './money.types.js';
import { DateTime, Points } from './scalars.js';

export const UserErrorCode: { [Code in RefusalCode | 'NOT_ELIGIBLE']: Code } = {
  INSUFFICIENT_POINTS: 'INSUFFICIENT_POINTS',
  OUT_OF_STOCK: 'OUT_OF_STOCK',
  LIMIT_REACHED: 'LIMIT_REACHED',
  NOT_ON_SALE: 'NOT_ON_SALE',
  NOT_ELIGIBLE: 'NOT_ELIGIBLE',
  PRICE_CHANGED: 'PRICE_CHANGED',
  CURRENCY_MISMATCH: 'CURRENCY_MISMATCH',
  IDEMPOTENCY_CONFLICT: 'IDEMPOTENCY_CONFLICT',
  NOT_FOUND: 'NOT_FOUND',
  INVALID_INPUT: 'INVALID_INPUT',
  ALREADY_CHECKED_IN: 'ALREADY_CHECKED_IN',
  INVALID_STATE: 'INVALID_STATE',
  PAYMENT_DECLINED: 'PAYMENT_DECLINED',
  ALREADY_EXISTS: 'ALREADY_EXISTS',
  TIER_REQUIRED: 'TIER_REQUIRED',
  TARGET_REACHED: 'TARGET_REACHED',
  AMOUNT_OUT_OF_RANGE: 'AMOUNT_OUT_OF_RANGE',
  ALREADY_VOTED: 'ALREADY_VOTED',
};

registerEnumType(UserErrorCode, {
  name: 'UserErrorCode',
  description: 'The rule that refused; each code has a type of its own that carries the facts.',
  valuesConfig: {
    INSUFFICIENT_POINTS: { description: 'The member has fewer available points than this costs.' },
    OUT_OF_STOCK: { description: 'Fewer units are left than were asked for.' },
    LIMIT_REACHED: {
      description: 'The member would exceed how many of this reward one member may have in a period.',
    },
    NOT_ON_SALE: { description: 'The reward is not listed, not on sale yet, or no longer.' },
    NOT_ELIGIBLE: {
      description: 'The reward is not meant for this member; such a refusal is TIER_REQUIRED.',
      deprecationReason: `Nothing is refused with it; ${goesAway}.`,
    },
    PRICE_CHANGED: { description: 'The price is no longer the one that was expected.' },
    CURRENCY_MISMATCH: { description: 'The amount is in another currency than the program.' },
    IDEMPOTENCY_CONFLICT: { description: 'The idempotency key was used before with other input.' },
    NOT_FOUND: { description: 'Nothing with this id exists in this program.' },
    INVALID_INPUT: { description: 'The input breaks its own documented shape.' },
    ALREADY_CHECKED_IN: { description: 'The member has checked in today already.' },
    INVALID_STATE: { description: 'This cannot be done in the state the thing is in.' },
    PAYMENT_DECLINED: { description: 'The payment provider declined the payment.' },
    ALREADY_EXISTS: { description: 'Something with this name or id exists already.' },
    TIER_REQUIRED: { description: 'This needs a higher membership tier.' },
    TARGET_REACHED: {
      description: 'Less is still taken than was offered: the target is reached, or nearly.',
    },
    AMOUNT_OUT_OF_RANGE: { description: 'Fewer points than the least that is taken, or more than the most.' },
    ALREADY_VOTED: { description: 'The member has voted already, and a vote stands.' },
  },
});

@InterfaceType({
  description: 'A rule said no: nothing was changed. Its members carry the facts of each rule.',
})
export abstract class UserError {
  @Field(() => UserErrorCode, { description: 'The rule that refused, stable for programs.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'The reason for people, in the language of the request.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The input field concerned, from the outside in; null when it is none in particular.',
  })
  path!: string[] | null;
}

const member = { implements: UserError, simpleResolvers: true };

@ObjectType({
  ...member,
  description: 'Returned when the member has fewer available points than this costs.',
})
export class InsufficientPoints extends UserError {
  @Field(() => Points, { description: 'Points the member can spend now.' })
  balance!: number;

  @Field(() => Points, { description: 'Points this would cost.' })
  required!: number;
}

@ObjectType({ ...member, description: 'Returned when fewer units are left than were asked for.' })
export class OutOfStock extends UserError {
  @Field(() => ID, { description: 'The variant that is short.' })
  variantId!: string;

  @Field(() => Int, { description: 'Units left when this was decided.' })
  available!: number;
}

@ObjectType({
  ...member,
  description: 'Returned when one member may not have more of this reward in this period.',
})
export class LimitReached extends UserError {
  @Field(() => ID, { description: 'The reward with the limit.' })
  rewardId!: string;

  @Field(() => Int, { description: 'Units one member may have in a period.' })
  limit!: number;

  @Field(() => Int, { description: 'Units this member may still have in this period.' })
  left!: number;
}

@ObjectType({
  ...member,
  description: 'Returned when the reward is not listed, not on sale yet, or no longer.',
})
export class NotOnSale extends UserError {
  @Field(() => ID, { description: 'The reward.' })
  rewardId!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the sale begins; null when it has no beginning, or the reward is not listed.',
  })
  onSaleFrom!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the sale ends; null when it has no end, or the reward is not listed.',
  })
  onSaleUntil!: Date | null;
}

@ObjectType({
  ...member,
  description: `Nothing is refused with it: a reward that is not meant for a member is told by TierRequired. Deprecated; ${goesAway}.`,
})
export class NotEligible extends UserError {
  @Field(() => ID, { description: 'The reward.' })
  rewardId!: string;
}

@ObjectType({ ...member, description: 'Returned when the price is no longer the expected one.' })
export class PriceChanged extends UserError {
  @Field(() => Price, { description: 'The total the caller expected.' })
  expected!: Price;

  @Field(() => Price, { description: 'The total now.' })
  actual!: Price;
}

@ObjectType({ ...member, description: 'Returned when an amount is in another currency than the program.' })
export class CurrencyMismatch extends UserError {
  @Field(() => String, { description: 'The currency of the program.' })
  expectedCurrency!: string;

  @Field(() => String, { description: 'The currency that was given.' })
  actualCurrency!: string;

  @Field(() => String, {
    description: 'The currency of the program.',
    deprecationReason: `Read expectedCurrency; ${goesAway}.`,
  })
  get expected(): string {
    return this.expectedCurrency;
  }

  @Field(() => String, {
    description: 'The currency that was given.',
    deprecationReason: `Read actualCurrency; ${goesAway}.`,
  })
  get actual(): string {
    return this.actualCurrency;
  }
}

@ObjectType({ ...member, description: 'Returned when an idempotency key comes again with other input.' })
export class IdempotencyConflict extends UserError {
  @Field(() => String, { description: 'The key.' })
  key!: string;
}

@ObjectType({ ...member, description: 'Returned when nothing with this id exists in this program.' })
export class NotFound extends UserError {
  @Field(() => ID, { description: 'The id that was given.' })
  id!: string;
}

@ObjectType({
  ...member,
  description: 'Returned when the input breaks its own documented shape; the message says how.',
})
export class InvalidInput extends UserError {}

@ObjectType({ ...member, description: 'Returned when the member has checked in today already.' })
export class AlreadyCheckedIn extends UserError {
  @Field(() => DateTime, { description: 'When the next check-in is possible.' })
  nextAt!: Date;
}

@ObjectType({ ...member, description: 'Returned when this cannot be done in the state the thing is in.' })
export class InvalidState extends UserError {
  @Field(() => String, {
    description:
      'The state, by the name its enum gives it; what has no such enum is REFUNDED (an order), SETTLED (a pool), REVOKED or EXPIRING (a key).',
  })
  state!: string;
}

@ObjectType({
  ...member,
  description: 'Returned when the payment provider declined the payment; another one may be tried.',
})
export class PaymentDeclined extends UserError {
  @Field(() => ID, { description: 'The exchange that still waits for its payment.' })
  exchangeId!: string;
}

@ObjectType({ ...member, description: 'Returned when something with this name or id exists already.' })
export class AlreadyExists extends UserError {
  @Field(() => ID, { description: 'What exists already.' })
  id!: string;
}

@ObjectType({ ...member, description: 'Returned when this needs a higher membership tier.' })
export class TierRequired extends UserError {
  @Field(() => String, { description: 'The key of the lowest tier that may.' })
  tier!: string;

  @Field(() => String, { description: 'What that tier is called, in the language of the request.' })
  title!: string;
}

@ObjectType({
  ...member,
  description: 'Returned when the target is reached, or less is missing than was offered.',
})
export class TargetReached extends UserError {
  @Field(() => Points, { description: 'Points that are still taken; 0 when none are.' })
  pointsLeft!: number;

  @Field(() => Points, {
    description: 'Points that are still taken; 0 when none are.',
    deprecationReason: `Read pointsLeft; ${goesAway}.`,
  })
  get left(): number {
    return this.pointsLeft;
  }
}

@ObjectType({ ...member, description: 'Returned when the points are fewer or more than can be given here.' })
export class AmountOutOfRange extends UserError {
  @Field(() => Points, { description: 'The fewest points that are taken.' })
  least!: number;

  @Field(() => Points, {
    nullable: true,
    description: 'The most points that are taken; null without a limit.',
  })
  most!: number | null;
}

@ObjectType({ ...member, description: 'Returned when the member has voted already and a vote stands.' })
export class AlreadyVoted extends UserError {
  @Field(() => ID, { description: 'The campaign they voted in.' })
  campaignId!: string;
}
