import type { Notice } from '@jifen/sdk';
import { describe, expect, test } from 'vitest';
import { firstTold, laterTold, type Told } from './fresh.js';

const before = '2026-11-01T08:00:00.000Z';
const marked = '2026-11-28T08:00:00.000Z';

const read = (...moments: (string | null)[]): Notice[] =>
  moments.map((readAt, nth) => ({
    id: `notice-${nth}`,
    kind: 'TIER_RAISED',
    message: '',
    at: before,
    readAt,
    subject: null,
  }));
const fresh = (told: readonly Told[]) => told.map(({ isNew }) => isNew);

describe('a notice is new', () => {
  test('on the first page while nobody has read it', () => {
    const { told, opening } = firstTold(read(null, null, before), 2);
    expect(fresh(told)).toEqual([true, true, false]);
    expect(opening).toEqual({ behind: 0, markedAt: null });
  });

  test('on a later page when it was marked by this opening', () => {
    const { opening } = firstTold(read(null, null), 5);
    const second = laterTold(read(marked, marked), opening);
    expect(fresh(second.told)).toEqual([true, true]);
    const third = laterTold(read(marked, before), second.opening);
    expect(fresh(third.told)).toEqual([true, false]);
    expect(fresh(laterTold(read(before, before), third.opening).told)).toEqual([false, false]);
  });

  test('on a later page that was read before the marking arrived, or without it', () => {
    const { opening } = firstTold(read(null), 3);
    const second = laterTold(read(null, null), opening);
    expect(fresh(second.told)).toEqual([true, true]);
  });

  test('never where all that were unread stood on the first page', () => {
    const { opening } = firstTold(read(null, before), 1);
    expect(fresh(laterTold(read(before, before), opening).told)).toEqual([false, false]);
  });
});
