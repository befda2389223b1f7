import { describe, expect, it } from 'vitest';
import { expectedTotal, ownPrice } from './expected-total.js';

const cny = (amount: string) => ({ amount, currencyCode: 'CNY' });
const plan = (points: number, amount: string | null, member: number | null = null) => {
  const cash = amount === null ? null : cny(amount);
  return { price: { points, cash }, memberPrice: member === null ? null : { points: member, cash } };
};

describe('the expected total', () => {
  it('is what the member pays, or what everybody pays while nobody is signed in', () => {
    expect(ownPrice(plan(1_000, null, 970)).points).toBe(970);
    const lines = [
      { plan: plan(1_000, null, 970), quantity: 2 },
      { plan: plan(120, null), quantity: 3 },
    ];
    expect(expectedTotal(lines)).toEqual({ points: 2_300, cash: null });
  });

  it('adds cash without losing a cent', () => {
    const lines = [
      { plan: plan(500, '0.10'), quantity: 3 },
      { plan: plan(0, '49.00', 0), quantity: 2 },
    ];
    expect(expectedTotal(lines)).toEqual({ points: 1_500, cash: cny('98.30') });
  });

  it('is exact where a currency has other digits', () => {
    const yen = (amount: string) => ({
      price: { points: 1, cash: { amount, currencyCode: 'JPY' } },
      memberPrice: null,
    });
    expect(expectedTotal([{ plan: yen('1200'), quantity: 3 }]).cash?.amount).toBe('3600');
  });

  it('of nothing is nothing', () => {
    expect(expectedTotal([])).toEqual({ points: 0, cash: null });
  });
});
