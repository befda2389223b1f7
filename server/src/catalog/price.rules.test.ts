import { describe, expect, it } from 'vitest';
import { cheapestPlan, isInForce, offeredPlans, type PlanFacts } from './price.rules.js';

const now = new Date('2026-11-22T08:00:00Z');
const hour = 3_600_000;
const later = new Date(now.getTime() + hour);
const earlier = new Date(now.getTime() - hour);

function plan(points: number, more: Partial<PlanFacts> = {}): PlanFacts {
  return { points, cashMinor: null, startsAt: null, endsAt: null, ...more };
}

describe('a price plan', () => {
  it('is in force from its start to just before its end', () => {
    expect(isInForce({ startsAt: now, endsAt: later }, now)).toBe(true);
    expect(isInForce({ startsAt: earlier, endsAt: now }, now)).toBe(false);
    expect(isInForce({ startsAt: later, endsAt: null }, now)).toBe(false);
  });
});

describe('the cheapest plan', () => {
  it('asks the fewest points, then the least cash', () => {
    const plans = [plan(900), plan(500, { cashMinor: 4900 }), plan(500, { cashMinor: 2900 })];
    expect(cheapestPlan(plans, now)).toBe(plans[2]);
  });

  it('is not one that has ended or has yet to start', () => {
    const plans = [plan(100, { endsAt: now }), plan(200, { startsAt: later }), plan(300)];
    expect(cheapestPlan(plans, now)).toBe(plans[2]);
  });

  it('is told even when no plan is in force, so that a preview has a price', () => {
    expect(cheapestPlan([plan(200, { startsAt: later })], now)?.points).toBe(200);
    expect(cheapestPlan([], now)).toBeNull();
  });
});

it('plans that are over are not offered, plans that are to come are', () => {
  const plans = [plan(1, { endsAt: now }), plan(2, { startsAt: later }), plan(3)];
  expect(offeredPlans(plans, now).map((one) => one.points)).toEqual([2, 3]);
});
