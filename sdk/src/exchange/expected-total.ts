import type { Money, Price, PricePlan } from '../catalog/catalog.js';

/** A price plan of a variant, and how many units are to be paid by it. */
export interface PlannedLine {
  readonly plan: Pick<PricePlan, 'price' | 'memberPrice'>;
  readonly quantity: number;
}

/** What the signed-in member pays for one unit by a plan; the price for everybody while nobody is signed in. */
export function ownPrice({ price, memberPrice }: PlannedLine['plan']): Price {
  return memberPrice ?? price;
}

/** What the member has been shown for all lines together: the `expectedTotal` of `redeem`. Exact in every currency. */
export function expectedTotal(lines: readonly PlannedLine[]): Price {
  const prices = lines.map(({ plan, quantity }) => ({ ...ownPrice(plan), quantity }));
  const points = prices.reduce((sum, price) => sum + price.points * price.quantity, 0);
  const cash = prices.flatMap((price) =>
    price.cash === null ? [] : [{ ...price.cash, quantity: price.quantity }],
  );
  return { points, cash: sum(cash) };
}

/** Decimals as whole numbers of their finest unit, because binary fractions cannot hold cents. */
function sum(amounts: readonly (Money & { quantity: number })[]): Money | null {
  const [first] = amounts;
  if (first === undefined) return null;
  const digits = Math.max(...amounts.map(({ amount }) => (amount.split('.')[1] ?? '').length));
  let total = 0n;
  for (const { amount, quantity } of amounts) {
    const [whole = '0', fraction = ''] = amount.split('.');
    total += BigInt(whole + fraction.padEnd(digits, '0')) * BigInt(quantity);
  }
  const text = String(total).padStart(digits + 1, '0');
  const amount = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return { amount, currencyCode: first.currencyCode };
}
