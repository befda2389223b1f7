import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RewardKindEnum, Variant } from '../catalog/reward.types.js';
import { connectionType } from '../graphql/connection.js';
import { Money, Price, PriceInput } from '../graphql/money.types.js';
import { Node } from '../graphql/node.js';
import { DateTime } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { ExchangeLine as LineRow, ExchangeState, PaymentState } from './exchange.rows.js';

export const ExchangeStateEnum = {
  AWAITING_PAYMENT: 'awaiting_payment',
  CONFIRMED: 'confirmed',
  FULFILLED: 'fulfilled',
  CANCELLED: 'cancelled',
  REFUNDED: 'refunded',
  EXPIRED: 'expired',
} as const;

registerEnumType(ExchangeStateEnum, {
  name: 'ExchangeState',
  description: 'How far an exchange has come.',
  valuesConfig: {
    AWAITING_PAYMENT: {
      description: 'Points and stock are held until the cash part is paid or `paymentDueAt` has passed.',
    },
    CONFIRMED: { description: 'Paid in full; the brand prepares it.' },
    FULFILLED: { description: 'Handed over: dispatched, delivered or done.' },
    CANCELLED: { description: 'Taken back by the member; everything was returned.' },
    REFUNDED: { description: 'Undone by the brand; points and cash were returned.' },
    EXPIRED: { description: 'The cash part did not come in time; everything was returned.' },
  },
});

export const PaymentStateEnum = {
  PENDING: 'pending',
  CAPTURING: 'capturing',
  CAPTURED: 'captured',
  FAILED: 'failed',
  VOIDING: 'voiding',
  VOIDED: 'voided',
  REFUNDING: 'refunding',
  REFUNDED: 'refunded',
} as const;

registerEnumType(PaymentStateEnum, {
  name: 'PaymentState',
  description: 'How far the cash part of an exchange has come.',
  valuesConfig: {
    PENDING: { description: 'Waits for the member to pay.' },
    CAPTURING: { description: 'Authorised and decided; the provider is being told to collect it.' },
    CAPTURED: { description: 'Collected.' },
    FAILED: {
      description:
        'The provider let the authorisation lapse before it was collected; the brand decides, for example by a refund.',
    },
    VOIDING: { description: 'Not wanted any more; the provider is being told to let it go.' },
    VOIDED: { description: 'Never collected.' },
    REFUNDING: { description: 'The provider is being told to give it back.' },
    REFUNDED: { description: 'Given back.' },
  },
});

@ObjectType({ description: 'How a line was handed over.', simpleResolvers: true })
export class Shipment {
  @Field(() => String, { nullable: true, description: 'Who carries it; null when nothing is sent.' })
  carrier!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The number under which it can be traced; null without one.',
  })
  trackingNumber!: string | null;

  @Field(() => DateTime, { description: 'When it was handed over.' })
  fulfilledAt!: Date;
}

@ObjectType({ description: 'One reward of an exchange, at the price agreed.', simpleResolvers: true })
export class ExchangeLine {
  row!: LineRow;
  exchangeUuid!: string;

  @Field(() => String, { description: 'The title as it was when exchanged, in the language of the request.' })
  title!: string;

  @Field(() => RewardKindEnum, { description: 'What kind of reward it is.' })
  kind!: LineRow['kind'];

  @Field(() => Int, { description: 'Pieces.' })
  quantity!: number;

  @Field(() => Price, { description: 'What was paid for one piece.' })
  unitPrice!: Price;

  @Field(() => Price, {
    description:
      'What one piece cost without the discount of the member’s tier; the same as `unitPrice` where there was none.',
  })
  listPrice!: Price;

  @Field(() => Price, { description: 'The price of all pieces of this line.' })
  total!: Price;

  @Field(() => Shipment, {
    nullable: true,
    description: 'How it was handed over; null before, and for codes.',
  })
  shipment!: Shipment | null;

  variant?: Variant;
}

@ObjectType({ description: 'The cash part of an exchange.', simpleResolvers: true })
export class Payment {
  @Field(() => String, { description: 'The payment provider; `test` is the one built in.' })
  provider!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The payment at the provider; null until it has been opened there.',
  })
  intentId!: string | null;

  @Field(() => Money, { description: 'The cash to be paid.' })
  amount!: Money;

  @Field(() => PaymentStateEnum, { description: 'How far the payment has come.' })
  state!: PaymentState;
}

@ObjectType({
  implements: Node,
  description:
    'Points given for rewards, all lines or none; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class Exchange extends Node {
  uuid!: string;
  memberUuid!: string;

  @Field(() => ExchangeStateEnum, { description: 'How far it has come.' })
  state!: ExchangeState;

  @Field(() => Price, { description: 'What all lines cost together.' })
  total!: Price;

  /** Makes the lines, once they are asked for: most who exchange ask for less. */
  makeLines!: () => ExchangeLine[];

  @Field(() => [ExchangeLine], { description: 'What was exchanged for, in the order asked.' })
  get lines(): ExchangeLine[] {
    return this.makeLines();
  }

  @Field(() => Boolean, { description: 'Whether the member can still cancel it.' })
  cancellable!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the tier of the member has the physical lines sent free of charge.',
  })
  freeShipping!: boolean;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it last changed.' })
  updatedAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when the cash part can be paid, told of a paid one still; null without one.',
  })
  paymentDueAt!: Date | null;

  @Field(() => String, { description: 'A decimal number that only grows, with every change.' })
  version!: string;
}

export const stateArg = { nullable: true, description: 'Only those in this state; absent: all.' };

export const ExchangeConnection = connectionType('Exchange', () => Exchange);

@InputType({ description: 'One reward to exchange for.' })
export class ExchangeLineInput {
  @Field(() => ID, { description: 'The variant wanted.' })
  variantId!: string;

  @Field(() => Int, { defaultValue: 1, description: 'Pieces, 1 to 1000.' })
  quantity!: number;

  @Field(() => ID, {
    nullable: true,
    description:
      'The price plan to pay by; without one, the cheapest in points that needs no cash of those open to the member, else the first. One that is gone is refused with NotFound; with an `expectedTotal` it is as if none had been named, so that a changed price is told as PriceChanged.',
  })
  pricePlanId?: string | null;
}

@InputType({ description: 'What to exchange points for.' })
export class ExchangeRedeemInput {
  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;

  @Field(() => [ExchangeLineInput], { description: 'The rewards, 1 to 50 lines: all of them or none.' })
  lines!: ExchangeLineInput[];

  @Field(() => PriceInput, {
    nullable: true,
    description: 'The total the member was shown; another total is refused with PriceChanged.',
  })
  expectedTotal?: PriceInput | null;
}

@InputType({ description: 'How to pay the cash part of an exchange.' })
export class ExchangePayInput {
  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The exchange that awaits payment.' })
  exchangeId!: string;

  @Field(() => String, {
    description:
      'The provider’s name for how to pay; the built-in test provider knows `test_ok` and `test_declined`.',
  })
  paymentMethod!: string;
}

@InputType({ description: 'Which exchange to take back.' })
export class ExchangeCancelInput {
  @Field(() => String, {
    description: 'Made once for one intention and reused on every retry, 1 to 200 characters.',
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The exchange to cancel.' })
  exchangeId!: string;
}

@ObjectType({ description: 'An exchange that was acted on, or why it was refused.', simpleResolvers: true })
export class ExchangePayload {
  @Field(() => Exchange, { nullable: true, description: 'The exchange as it is now; null when refused.' })
  exchange!: Exchange | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The new exchange, or why it was refused.', simpleResolvers: true })
export class ExchangeRedeemPayload extends ExchangePayload {}

@ObjectType({ description: 'The exchange after the payment, or why it was refused.', simpleResolvers: true })
export class ExchangePayPayload extends ExchangePayload {}

@ObjectType({ description: 'The cancelled exchange, or why it was refused.', simpleResolvers: true })
export class ExchangeCancelPayload extends ExchangePayload {}
