import { Field, ObjectType } from 'type-graphql';
import { DateTime, Points } from '../graphql/scalars.js';
import { type BalanceFacts, balanceNow } from './balance.rules.js';

@ObjectType({
  description: 'What a member has in points; of two balances the one with the higher version is newer.',
  simpleResolvers: true,
})
export class Balance {
  @Field(() => Points, { description: 'Points that can be spent now.' })
  available!: number;

  @Field(() => Points, {
    description: 'Points reserved for something that is not decided yet, such as an open payment.',
  })
  held!: number;

  @Field(() => Points, {
    description: 'Points earned that become spendable once the return period of the order is over.',
  })
  pending!: number;

  @Field(() => Points, {
    description:
      'Points still to be given back for refunded orders; repaid first from what is earned next or comes back from an exchange or a pool.',
  })
  owed!: number;

  @Field(() => Points, {
    description: 'Points that expire within the days the program calls soon (30 unless it says otherwise).',
  })
  expiringSoon!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the first of them expire; null when none do.' })
  expiringSoonAt!: Date | null;

  @Field(() => String, { description: 'A decimal number that only grows, with every change of the balance.' })
  version!: string;
}

export function describeBalance(facts: BalanceFacts, now: Date, expiringSoonDays: number): Balance {
  return { ...balanceNow(facts, now, expiringSoonDays), version: String(facts.version) };
}
