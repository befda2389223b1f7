import { expect, it } from 'vitest';
import type { Offer } from '../catalog/offer.book.js';
import { tierRulesShape } from '../program/tier-rules.js';
import { footingOf } from '../tier/footing.rules.js';
import { benefitsUsed } from './benefits-used.rules.js';
import { offer as plainOffer, plan as planOf } from './offer.test-kit.js';

const now = new Date('2026-11-22T04:00:00Z');
const later = new Date('2026-11-22T05:00:00Z');
const rules = tierRulesShape.parse({});

const plan = (points: number, tier: string | null = null) => planOf(`${points}`, points, null, { tier });
const offer = (more: Partial<Offer> = {}): Offer => ({
  ...plainOffer,
  kind: 'service',
  plans: [plan(1_000), plan(940, 'gold')],
  ...more,
});

it('each benefit is used once an exchange, with all that it saved', () => {
  const lines = [
    { plan: plan(1_000), points: 970, offer: offer({ onSaleFrom: later }), quantity: 2 },
    { plan: plan(100), points: 97, offer: offer({ zoneTiers: ['gold'] }), quantity: 1 },
    { plan: plan(940, 'gold'), points: 940, offer: offer(), quantity: 3 },
  ];
  expect([...benefitsUsed(lines, footingOf(rules, 'gold'), now)]).toEqual([
    ['exchange_discount', 63],
    ['early_access', 0],
    ['exclusive_zone', 0],
    ['tier_price', 180],
  ]);
});

it('a price of a tier that nobody else can pay has saved nothing that could be told', () => {
  const only = offer({ plans: [plan(940, 'gold')] });
  const line = { plan: plan(940, 'gold'), points: 940, offer: only, quantity: 1 };
  expect([...benefitsUsed([line], footingOf(rules, 'gold'), now)]).toEqual([['tier_price', 0]]);
});

it('who has no tier uses nothing of one', () => {
  const line = { plan: plan(1_000), points: 1_000, offer: offer(), quantity: 1 };
  expect(benefitsUsed([line], footingOf(rules, null), now).size).toBe(0);
});
