import { describe, expect, it } from 'vitest';
import {
  allocateCapture,
  allocateExpiry,
  allocateSpend,
  allocateTakeBack,
  available,
  byExpiry,
  due,
  expirable,
  type Lot,
  splitClawback,
  splitEarned,
} from './ledger.rules.js';

const now = 1_000;
const lot = (id: string, expiresAt: number, remaining: number, earnedOn = '2026-11-22'): Lot => ({
  id,
  earnedOn,
  expiresAt,
  amount: remaining,
  remaining,
});
const past = lot('past', 1_000, 30);
const soon = lot('soon', 1_001, 40);
const later = lot('later', 2_000, 50);
const lots = [later, past, soon];
const posted = 120;

describe('points past their expiry', () => {
  it('are due from the very moment they expire', () => {
    expect(due(lots, 999)).toBe(0);
    expect(due(lots, 1_000)).toBe(30);
    expect(due(lots, 1_001)).toBe(70);
  });

  it('cannot be spent, though the job has not moved them yet', () => {
    expect(available({ posted, held: 0 }, lots, now)).toBe(90);
  });

  it('stay while a hold covers them', () => {
    expect(expirable({ posted, held: 0 }, lots, now)).toBe(30);
    expect(expirable({ posted, held: 10 }, lots, now)).toBe(20);
    expect(expirable({ posted, held: 30 }, lots, now)).toBe(0);
    expect(expirable({ posted, held: 100 }, lots, now)).toBe(0);
  });

  it('and held ones are not counted twice against what can be spent', () => {
    expect(available({ posted, held: 10 }, lots, now)).toBe(90);
    expect(available({ posted, held: 50 }, lots, now)).toBe(70);
    expect(available({ posted, held: 120 }, lots, now)).toBe(0);
  });
});

describe('spending', () => {
  it('takes the earliest expiry first, and only what is still valid', () => {
    expect(allocateSpend(lots, 60, now)).toEqual([
      { lotId: 'soon', amount: 40 },
      { lotId: 'later', amount: 20 },
    ]);
  });

  it('takes the last point', () => {
    expect(allocateSpend(lots, 90, now)).toEqual([
      { lotId: 'soon', amount: 40 },
      { lotId: 'later', amount: 50 },
    ]);
  });

  it('of more than there is takes nothing', () => expect(allocateSpend(lots, 91, now)).toBeNull());
  it('of nothing takes nothing', () => expect(allocateSpend([], 0, now)).toEqual([]));

  it('passes over lots that are used up', () => {
    expect(allocateSpend([lot('empty', 1_500, 0), later], 10, now)).toEqual([{ lotId: 'later', amount: 10 }]);
  });
});

describe('capturing a hold', () => {
  it('takes lots that came due meanwhile, first of all', () => {
    expect(allocateCapture(lots, 50)).toEqual([
      { lotId: 'past', amount: 30 },
      { lotId: 'soon', amount: 20 },
    ]);
  });
});

describe('expiry', () => {
  it('takes only what is due', () => {
    expect(allocateExpiry(lots, 20, now)).toEqual([{ lotId: 'past', amount: 20 }]);
    expect(allocateExpiry(lots, 31, now)).toBeNull();
  });
});

describe('taking back what was earned', () => {
  it('starts with the lots it went into, then takes the rest by expiry', () => {
    expect(allocateTakeBack(lots, new Set(['later']), 70, now)).toEqual([
      { lotId: 'later', amount: 50 },
      { lotId: 'soon', amount: 20 },
    ]);
  });

  it('leaves due points alone, even where they were earned', () => {
    expect(allocateTakeBack(lots, new Set(['past']), 30, now)).toEqual([{ lotId: 'soon', amount: 30 }]);
    expect(allocateTakeBack(lots, new Set(['past']), 91, now)).toBeNull();
  });
});

describe('the order of lots', () => {
  it('is by expiry, then by the day they were earned, then by id, so that every process agrees', () => {
    const a = lot('a', 5, 1, '2026-11-02');
    const b = lot('b', 5, 1, '2026-11-01');
    const c = lot('c', 4, 1, '2026-11-03');
    const d = lot('d', 5, 1, '2026-11-02');
    expect([d, a, b, c].sort(byExpiry).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
  });
});

describe('a debt', () => {
  it('is repaid first from what is earned', () => {
    expect(splitEarned(100, 0)).toEqual({ repaid: 0, kept: 100 });
    expect(splitEarned(100, 30)).toEqual({ repaid: 30, kept: 70 });
    expect(splitEarned(100, 300)).toEqual({ repaid: 100, kept: 0 });
  });

  it('is what the member no longer has of what is taken back', () => {
    expect(splitClawback(100, 100)).toEqual({ taken: 100, owed: 0 });
    expect(splitClawback(100, 30)).toEqual({ taken: 30, owed: 70 });
    expect(splitClawback(100, 0)).toEqual({ taken: 0, owed: 100 });
    expect(splitClawback(100, -5)).toEqual({ taken: 0, owed: 100 });
  });
});
