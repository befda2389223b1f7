import { describe, expect, it } from 'vitest';
import { rewardStatus, saleFrom, type StatusFacts } from './status.rules.js';

const now = new Date('2026-11-22T08:00:00Z');
const later = new Date('2026-11-23T08:00:00Z');
const earlier = new Date('2026-11-21T08:00:00Z');
const listed: StatusFacts = { state: 'listed', onSaleFrom: null, onSaleUntil: null, pricing: 'now' };

describe('the status of a reward', () => {
  it('is on sale while something is left', () => expect(rewardStatus(listed, true, now)).toBe('on_sale'));
  it('is sold out when nothing is left', () => expect(rewardStatus(listed, false, now)).toBe('sold_out'));

  it('is coming soon before its window, whatever the stock', () => {
    expect(rewardStatus({ ...listed, onSaleFrom: later }, false, now)).toBe('coming_soon');
  });

  it('is on sale from the first moment of its window and over at its last', () => {
    expect(rewardStatus({ ...listed, onSaleFrom: now, onSaleUntil: later }, true, now)).toBe('on_sale');
    expect(rewardStatus({ ...listed, onSaleFrom: earlier, onSaleUntil: now }, true, now)).toBe('ended');
  });

  it('is coming soon before a price counts, and over when none will any more', () => {
    expect(rewardStatus({ ...listed, pricing: later }, true, now)).toBe('coming_soon');
    expect(rewardStatus({ ...listed, pricing: 'over' }, true, now)).toBe('ended');
  });

  it('is over once it is delisted', () => {
    expect(rewardStatus({ ...listed, state: 'delisted' }, true, now)).toBe('ended');
  });
});

it('a sale begins when its window is open and a price counts', () => {
  expect(saleFrom(null, 'now')).toBeNull();
  expect(saleFrom(now, 'over')).toBe(now);
  expect([saleFrom(null, later), saleFrom(now, later), saleFrom(later, now)]).toEqual([later, later, later]);
});
