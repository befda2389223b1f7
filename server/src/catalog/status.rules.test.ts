import { describe, expect, it } from 'vitest';
import { rewardStatus, type StatusFacts } from './status.rules.js';

const now = new Date('2026-11-22T08:00:00Z');
const later = new Date('2026-11-23T08:00:00Z');
const earlier = new Date('2026-11-21T08:00:00Z');
const listed: StatusFacts = { state: 'listed', onSaleFrom: null, onSaleUntil: null };

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

  it('is over once it is delisted', () => {
    expect(rewardStatus({ ...listed, state: 'delisted' }, true, now)).toBe('ended');
  });
});
