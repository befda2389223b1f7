import { describe, expect, it } from 'vitest';
import { availableNow, type Batch, batchLeft, putBack, take } from './stock.rules.js';

const november = '2026-11-01';
const december = '2026-12-01';
const batch = (taken: number, startedOn: string | null = november): Batch => ({
  size: 100,
  period: 'month',
  taken,
  startedOn,
});

describe('what can be taken', () => {
  it('is what is on hand', () => expect(availableNow({ onHand: 7, batch: null }, null)).toBe(7));
  it('is unlimited when nothing is counted', () =>
    expect(availableNow({ onHand: null, batch: null }, null)).toBeNull());

  it('is the smaller of batch and stock', () => {
    expect(availableNow({ onHand: 500, batch: batch(40) }, november)).toBe(60);
    expect(availableNow({ onHand: 12, batch: batch(40) }, november)).toBe(12);
    expect(availableNow({ onHand: null, batch: batch(40) }, november)).toBe(60);
  });

  it('is a whole batch again when the next period begins', () => {
    expect(batchLeft(batch(100), november)).toBe(0);
    expect(batchLeft(batch(100), december)).toBe(100);
    expect(batchLeft(batch(0, null), november)).toBe(100);
  });

  it('is never negative, though the batch was made smaller', () => {
    expect(batchLeft({ ...batch(100), size: 80 }, november)).toBe(0);
  });
});

describe('taking', () => {
  it('lowers what is on hand and counts in the batch', () => {
    expect(take({ onHand: 10, batch: batch(40) }, 3, november)).toEqual({ onHand: 7, batch: batch(43) });
  });

  it('starts to count again in a new period', () => {
    expect(take({ onHand: 10, batch: batch(100) }, 3, december)).toEqual({
      onHand: 7,
      batch: batch(3, december),
    });
  });

  it('leaves what is unlimited unlimited', () => {
    expect(take({ onHand: null, batch: null }, 3, null)).toEqual({ onHand: null, batch: null });
  });
});

describe('putting back', () => {
  it('undoes the taking within the period', () => {
    const before = { onHand: 10, batch: batch(40) };
    expect(putBack(take(before, 3, november), 3, november, november)).toEqual(before);
  });

  it('gives nothing back to the batch of a later period', () => {
    const now = { onHand: 10, batch: batch(5, december) };
    expect(putBack(now, 3, december, november)).toEqual({ onHand: 13, batch: batch(5, december) });
  });

  it('gives nothing to a batch that began after the piece was taken without one', () => {
    expect(putBack({ onHand: 10, batch: batch(5) }, 1, november, null)).toEqual({
      onHand: 11,
      batch: batch(5),
    });
  });

  it('never makes a batch larger than it is', () => {
    expect(putBack({ onHand: 10, batch: batch(2) }, 3, november, november)).toEqual({
      onHand: 13,
      batch: batch(0),
    });
  });
});
