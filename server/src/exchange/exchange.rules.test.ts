import { describe, expect, it } from 'vitest';
import type { Offer } from '../catalog/offer.book.js';
import { tierRulesShape } from '../program/tier-rules.js';
import { footingOf } from '../tier/footing.rules.js';
import {
  checkLines,
  choosePlan,
  decideLine,
  isCancellable,
  isOnSale,
  isRefundable,
  type LineFacts,
  MOST_LINES,
  MOST_PIECES,
  samePrice,
  summarise,
  totalPrice,
} from './exchange.rules.js';
import { offer, plan, uuid } from './offer.test-kit.js';

const now = new Date('2026-11-22T04:00:00Z');
const before = new Date('2026-11-22T03:59:59Z');
const after = new Date('2026-11-22T04:00:01Z');
const rules = tierRulesShape.parse({});
const footing = (tier: string | null) => footingOf(rules, tier);

function decide(facts: Partial<LineFacts>, quantity = 1, pricePlanId: string | null = null) {
  const line = { variantId: uuid, quantity, pricePlanId };
  const alone = {
    offer,
    left: 10,
    limitUsed: 0,
    before: { ofVariant: 0, ofReward: 0 },
    totalExpected: false,
  };
  const decision = decideLine(line, { ...alone, footing: footing(null), ...facts }, now, ['lines', '0']);
  if ('refusal' in decision) return decision.refusal;
  const { plan: chosen, points } = decision;
  return points === chosen.points ? chosen.id : `${chosen.id} for ${points}`;
}

describe('one line', () => {
  it('is accepted at the plan that counts', () => expect(decide({})).toBe('a'));
  it('may take the last piece', () => expect(decide({ left: 2 }, 2)).toBe('a'));
  it('may take what never runs out', () => expect(decide({ left: null }, 1_000)).toBe('a'));

  it('is not found when there is no such variant, or when its reward is a draft', () => {
    const notFound = { code: 'NOT_FOUND', path: ['lines', '0', 'variantId'] };
    expect(decide({ offer: null })).toMatchObject(notFound);
    expect(decide({ offer: { ...offer, listed: false, draft: true } })).toMatchObject(notFound);
  });

  it('is not on sale any more when its reward was delisted, whatever its window', () => {
    const onSaleFrom = after;
    expect(decide({ offer: { ...offer, listed: false, onSaleFrom } })).toMatchObject({
      code: 'NOT_ON_SALE',
      onSaleFrom: null,
      onSaleUntil: null,
    });
  });

  it('is refused before and after its window', () => {
    expect(decide({ offer: { ...offer, onSaleFrom: after } })).toMatchObject({
      code: 'NOT_ON_SALE',
      onSaleFrom: after,
      onSaleUntil: null,
    });
    expect(decide({ offer: { ...offer, onSaleUntil: before } })).toMatchObject({ code: 'NOT_ON_SALE' });
  });

  it('is refused when fewer pieces are left', () => {
    expect(decide({ left: 2 }, 3)).toMatchObject({ code: 'OUT_OF_STOCK', available: 2 });
  });

  it('is refused beyond the member’s limit, and told what is left of it', () => {
    const limited: Offer = { ...offer, limit: { quantity: 3, period: 'month' } };
    expect(decide({ offer: limited, limitUsed: 2 }, 1)).toBe('a');
    expect(decide({ offer: limited, limitUsed: 2 }, 2)).toMatchObject({
      code: 'LIMIT_REACHED',
      limit: 3,
      left: 1,
    });
  });

  it('is refused at a plan that does not exist or does not count now', () => {
    const plans = [plan('a', 100), plan('old', 50, null, { endsAt: now })];
    expect(decide({ offer: { ...offer, plans } }, 1, 'a')).toBe('a');
    for (const asked of [uuid, 'old']) {
      expect(decide({ offer: { ...offer, plans } }, 1, asked)).toMatchObject({
        code: 'NOT_FOUND',
        path: ['lines', '0', 'pricePlanId'],
      });
    }
  });

  it('takes the plan that counts when the one it names is gone and the member said what they were shown', () => {
    const plans = [plan('a', 100), plan('old', 50, null, { endsAt: now })];
    expect(decide({ offer: { ...offer, plans }, totalExpected: true }, 1, 'old')).toBe('a');
    const next = [plan('old', 50, null, { endsAt: now })];
    expect(decide({ offer: { ...offer, plans: next }, totalExpected: true }, 1, 'old')).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is not on sale when no price counts now', () => {
    const plans = [plan('next', 100, null, { startsAt: after })];
    expect(decide({ offer: { ...offer, plans } })).toMatchObject({ code: 'NOT_ON_SALE', onSaleFrom: after });
  });
});

describe('a line of a member with a tier', () => {
  const required = (tier: string) => ({ code: 'TIER_REQUIRED', tier, path: ['lines', '0'] });
  const tiered: Offer = { ...offer, plans: [plan('a', 1_000), plan('b', 800, null, { tier: 'gold' })] };

  it('is priced with their discount', () => {
    const dear: Offer = { ...offer, plans: [plan('a', 1_000)] };
    expect(decide({ offer: dear, footing: footing('silver') })).toBe('a');
    expect(decide({ offer: dear, footing: footing('gold') })).toBe('a for 970');
  });

  it('takes the tier’s price from that tier on, without a further discount', () => {
    expect(decide({ offer: tiered, footing: footing('silver') })).toBe('a');
    expect(decide({ offer: tiered, footing: footing('gold') })).toBe('b');
    expect(decide({ offer: tiered, footing: footing('diamond') })).toBe('b');
    expect(decide({ offer: tiered, footing: footing('diamond') }, 1, 'a')).toBe('a for 950');
  });

  it('is told which tier it needs for a price of those above, or when all are', () => {
    expect(decide({ offer: tiered, footing: footing('silver') }, 1, 'b')).toMatchObject(required('gold'));
    const plans = [plan('c', 1, null, { tier: 'diamond' }), plan('b', 2, null, { tier: 'gold' })];
    expect(decide({ offer: { ...offer, plans } })).toMatchObject({
      ...required('gold'),
      title: { zh: '金卡', en: 'Gold' },
    });
  });

  it('needs the lowest tier of the zones it stands in', () => {
    const salon: Offer = { ...offer, zoneTiers: ['diamond', 'gold'] };
    expect(decide({ offer: salon, footing: footing('silver') })).toMatchObject(required('gold'));
    expect(decide({ offer: salon, footing: footing('gold') })).toBe('a for 97');
  });

  it('may be earlier by the hours of their tier', () => {
    const onSaleFrom = new Date(now.getTime() + 24 * 3_600_000);
    const soon: Offer = { ...offer, onSaleFrom };
    expect(decide({ offer: soon, footing: footing('gold') })).toBe('a for 97');
    expect(decide({ offer: soon, footing: footing('silver') })).toMatchObject({ onSaleFrom });
    const later: Offer = { ...offer, onSaleFrom: new Date(onSaleFrom.getTime() + 1) };
    expect(decide({ offer: later, footing: footing('gold') })).toMatchObject({
      code: 'NOT_ON_SALE',
      onSaleFrom: new Date(now.getTime() + 1),
    });
  });
});

describe('the window of a reward', () => {
  it('is open from its first moment and closed from its last', () => {
    const at = (onSaleFrom: Date | null, onSaleUntil: Date | null) =>
      isOnSale({ onSaleFrom, onSaleUntil }, now);
    expect([at(null, null), at(now, null), at(before, after)]).toEqual([true, true, true]);
    expect([at(after, null), at(null, now), at(null, before)]).toEqual([false, false, false]);
  });
});

describe('the plan paid by when none was named', () => {
  it('is the cheapest in points that needs no cash', () => {
    const plans = [plan('cash', 10, 900), plan('dear', 200), plan('cheap', 100)];
    expect(choosePlan(plans, null, footing(null))?.plan.id).toBe('cheap');
  });

  it('is the first shown when all need cash', () => {
    const plans = [plan('one', 90, 900), plan('two', 10, 100)];
    expect(choosePlan(plans, null, footing(null))?.plan.id).toBe('one');
  });

  it('is never one that does not count now', () => {
    const plans = [plan('flash', 1, null, { startsAt: before, endsAt: now }), plan('usual', 100)];
    expect(decide({ offer: { ...offer, plans } })).toBe('usual');
    expect(choosePlan([], null, footing(null))).toBeNull();
  });
});

describe('the total', () => {
  it('adds points and cash of all pieces', () => {
    const lines = [
      { plan: plan('a', 105), points: 100, quantity: 2 },
      { plan: plan('b', 50, 990), points: 50, quantity: 3 },
    ];
    expect(totalPrice(lines)).toEqual({ points: 350, cash: { minor: 2_970, currency: 'CNY' } });
    expect(totalPrice(lines.slice(0, 1))).toEqual({ points: 200, cash: null });
  });

  it('is none in two currencies, or beyond exact numbers', () => {
    const euros = plan('e', 1, 100, { currency: 'EUR' });
    expect(
      totalPrice([euros, plan('c', 1, 100)].map((plan) => ({ plan, points: 1, quantity: 1 }))),
    ).toBeNull();
    expect(totalPrice([{ plan: plan('a', 1), points: Number.MAX_SAFE_INTEGER, quantity: 2 }])).toBeNull();
  });

  it('is the same only in points, cash and currency, and no cash is zero cash', () => {
    expect(samePrice({ points: 1, cash: { minor: 0, currency: 'CNY' } }, { points: 1, cash: null })).toBe(
      true,
    );
    const cash = { minor: 100, currency: 'CNY' };
    expect(samePrice({ points: 1, cash }, { points: 1, cash: { ...cash } })).toBe(true);
    expect(samePrice({ points: 1, cash: null }, { points: 1, cash: null })).toBe(true);
    for (const other of [
      { points: 2, cash },
      { points: 1, cash: null },
      { points: 1, cash: { ...cash, minor: 99 } },
      { points: 1, cash: { ...cash, currency: 'EUR' } },
    ]) {
      expect(samePrice({ points: 1, cash }, other)).toBe(false);
    }
  });
});

describe('the lines of a cart', () => {
  const lines = (count: number, quantity = 1) =>
    Array.from({ length: count }, () => ({ variantId: uuid, quantity, pricePlanId: null }));

  it('are at least one and at most so many', () => {
    expect(checkLines([])).toMatchObject({ code: 'INVALID_INPUT', path: ['lines'] });
    expect(checkLines(lines(MOST_LINES))).toBeNull();
    expect(checkLines(lines(MOST_LINES + 1))).toMatchObject({ code: 'INVALID_INPUT', path: ['lines'] });
  });

  it.each([0, -1, MOST_PIECES + 1, 1.5])('never ask for %d pieces', (quantity) => {
    expect(checkLines([...lines(1), ...lines(1, quantity)])).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['lines', '1', 'quantity'],
    });
  });
});

describe('an exchange', () => {
  type State = Parameters<typeof isRefundable>[0];
  const line = (deliveredAt: Date | null) => ({
    position: 0,
    rewardId: 'reward',
    variantId: uuid,
    pricePlanId: 'a',
    kind: 'physical' as const,
    title: { zh: '杯子', en: 'Cup' },
    quantity: 1,
    unitPoints: 100,
    listPoints: null,
    unitCashMinor: null,
    limitStartsOn: null,
    batchStartedOn: null,
    deliveredAt,
  });
  const cancellable = (state: State, ...delivered: (Date | null)[]) =>
    isCancellable({ state, lines: delivered.map(line) });

  it('can be cancelled until something was handed over', () => {
    expect(cancellable('awaiting_payment', null)).toBe(true);
    expect(cancellable('confirmed', null, null)).toBe(true);
    expect(cancellable('confirmed', null, now)).toBe(false);
    expect(cancellable('fulfilled', now)).toBe(false);
  });

  it('can be neither cancelled nor refunded once it has ended', () => {
    for (const state of ['cancelled', 'refunded', 'expired'] as const) {
      expect(cancellable(state, null)).toBe(false);
      expect(isRefundable(state)).toBe(false);
    }
  });

  it('can be refunded when it was paid', () => {
    expect([isRefundable('confirmed'), isRefundable('fulfilled'), isRefundable('awaiting_payment')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('what a statement says of an exchange', () => {
  const cup = { title: { zh: '马克杯', en: 'Mug' } };
  const beans = { title: { zh: '咖啡豆', en: 'Beans' } };

  it('is the reward, or the first of several with how many there are', () => {
    expect(summarise([cup])).toEqual({ zh: '马克杯', en: 'Mug' });
    expect(summarise([cup, beans, beans])).toEqual({ zh: '马克杯 等 3 种', en: 'Mug and 2 more' });
    const box = { title: { zh: '盒子', en: '' } };
    expect(summarise([box, beans])).toEqual({ zh: '盒子 等 2 种', en: '盒子 and 1 more' });
    expect(summarise([])).toBeNull();
  });
});
