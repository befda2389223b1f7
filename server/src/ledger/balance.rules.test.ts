import { describe, expect, it } from 'vitest';
import { type BalanceFacts, balanceNow } from './balance.rules.js';

const now = new Date('2026-11-22T04:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const lot = (days: number, remaining: number) => ({ expiresAt: inDays(days), remaining });

function facts(more: Partial<BalanceFacts>): BalanceFacts {
  const { lots = [] } = more;
  const posted = lots.reduce((sum, { remaining }) => sum + remaining, 0);
  return { memberId: 'm', programId: 'p', posted, held: 0, pending: 0, owed: 0, version: 1, lots, ...more };
}

describe('a balance', () => {
  it('counts what is held as not available', () => {
    expect(balanceNow(facts({ lots: [lot(90, 100)], held: 30 }), now, 30)).toMatchObject({
      available: 70,
      held: 30,
    });
  });

  it('counts due points no more, before any job has moved them', () => {
    expect(balanceNow(facts({ lots: [lot(0, 40), lot(90, 100)] }), now, 30).available).toBe(100);
  });

  it('counts due points under a hold once, as held', () => {
    const due = facts({ lots: [lot(-1, 40), lot(90, 100)], held: 30 });
    expect(balanceNow(due, now, 30)).toMatchObject({ available: 100, held: 30 });
  });

  it('is never negative', () => {
    expect(balanceNow(facts({ lots: [lot(90, 10)], held: 10, owed: 5 }), now, 30).available).toBe(0);
  });

  it('tells pending and owed points beside what is available', () => {
    expect(balanceNow(facts({ lots: [lot(90, 10)], pending: 7, owed: 3 }), now, 30)).toEqual({
      available: 10,
      held: 0,
      pending: 7,
      owed: 3,
      expiringSoon: 0,
      expiringSoonAt: null,
    });
  });
});

describe('points that expire soon', () => {
  it('are those within the days the program says, the last of them included', () => {
    const soon = facts({ lots: [lot(3, 10), lot(30, 20), lot(30.001, 40)] });
    expect(balanceNow(soon, now, 30)).toMatchObject({ expiringSoon: 30, expiringSoonAt: inDays(3) });
    expect(balanceNow(soon, now, 7)).toMatchObject({ expiringSoon: 10, expiringSoonAt: inDays(3) });
  });

  it('are not those that have expired already', () => {
    const gone = facts({ lots: [lot(0, 10), lot(5, 20)] });
    expect(balanceNow(gone, now, 30)).toMatchObject({ expiringSoon: 20, expiringSoonAt: inDays(5) });
  });
});
