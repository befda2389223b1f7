import { expect, test } from 'vitest';
import type { Offer } from '../catalog/offer.book.js';
import { tierRulesShape } from '../program/tier-rules.js';
import { footingOf } from '../tier/footing.rules.js';
import { decideLine, type LineFacts } from './exchange.rules.js';
import { offer as anyOffer, plan } from './offer.test-kit.js';

const offer: Offer = { ...anyOffer, plans: [plan('a', 1)] };

function decide(quantity: number, facts: Partial<LineFacts>) {
  const alone = {
    offer,
    left: null,
    limitUsed: 0,
    before: { ofVariant: 0, ofReward: 0 },
    totalExpected: false,
  };
  const line = { variantId: offer.variantId, quantity, pricePlanId: null };
  const footing = footingOf(tierRulesShape.parse({}), null);
  return decideLine(line, { ...alone, footing, ...facts }, new Date(), ['lines', '1']);
}

test.each([
  [3, 1],
  [2, 2],
])('lines of %i and %i pieces are refused when three are left, and told that three are', (first, second) => {
  expect(decide(second, { left: 3, before: { ofVariant: first, ofReward: first } })).toMatchObject({
    refusal: { code: 'OUT_OF_STOCK', available: 3, path: ['lines', '1'] },
  });
});

test('a line may take what the lines before it leave', () => {
  expect(decide(1, { left: 3, before: { ofVariant: 2, ofReward: 2 } })).toMatchObject({ points: 1 });
});

test('the limit counts the lines before, of another variant too, and tells what the member had before them', () => {
  const limited: Offer = { ...offer, limit: { quantity: 4, period: 'month' } };
  const facts = { offer: limited, limitUsed: 1 };
  expect(decide(1, { ...facts, before: { ofVariant: 0, ofReward: 2 } })).toMatchObject({ points: 1 });
  expect(decide(1, { ...facts, before: { ofVariant: 0, ofReward: 3 } })).toMatchObject({
    refusal: { code: 'LIMIT_REACHED', limit: 4, left: 3 },
  });
});
