import { describe, expect, it } from 'vitest';
import { nextTurn, offeredAt, toldMoment, turned, type WindowPlan, type Windows } from './window.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour));
const always = { name: 'always', startsAt: null, endsAt: null, tier: null };
const early = { ...always, name: 'early', endsAt: at(10) };
const late = { ...always, name: 'late', startsAt: at(10) };
const gold = { ...always, name: 'gold', endsAt: at(9), tier: 'gold' };
const windows = (more: Partial<Windows<WindowPlan & { name: string }>> = {}) => ({
  listed: true,
  onSaleFrom: at(6),
  onSaleUntil: at(20),
  plans: [always, early, late, gold],
  ...more,
});
const names = (moment: Date | null) => offeredAt(windows(), moment).plans.map(({ name }) => name);

describe('what partners are told of a variant', () => {
  it('is listed from the start of its sale until its end', () => {
    const listed = [5, 6, 19, 20].map((hour) => offeredAt(windows(), at(hour)).listed);
    expect(listed).toEqual([false, true, true, false]);
    expect(offeredAt(windows({ listed: false }), at(7)).listed).toBe(false);
  });
  it('has the prices for everybody whose windows are open, in their order', () => {
    expect(names(at(9))).toEqual(['always', 'early']);
    expect(names(at(10))).toEqual(['always', 'late']);
  });
  it('was all of them, before windows were told', () => {
    expect(names(null)).toEqual(['always', 'early', 'late']);
    expect(offeredAt(windows({ onSaleUntil: at(1) }), null).listed).toBe(true);
  });
  it('is never told as of before what has been told', () => {
    expect(toldMoment(at(9), at(8))).toEqual(at(9));
    expect(toldMoment(at(9), at(10))).toEqual(at(10));
    expect(toldMoment(null, at(8))).toEqual(at(8));
  });
});

describe('the next turn', () => {
  it('is the next end of any window for everybody, those of tiers left out', () => {
    expect([5, 6, 10, 20].map((hour) => nextTurn(windows(), at(hour)))).toEqual([
      at(6),
      at(10),
      at(20),
      null,
    ]);
  });
});

describe('a turn', () => {
  it('is one of listing or of prices, or none where nobody sees it', () => {
    expect(turned(windows(), at(9), at(10))).toBe('PRICE');
    expect(turned(windows(), at(9), at(20))).toBe('LISTING');
    expect(turned(windows(), at(10), at(11))).toBeNull();
    expect(turned(windows({ listed: false, plans: [always] }), at(9), at(20))).toBeNull();
  });
  it('is none where a window opened and closed meanwhile', () => {
    const between = { ...always, startsAt: at(8), endsAt: at(9) };
    expect(turned(windows({ plans: [always, between] }), at(7), at(10))).toBeNull();
  });
});
