import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { footingOf } from '../tier/footing.rules.js';
import {
  cheapestFor,
  cheapestPlan,
  isInForce,
  listPlan,
  offeredPlans,
  type PlanFacts,
  plansFor,
  pointsFor,
  pricedUntil,
  pricingOf,
  stepRequired,
} from './price.rules.js';

const now = new Date('2026-11-22T08:00:00Z');
const hour = 3_600_000;
const later = new Date(now.getTime() + hour);
const earlier = new Date(now.getTime() - hour);

function plan(points: number, more: Partial<PlanFacts> = {}): PlanFacts {
  return { points, cashMinor: null, startsAt: null, endsAt: null, tier: null, ...more };
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

  it('is one to come rather than one that is over', () => {
    const plans = [plan(100, { endsAt: now }), plan(200, { startsAt: later })];
    expect(cheapestPlan(plans, now)).toBe(plans[1]);
    expect(cheapestPlan(plans.slice(0, 1), now)).toBe(plans[0]);
  });
});

it('plans that are over are not offered, plans that are to come are', () => {
  const plans = [plan(1, { endsAt: now }), plan(2, { startsAt: later }), plan(3)];
  expect(offeredPlans(plans, now).map((one) => one.points)).toEqual([2, 3]);
});

it('a reward is priced now, from the first moment on at which a price counts, or never again', () => {
  const muchLater = new Date(later.getTime() + hour);
  const coming = [plan(1, { startsAt: muchLater }), plan(2, { startsAt: later }), plan(3, { endsAt: now })];
  expect(pricingOf([...coming, plan(4)], now)).toBe('now');
  expect(pricingOf(coming, now)).toEqual(later);
  expect(pricingOf(coming.slice(2), now)).toBe('over');
});

it('a reward has a price until its last one is over, whoever that is for; without an end it has one for ever', () => {
  const tiers = plan(1, { endsAt: later, tier: 'gold' });
  expect(pricedUntil([tiers, plan(2, { endsAt: now }), plan(3, { endsAt: earlier })])).toEqual(later);
  expect(pricedUntil([tiers, plan(2)])).toBeNull();
  expect(pricedUntil([])).toBeNull();
});

it('a price that is open to others counts only where nothing is offered to those who ask', () => {
  const forAll = (tier: string | null) => tier === null;
  const [tiers, coming, past] = [
    plan(1, { tier: 'gold' }),
    plan(2, { startsAt: later }),
    plan(3, { endsAt: now }),
  ];
  expect(pricingOf(plansFor([tiers, coming], forAll, now), now)).toEqual(later);
  expect(pricingOf(plansFor([tiers, past], forAll, now), now)).toBe('now');
  expect(pricingOf(plansFor([tiers], forAll, now), now)).toBe('now');
});

const rules = tierRulesShape.parse({});
const footing = (tier: string | null) => footingOf(rules, tier);
const tiers = [null, 'silver', 'gold', 'diamond'];

describe('a member’s price', () => {
  it('is less by the discount, except where the price is a tier’s already', () => {
    expect(tiers.map((tier) => pointsFor(plan(1_000), footing(tier)))).toEqual([1_000, 1_000, 970, 950]);
    expect(pointsFor(plan(900, { tier: 'silver' }), footing('diamond'))).toBe(900);
  });

  it('is the cheapest of those open to them', () => {
    const plans = [plan(1_000), plan(955, { tier: 'gold' })];
    expect(tiers.map((tier) => cheapestFor(plans, footing(tier), now)?.points)).toEqual([
      1_000, 1_000, 955, 950,
    ]);
    expect(cheapestFor(plans, footing('gold'), now)?.plan).toBe(plans[1]);
  });

  it('is none where every price is for those above', () => {
    expect(cheapestFor([plan(900, { tier: 'gold' })], footing('silver'), now)).toBeNull();
  });

  it('is not a tier’s that has ended', () => {
    const plans = [plan(1_000), plan(500, { tier: 'gold', endsAt: now })];
    expect(cheapestFor(plans, footing('gold'), now)?.points).toBe(970);
  });

  it('is none where what they could have is over and only a tier’s is left', () => {
    const plans = [plan(100, { endsAt: now }), plan(900, { tier: 'gold' })];
    expect(tiers.map((tier) => cheapestFor(plans, footing(tier), now)?.points ?? null)).toEqual([
      null,
      null,
      900,
      900,
    ]);
  });
});

describe('the price told to strangers', () => {
  it('is never a tier’s while there is one for everybody', () => {
    const plans = [plan(500, { tier: 'silver' }), plan(1_000, { startsAt: later })];
    expect(listPlan(plans, rules.tiers, now)?.points).toBe(1_000);
  });

  it('is that of the lowest tier where all are tiers’', () => {
    const plans = [plan(700, { tier: 'diamond' }), plan(900, { tier: 'gold' })];
    expect(listPlan(plans, rules.tiers, now)?.points).toBe(900);
    expect(listPlan([], rules.tiers, now)).toBeNull();
    const left = [plan(100, { endsAt: now }), plan(900, { tier: 'gold' })];
    expect(listPlan(left, rules.tiers, now)).toBe(left[1]);
  });
});

describe('the tier that a reward needs', () => {
  const required = (plans: readonly PlanFacts[], zones: readonly (string | null)[]) =>
    stepRequired(plans, zones, rules.tiers, now)?.key ?? null;

  it('is none while some price and every zone is for everybody', () => {
    expect(required([plan(1), plan(1, { tier: 'gold' })], [null])).toBeNull();
    expect(required([], [])).toBeNull();
  });

  it('is the lowest of its tiers’ zones, wherever else it stands', () => {
    expect(required([plan(1)], ['diamond', null, 'gold'])).toBe('gold');
  });

  it('is the lowest of its prices when all are tiers’, those that are over apart', () => {
    expect(required([plan(1, { tier: 'diamond' }), plan(1, { tier: 'gold' })], [])).toBe('gold');
    expect(required([plan(1, { tier: 'gold' }), plan(1, { endsAt: now })], [])).toBe('gold');
  });

  it('is the higher one where zones and prices both ask for one', () => {
    expect(required([plan(1, { tier: 'silver' })], ['gold'])).toBe('gold');
    expect(required([plan(1, { tier: 'diamond' })], ['gold'])).toBe('diamond');
  });
});
