import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokenInvariants } from './ledger-invariants.js';
import { lockWaits } from './lock-waits.js';
import { MallStage, type Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { purchasesOf, yuan } from './purchases.js';

shareMall({ program: { rules: { purchase: { categories: { coffee: 3 } } } } });

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

const { purchase, record, refund } = purchasesOf(
  () => mall,
  () => shopper,
);

describe('a purchase', () => {
  it('earns by the multiplier of each category', async () => {
    const lines = [
      { category: 'coffee', amount: yuan('60.00') },
      { category: 'tea', amount: yuan('30.50') },
      { amount: yuan('9.50') },
    ];
    expect(await record(mall.name(), { lines })).toMatchObject({ purchase: { points: 220 }, userErrors: [] });
    expect(await shopper.balance()).toEqual({ available: 220, held: 0, pending: 0, owed: 0 });
  });

  it('sent again is answered the same and credited once, however many send it at once', async () => {
    const orderId = mall.name();
    const answers = await Promise.all(Array.from({ length: 20 }, () => record(orderId)));
    const [first] = answers;
    expect(first).toMatchObject({ purchase: { points: 100 }, userErrors: [] });
    mall.server.clock.forward(86_400_000);
    for (const answer of [...answers, await record(orderId)]) expect(answer).toEqual(first);
    expect((await shopper.balance()).available).toBe(100);
  });

  it('sent again while the first is still under way is answered the same', async () => {
    await mall.grant(shopper.customerId, 1);
    const holding = await mall.server.database.pool.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT 1 FROM account FOR UPDATE');
    const waiting = () => lockWaits(mall.server.database);
    const orderId = mall.name();
    const first = record(orderId);
    await expect.poll(waiting).toBe(1);
    mall.server.clock.forward(1);
    const again = record(orderId);
    await expect.poll(waiting).toBe(2);
    await holding.query('COMMIT');
    holding.release();
    expect(await first).toMatchObject({ purchase: { points: 100 }, userErrors: [] });
    expect(await again).toEqual(await first);
    expect((await shopper.balance()).available).toBe(101);
  });

  it('sent again when its key was forgotten earns nothing more', async () => {
    const orderId = mall.name();
    await record(orderId);
    mall.server.clock.forward(91 * 86_400_000);
    await mall.server.runJob('idempotency-purge');
    expect((await record(orderId)).userErrors).toMatchObject([{ code: 'ALREADY_EXISTS' }]);
    expect((await shopper.balance()).available).toBe(100);
  });

  it('sent again with other content is refused', async () => {
    const orderId = mall.name();
    await record(orderId);
    for (const other of [{ total: yuan('99.00') }, { customerId: (await mall.shopper()).customerId }]) {
      expect(await record(orderId, other)).toMatchObject({
        purchase: null,
        userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
      });
    }
    expect((await shopper.balance()).available).toBe(100);
  });

  it.each([
    ['lines that do not add up', { lines: [{ amount: yuan('99.99') }] }, 'INVALID_INPUT', ['lines']],
    ['another currency', { total: { amount: '1.00', currencyCode: 'USD' } }, 'CURRENCY_MISMATCH', ['total']],
    ['no order id', { orderId: ' ' }, 'INVALID_INPUT', ['orderId']],
    ['half a character in its id', { orderId: 'a\ud800' }, 'INVALID_INPUT', ['orderId']],
    [
      'half a character in a category',
      { lines: [{ category: '\ud800', amount: yuan('100.00') }] },
      'INVALID_INPUT',
      ['lines'],
    ],
    [
      'more than a thousand lines',
      { lines: Array.from({ length: 1_001 }, () => ({ amount: yuan('0.00') })) },
      'INVALID_INPUT',
      ['lines'],
    ],
    ['a time over a day ahead', { purchasedAt: '2026-11-24T00:00:00Z' }, 'INVALID_INPUT', ['purchasedAt']],
    [
      'a time before there were orders',
      { purchasedAt: '0001-01-01T00:00:00Z' },
      'INVALID_INPUT',
      ['purchasedAt'],
    ],
    ['a time no calendar has', { purchasedAt: '9999-12-31T23:59:59Z' }, 'INVALID_INPUT', ['purchasedAt']],
  ])('with %s is refused', async (_what, more, code, path) => {
    expect(await record(mall.name(), more)).toMatchObject({ purchase: null, userErrors: [{ code, path }] });
    expect((await shopper.balance()).available).toBe(0);
  });
});

it('a purchase that is refused does not make the member', async () => {
  for (const more of [
    { total: { amount: '1.00', currencyCode: 'USD' } },
    { lines: [{ amount: yuan('99.99') }] },
    { purchasedAt: '2026-11-24T00:00:00Z' },
  ]) {
    const customerId = mall.name();
    expect(await record(mall.name(), { customerId, ...more })).toMatchObject({ purchase: null });
    const found = await mall.server.admin('query ($id: String) { member(customerId: $id) { id } }', {
      id: customerId,
    });
    expect(found.data).toEqual({ member: null });
  }
});

it('a purchase up to a day ahead is taken, and a refusal says that a day is', async () => {
  expect(await record(mall.name(), { purchasedAt: '2026-11-23T04:00:00Z' })).toMatchObject({
    userErrors: [],
  });
  const { userErrors } = await record(mall.name(), { purchasedAt: '2026-11-23T04:00:00.001Z' });
  expect(userErrors).toMatchObject([{ message: '付款时间不能早于 2000 年，也不能晚于现在一天以上。' }]);
});

describe('a refund of a purchase', () => {
  it('takes back in proportion, and the rest with the last part', async () => {
    const orderId = mall.name();
    await record(orderId, { lines: [{ category: 'coffee', amount: yuan('100.00') }] });
    expect((await refund(orderId, '33.34')).purchase).toMatchObject({ points: 300, refundedPoints: 101 });
    expect((await shopper.balance()).available).toBe(199);
    expect((await refund(orderId)).purchase).toMatchObject({ refundedPoints: 300 });
    expect(await shopper.balance()).toMatchObject({ available: 0, owed: 0 });
    expect(await refund(orderId)).toMatchObject({ userErrors: [{ code: 'INVALID_STATE' }] });
  });

  it('takes the points of its own order, not those that expire first', async () => {
    await mall.grant(shopper.customerId, 50, '2026-12-01T00:00:00Z');
    const orderId = mall.name();
    await record(orderId);
    await refund(orderId);
    expect((await shopper.lots()).map((lot) => lot.remaining)).toEqual([50, 0]);
  });

  it('is made once for a key', async () => {
    const orderId = mall.name();
    await record(orderId);
    const input = { orderId, idempotencyKey: mall.name(), amount: yuan('10.00') };
    const answers = await Promise.all(Array.from({ length: 10 }, () => purchase('purchaseRefund', input)));
    for (const answer of answers)
      expect(answer).toMatchObject({ purchase: { refundedPoints: 10 }, userErrors: [] });
    const other = { ...input, amount: yuan('11.00') };
    expect(await purchase('purchaseRefund', other)).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
    });
  });

  it.each([
    ['more than was paid', '100.01', 'INVALID_INPUT'],
    ['nothing', '0.00', 'INVALID_INPUT'],
  ])('of %s is refused', async (_what, amount, code) => {
    const orderId = mall.name();
    await record(orderId);
    expect(await refund(orderId, amount)).toMatchObject({ userErrors: [{ code, path: ['amount'] }] });
    expect((await shopper.balance()).available).toBe(100);
  });

  it('of an unknown order is not found', async () => {
    expect(await refund('a\0b')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND', path: ['orderId'] }] });
    expect(await refund('never-seen')).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', path: ['orderId'] }],
    });
  });

  it('leaves a debt for what was spent already, and the next earning repays it first', async () => {
    const reward = await mall.reward({ points: 70 });
    const orderId = mall.name();
    await record(orderId);
    await shopper.redeemed(reward.variantId);
    expect((await refund(orderId)).purchase).toMatchObject({ refundedPoints: 100 });
    expect(await shopper.balance()).toMatchObject({ available: 0, owed: 70 });
    await mall.grant(shopper.customerId, 50);
    expect(await shopper.balance()).toMatchObject({ available: 0, owed: 20 });
    await record(mall.name());
    expect(await shopper.balance()).toMatchObject({ available: 80, owed: 0 });
  });
});

describe('purchases of a program with a return period', () => {
  let slow: MallStage;
  beforeAll(async () => {
    slow = await MallStage.open({ program: { rules: { purchase: { pendingDays: 7 } } } });
  });
  afterAll(() => slow.close());

  it('stay pending for those days, then a job makes them spendable', async () => {
    const buyer = await slow.shopper();
    const order = { orderId: slow.name(), customerId: buyer.customerId, total: yuan('100.00') };
    await purchase('purchaseRecord', order, slow);
    expect(await buyer.balance()).toMatchObject({ available: 0, pending: 100 });
    slow.server.clock.set('2026-11-29T15:59:59Z');
    await slow.server.runJob('earning-release-pending');
    expect(await buyer.balance()).toMatchObject({ available: 0, pending: 100 });
    slow.server.clock.set('2026-11-29T16:00:00Z');
    await slow.server.runJob('earning-release-pending');
    await slow.server.runJob('earning-release-pending');
    expect(await buyer.balance()).toMatchObject({ available: 100, pending: 0 });
    // A year from the day on which they could first be spent, in Shanghai.
    expect(await buyer.lots()).toMatchObject([
      { expires_at: new Date('2027-11-30T16:00:00Z'), remaining: 100 },
    ]);
    expect(await brokenInvariants(slow.server.database)).toEqual([]);
  });

  it('that are refunded meanwhile are taken out of what is pending', async () => {
    const buyer = await slow.shopper(500);
    const order = { orderId: slow.name(), customerId: buyer.customerId, total: yuan('100.00') };
    await purchase('purchaseRecord', order, slow);
    const back = { orderId: order.orderId, idempotencyKey: slow.name(), amount: yuan('40.00') };
    await purchase('purchaseRefund', back, slow);
    expect(await buyer.balance()).toEqual({ available: 500, held: 0, pending: 60, owed: 0 });
    slow.server.clock.forward(9 * 86_400_000);
    await slow.server.runJob('earning-release-pending');
    expect(await buyer.balance()).toMatchObject({ available: 560, pending: 0 });
    expect(await brokenInvariants(slow.server.database)).toEqual([]);
  });

  it('that are refunded after it give back their own points, not those that expire first', async () => {
    const buyer = await slow.shopper();
    const soon = new Date(slow.server.clock.now().getTime() + 30 * 86_400_000).toISOString();
    await slow.grant(buyer.customerId, 50, soon);
    const order = { orderId: slow.name(), customerId: buyer.customerId, total: yuan('100.00') };
    await purchase('purchaseRecord', order, slow);
    slow.server.clock.forward(9 * 86_400_000);
    await slow.server.runJob('earning-release-pending');
    const back = { orderId: order.orderId, idempotencyKey: slow.name() };
    await purchase('purchaseRefund', back, slow);
    expect((await buyer.lots()).map((lot) => lot.remaining)).toEqual([50, 0]);
    expect(await brokenInvariants(slow.server.database)).toEqual([]);
  });

  it('that were paid longer ago than that are spendable at once', async () => {
    const buyer = await slow.shopper();
    const purchasedAt = new Date(slow.server.clock.now().getTime() - 9 * 86_400_000).toISOString();
    const order = { orderId: slow.name(), customerId: buyer.customerId, total: yuan('100.00'), purchasedAt };
    await purchase('purchaseRecord', order, slow);
    expect(await buyer.balance()).toMatchObject({ available: 100, pending: 0 });
  });
});
