import { Field, ObjectType } from 'type-graphql';
import { type Language, localize } from '../graphql/localized.js';
import { Money, money } from '../graphql/money.types.js';
import { DateTime, Points } from '../graphql/scalars.js';
import type { PoolPage } from './pool.rows.js';

@ObjectType({ description: 'What became of the points of a completed pool.', simpleResolvers: true })
export class PoolSettlement {
  @Field(() => Points, { description: 'Points paid out: everything that was pledged.' })
  points!: number;

  @Field(() => Money, {
    nullable: true,
    description: 'What was paid for the thing; null when it is not told.',
  })
  amount!: Money | null;

  @Field(() => String, { description: 'The statement of the brand, in the language of the request.' })
  statement!: string;

  @Field(() => String, { nullable: true, description: 'A document that proves it; null without one.' })
  documentUrl!: string | null;

  @Field(() => DateTime, { description: 'When it was paid out.' })
  at!: Date;
}

export function settlementView({ settlement }: PoolPage, language: Language): PoolSettlement | null {
  if (settlement === null) return null;
  const { points, amountMinor, currency, statement, documentUrl, at } = settlement;
  const amount = amountMinor === null ? null : money(amountMinor, currency);
  return { points, amount, statement: localize(statement, language), documentUrl, at };
}
