import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/user-errors.types.js';
import { ExchangePayload } from './exchange.types.js';

const keyDescription = 'Made once for one intention and reused on every retry, 1 to 200 characters.';

@InputType({ description: 'What was handed over.' })
export class ExchangeFulfilInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The exchange, in state CONFIRMED.' })
  exchangeId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Who carries it, up to 200 characters; absent or blank when nothing is sent.',
  })
  carrier?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The number under which it can be traced, up to 200 characters; absent or blank when there is none.',
  })
  trackingNumber?: string | null;
}

@InputType({ description: 'Which exchange to undo.' })
export class ExchangeRefundInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The exchange, in state CONFIRMED or FULFILLED.' })
  exchangeId!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the audit trail, up to 200 characters.' })
  note?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether goods that were handed over came back and can be exchanged again; codes never can.',
  })
  restock!: boolean;
}

@InputType({ description: 'Codes for the pool of a virtual reward.' })
export class CodesAddInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The variant that gives the codes out.' })
  variantId!: string;

  @Field(() => [String], {
    description:
      'The codes, 1 to 10000 of 1 to 200 characters without the spaces around them; known ones are passed over.',
  })
  codes!: string[];
}

@ObjectType({ description: 'The exchange as handed over, or why it was refused.', simpleResolvers: true })
export class ExchangeFulfilPayload extends ExchangePayload {}

@ObjectType({ description: 'The refunded exchange, or why it was refused.', simpleResolvers: true })
export class ExchangeRefundPayload extends ExchangePayload {}

@ObjectType({ description: 'How many codes are new, or why they were refused.', simpleResolvers: true })
export class CodesAddPayload {
  @Field(() => Int, {
    nullable: true,
    description: 'Codes added to the pool and so to the stock; null when refused.',
  })
  added!: number | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
