import { beforeEach, describe, expect, it } from 'vitest';
import type { StageReward } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';

shareMall();

let reward: StageReward;
beforeEach(async () => {
  reward = await mall.reward({
    points: 100,
    cash: '9.90',
    onHand: 10,
    limit: { quantity: 1, period: 'EVER' },
  });
});

/** What the provider remembers of the cash part of an exchange. */
async function atProvider(exchangeId: string): Promise<{ state: string; amount_minor: number }[]> {
  return mall.server.database.query(
    'SELECT state, amount_minor FROM test_payment_intent WHERE reference = $1',
    [mall.uuid('exchange', exchangeId)],
  );
}

const fifteenMinutes = 15 * 60_000;

describe('an exchange with a cash part', () => {
  it('holds points and stock, and waits for the cash', async () => {
    const shopper = await mall.shopper(150);
    const exchange = await shopper.redeemed(reward.variantId);
    expect(exchange).toMatchObject({
      state: 'AWAITING_PAYMENT',
      total: { points: 100, cash: { amount: '9.90' } },
      payment: { state: 'PENDING' },
      paymentDueAt: new Date(mall.server.clock.now().getTime() + fifteenMinutes).toISOString(),
    });
    expect(await shopper.balance()).toMatchObject({ available: 50, held: 100 });
    expect(await mall.available(reward)).toBe(9);
    expect(await atProvider(exchange.id)).toEqual([{ state: 'open', amount_minor: 990 }]);
  });

  it('captures points and cash together when it is paid', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    const paid = await shopper.pay(id);
    expect(paid).toMatchObject({
      exchange: { state: 'CONFIRMED', payment: { state: 'CAPTURED' } },
      userErrors: [],
    });
    expect(await shopper.balance()).toMatchObject({ available: 50, held: 0 });
    expect(await atProvider(id)).toMatchObject([{ state: 'captured' }]);
  });

  it('is paid once, however often it is asked for', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    const key = mall.name();
    const [first, ...more] = await Promise.all(
      Array.from({ length: 10 }, () => shopper.pay(id, 'test_ok', key)),
    );
    expect(first?.exchange?.state).toBe('CONFIRMED');
    for (const other of more)
      expect(other).toMatchObject({ exchange: { id, state: 'CONFIRMED' }, userErrors: [] });
    expect(await shopper.pay(id)).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'CONFIRMED' }],
    });
    expect((await shopper.balance()).available).toBe(50);
  });

  it('still waits after the payment was declined, and can be paid another way', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    expect(await shopper.pay(id, 'test_declined')).toMatchObject({
      exchange: null,
      userErrors: [{ code: 'PAYMENT_DECLINED' }],
    });
    expect(await shopper.exchanges()).toMatchObject([
      { state: 'AWAITING_PAYMENT', payment: { state: 'PENDING' } },
    ]);
    expect(await shopper.balance()).toMatchObject({ available: 50, held: 100 });
    expect((await shopper.pay(id)).exchange?.state).toBe('CONFIRMED');
  });

  it('needs no points when the price is cash alone', async () => {
    const { variantId } = await mall.reward({ points: 0, cash: '25.00' });
    const shopper = await mall.shopper();
    const { id } = await shopper.redeemed(variantId);
    expect((await shopper.pay(id)).exchange).toMatchObject({ state: 'CONFIRMED', total: { points: 0 } });
    expect((await shopper.cancel(id)).exchange?.state).toBe('CANCELLED');
    expect(await shopper.balance()).toMatchObject({ available: 0, held: 0 });
    expect(await atProvider(id)).toMatchObject([{ state: 'refunded' }]);
  });

  it('is not cancelled with the key it was paid with', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    const key = mall.name();
    await shopper.pay(id, 'test_ok', key);
    expect(codesOf(await shopper.cancel(id, key))).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('cannot be paid by another member', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    expect((await (await mall.shopper()).pay(id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', id }]);
    expect(await atProvider(id)).toMatchObject([{ state: 'open' }]);
  });

  it('holds points that expire meanwhile, and captures them', async () => {
    const shopper = await mall.shopper();
    const soon = new Date(mall.server.clock.now().getTime() + 60_000).toISOString();
    await mall.grant(shopper.customerId, 100, soon);
    const { id } = await shopper.redeemed(reward.variantId);
    mall.server.clock.forward(61_000);
    await mall.server.runJob('ledger-expire-points');
    expect(await shopper.balance()).toMatchObject({ available: 0, held: 100 });
    expect((await shopper.pay(id)).exchange?.state).toBe('CONFIRMED');
    expect(await shopper.balance()).toMatchObject({ available: 0, held: 0 });
  });
});

describe('an exchange that was not paid in time', () => {
  it('is ended by the job, and everything is released', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    mall.server.clock.forward(fifteenMinutes - 1);
    await mall.server.runJob('exchange-expire-unpaid');
    expect(await shopper.exchanges()).toMatchObject([{ state: 'AWAITING_PAYMENT' }]);
    mall.server.clock.forward(1);
    await mall.server.runJob('exchange-expire-unpaid');
    expect(await shopper.exchanges()).toMatchObject([{ state: 'EXPIRED', payment: { state: 'VOIDING' } }]);
    expect(await shopper.balance()).toMatchObject({ available: 150, held: 0 });
    expect(await mall.available(reward)).toBe(10);
    await mall.server.runJob('exchange-settle-payments');
    expect(await shopper.exchanges()).toMatchObject([{ state: 'EXPIRED', payment: { state: 'VOIDED' } }]);
    expect(await atProvider(id)).toMatchObject([{ state: 'voided' }]);
    // The limit of one is free again.
    expect((await shopper.redeemed(reward.variantId)).state).toBe('AWAITING_PAYMENT');
  });

  it('cannot be paid any more, and a payment authorised too late is given back', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    mall.server.clock.forward(fifteenMinutes);
    expect(await shopper.pay(id)).toMatchObject({
      exchange: null,
      userErrors: [{ code: 'INVALID_STATE', state: 'EXPIRED' }],
    });
    expect(await atProvider(id)).toMatchObject([{ state: 'authorised' }]);
    await mall.server.runJob('exchange-expire-unpaid');
    await mall.server.runJob('exchange-settle-payments');
    expect(await atProvider(id)).toMatchObject([{ state: 'voided' }]);
    expect(await shopper.balance()).toMatchObject({ available: 150, held: 0 });
    expect(codesOf(await shopper.pay(id))).toEqual(['INVALID_STATE']);
    expect(await atProvider(id)).toMatchObject([{ state: 'voided' }]);
  });

  it('is not ended twice by jobs that run at once', async () => {
    const shopper = await mall.shopper(150);
    await shopper.redeemed(reward.variantId);
    mall.server.clock.forward(fifteenMinutes);
    await Promise.all(Array.from({ length: 4 }, () => mall.server.runJob('exchange-expire-unpaid')));
    expect(await mall.available(reward)).toBe(10);
    expect(await shopper.balance()).toMatchObject({ available: 150, held: 0 });
  });
});

describe('a cancel', () => {
  it('of an unpaid exchange releases the points and lets the payment go', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    const cancelled = await shopper.cancel(id);
    expect(cancelled.exchange).toMatchObject({ state: 'CANCELLED', payment: { state: 'VOIDED' } });
    expect(await shopper.balance()).toMatchObject({ available: 150, held: 0 });
    expect(await atProvider(id)).toMatchObject([{ state: 'voided' }]);
    expect(await shopper.pay(id)).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'CANCELLED' }],
    });
  });

  it('of a paid exchange gives points and cash back, once', async () => {
    const shopper = await mall.shopper(150);
    const { id } = await shopper.redeemed(reward.variantId);
    await shopper.pay(id);
    const key = mall.name();
    const cancelled = await shopper.cancel(id, key);
    expect(cancelled.exchange).toMatchObject({ state: 'CANCELLED', payment: { state: 'REFUNDED' } });
    expect((await shopper.cancel(id, key)).exchange).toMatchObject({ id, state: 'CANCELLED' });
    expect(await shopper.balance()).toMatchObject({ available: 150, held: 0 });
    expect(await mall.available(reward)).toBe(10);
    expect(await atProvider(id)).toEqual([{ state: 'refunded', amount_minor: 990 }]);
  });

  it('and a payment that come at once leave one of two whole outcomes', async () => {
    for (let round = 0; round < 8; round += 1) {
      const shopper = await mall.shopper(100);
      const { id } = await shopper.redeemed(reward.variantId);
      await Promise.all([shopper.pay(id), shopper.cancel(id)]);
      await mall.server.runJob('exchange-settle-payments');
      expect(await shopper.exchanges()).toMatchObject([{ state: 'CANCELLED' }]);
      expect(await shopper.balance()).toMatchObject({ available: 100, held: 0 });
      const [intent] = await atProvider(id);
      expect(['voided', 'refunded']).toContain(intent?.state);
    }
  });
});
