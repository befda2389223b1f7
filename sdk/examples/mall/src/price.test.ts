import { describe, expect, it } from 'vitest';
import { planOfPrice, presentPlan, timesQuantity, totalOf, usualPlan } from './price.js';
import type { Line } from './state.js';
import type { PricePlan, Variant } from './types.js';

function plan(points: number, cash: string | null): PricePlan {
  const money = cash === null ? null : { amount: cash, currencyCode: 'CNY' };
  return {
    id: `${points}/${cash}`,
    price: { points, cash: money },
    memberPrice: null,
    tier: null,
    label: null,
    startsAt: null,
    endsAt: null,
  };
}

function variant(...pricePlans: PricePlan[]): Variant {
  const stock = { variantId: 'variant_1', available: 1, unlimited: false, batch: null, version: '1' };
  return { id: 'variant_1', title: 'Standard', sku: null, options: [], pricePlans, stock };
}

function line(chosen: PricePlan, quantity: number): Line {
  const reward = { id: 'reward_1', handle: 'tea', title: 'Tea', kind: 'PHYSICAL', images: [] } as const;
  return { reward, variant: variant(chosen), plan: chosen, quantity };
}

describe('the total of a cart', () => {
  it('adds points and cash of every line by its quantity', () => {
    const total = totalOf([line(plan(500, '49.00'), 2), line(plan(120, null), 3)]);
    expect(total).toEqual({ points: 1360, cash: { amount: '98.00', currencyCode: 'CNY' } });
  });

  it('keeps cents exact where binary fractions would not', () => {
    expect(timesQuantity(plan(0, '0.10').price, 3).cash?.amount).toBe('0.30');
    expect(totalOf([line(plan(1, '0.10'), 1), line(plan(1, '0.20'), 1)]).cash?.amount).toBe('0.30');
  });

  it('is what its lines cost in a currency with more or fewer than two decimals, too', () => {
    const dinars = plan(10, '1.255');
    expect(timesQuantity(dinars.price, 2)).toEqual(totalOf([line(dinars, 2)]));
    expect(timesQuantity(dinars.price, 2).cash?.amount).toBe('2.510');
    expect(timesQuantity(plan(10, '1200').price, 3).cash?.amount).toBe('3600');
  });

  it('has no cash when no line asks for any', () => {
    expect(totalOf([line(plan(5, null), 1)]).cash).toBeNull();
  });
});

describe('the plan chosen to begin with', () => {
  it('is the one whose price the card has shown', () => {
    const offered = variant(plan(900, null), plan(300, '9.00'));
    expect(planOfPrice(offered, plan(300, '9.00').price)?.price.points).toBe(300);
    expect(planOfPrice(offered, plan(100, null).price)?.price.points).toBe(900);
  });

  it('is the one with the fewest points among those without cash', () => {
    expect(usualPlan(variant(plan(300, '9.00'), plan(900, null), plan(800, null)))?.price.points).toBe(800);
  });

  it('is never one that the member’s tier does not open', () => {
    const tier = { key: 'gold', title: 'Gold' };
    const forGold = { ...plan(700, null), tier };
    expect(usualPlan(variant(plan(900, null), forGold))?.price.points).toBe(900);
    const own = { ...plan(900, null), memberPrice: { points: 873, cash: null } };
    expect(usualPlan(variant(own, forGold))).toBe(own);
    expect(planOfPrice(variant(plan(800, null), own), { points: 873, cash: null })).toBe(own);
    const opened = { ...forGold, memberPrice: { points: 700, cash: null } };
    expect(usualPlan(variant(own, opened))).toBe(opened);
  });

  it('is the first when all ask for cash', () => {
    expect(usualPlan(variant(plan(400, '5.00'), plan(300, '9.00')))?.price.points).toBe(400);
  });
});

describe('the plan of a line in the cart', () => {
  it('stays what it is, at what it costs now', () => {
    const before = plan(500, null);
    const dearer = { ...before, price: { points: 600, cash: null } };
    expect(presentPlan(variant(plan(100, null), dearer), before)).toBe(dearer);
  });

  it('gives way, once it has gone, to the one at the same price, else to the usual one', () => {
    const gone = { ...plan(500, '49.00'), id: 'gone' };
    const [usual, same] = [plan(900, null), plan(500, '49.00')];
    expect(presentPlan(variant(usual, same), gone)).toBe(same);
    expect(presentPlan(variant(usual, plan(500, '59.00')), gone)).toBe(usual);
  });
});
