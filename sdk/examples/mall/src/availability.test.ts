import { describe, expect, it } from 'vitest';
import { availability, mostAtOnce, readiness } from './availability.js';
import type { Stock } from './types.js';

const now = Date.parse('2026-11-22T08:00:00Z');
const open = { status: 'ON_SALE', onSaleFrom: null, earlyAccess: null, onSaleUntil: null } as const;

function stock(available: number | null): Stock {
  return { variantId: 'variant_1', available, unlimited: available === null, batch: null, version: '1' };
}

describe('what is said of a reward', () => {
  it('counts all its variants together', () => {
    expect(availability(open, [stock(12), stock(3)], now)).toEqual({ kind: 'left', count: 15, low: false });
  });

  it('says low from ten downwards', () => {
    expect(availability(open, [stock(11)], now)).toMatchObject({ low: false });
    expect(availability(open, [stock(10)], now)).toMatchObject({ low: true });
  });

  it('is sold out as soon as the last counter says so, whatever the answer before said', () => {
    expect(availability(open, [stock(0), stock(0)], now)).toEqual({ kind: 'sold-out' });
  });

  it('is back as soon as there is stock again, even if the answer before said sold out', () => {
    const reward = { ...open, status: 'SOLD_OUT' } as const;
    expect(availability(reward, [stock(2)], now)).toMatchObject({ kind: 'left', count: 2 });
  });

  it('opens by the clock, without asking again', () => {
    const reward = { ...open, status: 'COMING_SOON', onSaleFrom: '2026-11-22T08:00:01Z' } as const;
    expect(availability(reward, [stock(5)], now).kind).toBe('coming-soon');
    expect(availability(reward, [stock(5)], now + 1000).kind).toBe('left');
  });

  it('opens earlier for members with early access', () => {
    const early = { earlyAccess: '2026-11-22T08:00:01Z', onSaleFrom: '2026-11-23T08:00:00Z' };
    const reward = { ...open, status: 'COMING_SOON', ...early } as const;
    expect(availability(reward, [stock(5)], now)).toEqual({ kind: 'coming-soon', from: early.earlyAccess });
    expect(availability(reward, [stock(5)], now + 1000).kind).toBe('left');
  });

  it('ends by the clock, without asking again', () => {
    const reward = { ...open, onSaleUntil: '2026-11-22T08:00:01Z' };
    expect(availability(reward, [stock(null)], now).kind).toBe('unlimited');
    expect(availability(reward, [stock(null)], now + 1000).kind).toBe('ended');
  });
});

describe('the exchange button', () => {
  const asked = {
    availability: { kind: 'left', count: 5, low: true },
    quantity: 1,
    limitLeft: null,
    locked: false,
    points: 500,
    balance: 500,
  } as const;

  it('is ready when the points just suffice', () => {
    expect(readiness(asked)).toBe('ready');
  });

  it('names how many points are missing', () => {
    expect(readiness({ ...asked, balance: 380 })).toEqual({ short: 120 });
  });

  it('asks a guest to sign in before it speaks of points', () => {
    expect(readiness({ ...asked, balance: null })).toBe('signed-out');
  });

  it('is locked for members below the tier that it needs, whatever points they have', () => {
    expect(readiness({ ...asked, locked: true })).toBe('locked');
    expect(readiness({ ...asked, locked: true, balance: null })).toBe('signed-out');
  });

  it('says sold out to a guest too', () => {
    expect(readiness({ ...asked, balance: null, availability: { kind: 'sold-out' } })).toBe('sold-out');
  });

  it('refuses more than the limit leaves', () => {
    expect(readiness({ ...asked, quantity: 2, limitLeft: 1 })).toBe('limit-reached');
  });
});

describe('the most at once', () => {
  it('is what is left of stock and limit, whichever is less', () => {
    expect(mostAtOnce(stock(3), 7)).toBe(3);
    expect(mostAtOnce(stock(7), 3)).toBe(3);
    expect(mostAtOnce(stock(null), null)).toBe(20);
  });
});
