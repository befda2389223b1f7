import type { Line } from './state.js';
import type { Money, PricePlan, Price, Variant } from './types.js';

/** Cash is added in hundredths, because binary fractions cannot hold cents. */
export function timesQuantity(price: Price, quantity: number): Price {
  return { points: price.points * quantity, cash: price.cash === null ? null : scale(price.cash, quantity) };
}

export function totalOf(lines: readonly Line[]): Price {
  return lines
    .map((line) => timesQuantity(line.plan.price, line.quantity))
    .reduce((sum, next) => ({ points: sum.points + next.points, cash: add(sum.cash, next.cash) }), {
      points: 0,
      cash: null,
    });
}

/** The plan that a card has shown the price of, so that the sheet does not open with another one. */
export function planOfPrice(variant: Variant, price: Price): PricePlan | null {
  return (
    variant.pricePlans.find(
      (plan) => plan.price.points === price.points && plan.price.cash?.amount === price.cash?.amount,
    ) ?? usualPlan(variant)
  );
}

/** The plan the server itself would take: the fewest points without cash, else the first. */
export function usualPlan(variant: Variant): PricePlan | null {
  const withoutCash = variant.pricePlans
    .filter((plan) => plan.price.cash === null)
    .toSorted((one, other) => one.price.points - other.price.points);
  return withoutCash[0] ?? variant.pricePlans[0] ?? null;
}

function hundredths(money: Money): number {
  return Math.round(Number(money.amount) * 100);
}

function scale(money: Money, quantity: number): Money {
  return { ...money, amount: ((hundredths(money) * quantity) / 100).toFixed(2) };
}

function add(one: Money | null, other: Money | null): Money | null {
  if (one === null || other === null) return one ?? other;
  return { ...one, amount: ((hundredths(one) + hundredths(other)) / 100).toFixed(2) };
}
