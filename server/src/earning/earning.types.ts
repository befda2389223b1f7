import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { LocalizedTextInput } from '../graphql/localized.js';
import { Money, MoneyInput } from '../graphql/money.types.js';
import { Node } from '../graphql/node.js';
import { CalendarDate, DateTime, Points } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import { Member } from '../member/member.types.js';

const keyDescription = 'Made once for one intention and reused on every retry, 1 to 200 characters.';

@ObjectType({ description: 'One day of the check-in ladder.', simpleResolvers: true })
export class CheckInStep {
  @Field(() => Int, { description: 'The day in a row, from 1.' })
  day!: number;

  @Field(() => Points, { description: 'What checking in on that day earns.' })
  points!: number;
}

@ObjectType({ description: 'Where a member stands on the check-in ladder.', simpleResolvers: true })
export class CheckInState {
  @Field(() => Boolean, { description: 'Whether today’s check-in is done, by the calendar of the program.' })
  checkedInToday!: boolean;

  @Field(() => Int, {
    description:
      'Days in a row up to now, today included once it is done; 0 when neither today nor yesterday is.',
  })
  streak!: number;

  @Field(() => Points, { description: 'What the next check-in earns.' })
  nextPoints!: number;

  @Field(() => [CheckInStep], {
    description: 'The first day and every day that earns something special, in order.',
  })
  ladder!: CheckInStep[];
}

@InputType({ description: 'A check-in for today.' })
export class CheckInInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;
}

@ObjectType({ description: 'A check-in that was made.', simpleResolvers: true })
export class CheckIn {
  @Field(() => CalendarDate, { description: 'The day it counts for.' })
  day!: string;

  @Field(() => Int, { description: 'Days in a row with this one.' })
  streak!: number;

  @Field(() => Points, { description: 'What it earned.' })
  points!: number;

  @Field(() => Member, { description: 'Who checked in, with the new balance.' })
  member!: Member;
}

@ObjectType({ description: 'The check-in, or why it was refused.', simpleResolvers: true })
export class CheckInPayload {
  @Field(() => CheckIn, { nullable: true, description: 'The check-in; null when refused.' })
  checkIn!: CheckIn | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@InputType({ description: 'One line of an order.' })
export class PurchaseLineInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The category of the brand’s products whose multiplier in the rules of the program applies; one without a multiplier, or none: 1×.',
  })
  category?: string | null;

  @Field(() => MoneyInput, { description: 'What was paid for this line.' })
  amount!: MoneyInput;
}

@InputType({ description: 'A paid order of one of the brand’s customers.' })
export class PurchaseRecordInput {
  @Field(() => String, {
    description:
      'The brand’s own id of the order, 1 to 200 characters; recorded once, however often it is sent.',
  })
  orderId!: string;

  @Field(() => String, {
    description: 'The brand’s own id of the customer; the member is made on first sight.',
  })
  customerId!: string;

  @Field(() => MoneyInput, { description: 'What was paid in all.' })
  total!: MoneyInput;

  @Field(() => [PurchaseLineInput], {
    nullable: true,
    description: 'The lines, which must add up to the total; without them the whole order counts 1×.',
  })
  lines?: PurchaseLineInput[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it was paid, in the year 2000 or later and at most a day ahead, for clocks that are set wrong; now unless given.',
  })
  purchasedAt?: Date | null;
}

@InputType({ description: 'Money of an order that went back to the customer.' })
export class PurchaseRefundInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;

  @Field(() => String, { description: 'The brand’s own id of the order.' })
  orderId!: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'How much went back; all that is not refunded yet unless given.',
  })
  amount?: MoneyInput | null;
}

@ObjectType({
  implements: Node,
  description:
    'An order of one of the brand’s customers and what it earned. Members read their own alone, operators everybody’s.',
  simpleResolvers: true,
})
export class Purchase extends Node {
  /** The ids as rows know them. */
  uuid!: string;
  memberUuid!: string;

  @Field(() => String, { description: 'The brand’s own id of the order.' })
  orderId!: string;

  @Field(() => Money, { description: 'What was paid in all.' })
  total!: Money;

  @Field(() => Points, { description: 'What the order earned.' })
  points!: number;

  @Field(() => Money, { description: 'What has been refunded of it.' })
  refunded!: Money;

  @Field(() => Points, {
    description: 'What has been taken back of its points; the part the member no longer had is owed.',
  })
  refundedPoints!: number;

  @Field(() => DateTime, { description: 'When it was paid.' })
  purchasedAt!: Date;

  @Field(() => DateTime, {
    description: 'When it was recorded; it may have been paid earlier, and lists are in this order.',
  })
  recordedAt!: Date;
}

export const PurchaseConnection = connectionType('Purchase', () => Purchase);

@ObjectType({ description: 'A purchase that was acted on, or why it was refused.', simpleResolvers: true })
export class PurchasePayload {
  @Field(() => Purchase, { nullable: true, description: 'The purchase as it is now; null when refused.' })
  purchase!: Purchase | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The recorded purchase, or why it was refused.', simpleResolvers: true })
export class PurchaseRecordPayload extends PurchasePayload {}

@ObjectType({ description: 'The refunded purchase, or why it was refused.', simpleResolvers: true })
export class PurchaseRefundPayload extends PurchasePayload {}

@InputType({ description: 'Points given by the brand.' })
export class PointsGrantInput {
  @Field(() => String, { description: keyDescription })
  idempotencyKey!: string;

  @Field(() => String, {
    description: 'The brand’s own id of the customer; the member is made on first sight.',
  })
  customerId!: string;

  @Field(() => Points, { description: 'How many, 1 to 100000000.' })
  points!: number;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What for, shown in the member’s statement, up to 200 characters in each language.',
  })
  note?: LocalizedTextInput | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When they expire; by the rule of the program unless given.',
  })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'The member who was given points, or why it was refused.', simpleResolvers: true })
export class PointsGrantPayload {
  @Field(() => Member, { nullable: true, description: 'The member with the new balance; null when refused.' })
  member!: Member | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
