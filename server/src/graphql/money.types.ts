import { Field, InputType, ObjectType } from 'type-graphql';
import type { PriceFact } from '../platform/refusal.js';
import { CurrencyCode, Decimal, Points } from './scalars.js';
import { minorDigits } from '../platform/currency.rules.js';

@ObjectType({ description: 'An amount of cash.', simpleResolvers: true })
export class Money {
  @Field(() => Decimal, {
    description: 'The amount in whole units of the currency, for example "49.00" yuan.',
  })
  amount!: string;

  @Field(() => CurrencyCode, { description: 'The currency of the amount.' })
  currencyCode!: string;
}

@ObjectType({
  description: 'What something costs: points, and cash where both are asked.',
  simpleResolvers: true,
})
export class Price {
  @Field(() => Points, { description: 'Points to be spent.' })
  points!: number;

  @Field(() => Money, {
    nullable: true,
    description: 'Cash to be paid as well; null when points are enough.',
  })
  cash!: Money | null;
}

@InputType({ description: 'An amount of cash.' })
export class MoneyInput {
  @Field(() => Decimal, {
    description: 'The amount in whole units of the currency, for example "49.00" yuan.',
  })
  amount!: string;

  @Field(() => CurrencyCode, { description: 'The currency of the amount.' })
  currencyCode!: string;
}

@InputType({ description: 'A price: points, and cash where both are asked.' })
export class PriceInput {
  @Field(() => Points, { description: 'Points to be spent.' })
  points!: number;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Cash to be paid as well; absent when points are enough.',
  })
  cash?: MoneyInput | null;
}

/** Cash as it is stored (smallest units) told as GraphQL tells it. */
export function money(minor: number, currency: string): Money {
  const digits = minorDigits(currency);
  const text = String(minor).padStart(digits + 1, '0');
  const amount = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return { amount, currencyCode: currency };
}

/** The smallest units of an amount; null when it is finer than the currency allows or too large to be exact. */
export function minorUnits(input: MoneyInput): number | null {
  const digits = minorDigits(input.currencyCode);
  const [whole = '0', fraction = ''] = input.amount.split('.');
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}

export function price(fact: PriceFact): Price {
  return {
    points: fact.points,
    cash: fact.cash === null ? null : money(fact.cash.minor, fact.cash.currency),
  };
}

/** The facts of a price given by a caller; null when its cash amount cannot be exact. */
export function priceFact(input: PriceInput): PriceFact | null {
  if (!input.cash) return { points: input.points, cash: null };
  const minor = minorUnits(input.cash);
  return minor === null ? null : { points: input.points, cash: { minor, currency: input.cash.currencyCode } };
}
