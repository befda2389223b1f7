import { beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';
import { SocketClient } from './socket-client.js';
import { at } from './start-server.js';

shareMall();
beforeEach(() => mall.server.clock.set('2026-11-22T04:00:00Z'));

// December begins in Shanghai while it is still November in UTC.
const lastOfNovember = '2026-11-30T15:59:59.999Z';
const december = '2026-11-30T16:00:00Z';

describe('a monthly batch of 100', () => {
  it('is all that can be had in a month, and the counter follows', async () => {
    const reward = await mall.reward({ points: 1, onHand: 500, batch: { size: 100, period: 'MONTH' } });
    const shopper = await mall.shopper(1_000);
    const take = (quantity: number) => shopper.redeem([{ variantId: reward.variantId, quantity }]);
    expect(await mall.stock(reward)).toEqual({
      available: 100,
      batch: { left: 100, renewsOn: '2026-12-01' },
    });
    expect(codesOf(await take(60))).toEqual([]);
    expect(await mall.stock(reward)).toEqual({ available: 40, batch: { left: 40, renewsOn: '2026-12-01' } });
    expect(await take(41)).toMatchObject({ userErrors: [{ code: 'OUT_OF_STOCK', available: 40 }] });
    expect(codesOf(await take(40))).toEqual([]);
    mall.server.clock.set(lastOfNovember);
    expect(await take(1)).toMatchObject({ userErrors: [{ code: 'OUT_OF_STOCK', available: 0 }] });
    mall.server.clock.set(december);
    expect(await mall.stock(reward)).toEqual({
      available: 100,
      batch: { left: 100, renewsOn: '2027-01-01' },
    });
    expect(codesOf(await take(100))).toEqual([]);
    expect(await mall.available(reward)).toBe(0);
  });

  it('is counted down live, and shown whole again when the next month begins, though nobody exchanges', async () => {
    const reward = await mall.reward({ points: 1, onHand: 500, batch: { size: 100, period: 'MONTH' } });
    const shopper = await mall.shopper(1_000);
    const take = (quantity: number) => shopper.redeemed([{ variantId: reward.variantId, quantity }]);
    const client = await SocketClient.accepted(`${mall.server.origin.replace('http', 'ws')}/graphql`, {
      key: 'pk_demo',
    });
    const id = client.subscribe('subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }', {
      ids: [reward.variantId],
    });
    const shape = z.object({ stock: z.object({ available: z.number() }) });
    const shown = () => client.data(id, shape).at(-1)?.stock.available;
    await vi.waitFor(() => expect(shown()).toBe(100));
    await take(60);
    await vi.waitFor(() => expect(shown()).toBe(40));
    mall.server.clock.set(lastOfNovember);
    await mall.server.runJob('catalog-renew-batches');
    expect(await mall.available(reward)).toBe(40);
    mall.server.clock.set(december);
    await mall.server.runJob('catalog-renew-batches');
    await vi.waitFor(() => expect(shown()).toBe(100));
    await take(1);
    await vi.waitFor(() => expect(shown()).toBe(99));
    await client.close();
  });

  it('is never more than what is on hand', async () => {
    const reward = await mall.reward({ points: 1, onHand: 130, batch: { size: 100, period: 'MONTH' } });
    const shopper = await mall.shopper(1_000);
    await shopper.redeemed([{ variantId: reward.variantId, quantity: 100 }]);
    mall.server.clock.set(december);
    expect(await mall.available(reward)).toBe(30);
    expect(await shopper.redeem([{ variantId: reward.variantId, quantity: 31 }])).toMatchObject({
      userErrors: [{ code: 'OUT_OF_STOCK', available: 30 }],
    });
  });

  it('gets back what is cancelled in its own month, and nothing from an earlier one', async () => {
    const reward = await mall.reward({ points: 1, onHand: 500, batch: { size: 100, period: 'MONTH' } });
    const shopper = await mall.shopper(1_000);
    const [first, second] = [
      await shopper.redeemed([{ variantId: reward.variantId, quantity: 10 }]),
      await shopper.redeemed([{ variantId: reward.variantId, quantity: 20 }]),
    ];
    await shopper.cancel(first.id);
    expect(await mall.available(reward)).toBe(80);
    mall.server.clock.set(december);
    await shopper.redeemed([{ variantId: reward.variantId, quantity: 30 }]);
    await shopper.cancel(second.id);
    expect(await mall.available(reward)).toBe(70);
  });
});

describe('a batch that has begun', () => {
  it('is told as it is taken by whose clock is still in the period before', async () => {
    const batch = { size: 3, period: 'MONTH' };
    const reward = await mall.reward({ points: 1, onHand: 500, batch });
    const shopper = await mall.shopper(10);
    mall.server.clock.set(december);
    await shopper.redeemed([{ variantId: reward.variantId, quantity: 3 }]);
    mall.server.clock.set(lastOfNovember);
    expect(await mall.stock(reward)).toEqual({ available: 0, batch: { left: 0, renewsOn: '2027-01-01' } });
    expect(codesOf(await shopper.redeem(reward.variantId))).toEqual(['OUT_OF_STOCK']);
    const inStock = await mall.server.storefront(
      '{ rewards(first: 100, filter: { inStock: true }) { nodes { id } } }',
    );
    expect(JSON.stringify(inStock.data)).not.toContain(reward.id);
    const snapshot = await mall.server.storefront(
      '{ stockFeedSnapshot(first: 100) { nodes { variantId available } } }',
      {},
      { key: 'pt_demo' },
    );
    expect(at(snapshot, 'stockFeedSnapshot', 'nodes')).toContainEqual({
      variantId: reward.variantId,
      available: 0,
    });
  });
});

describe('a limit of two a month', () => {
  it('is each member’s own and renews with the month of the program', async () => {
    const reward = await mall.reward({ points: 1, limit: { quantity: 2, period: 'MONTH' } });
    const [one, two] = [await mall.shopper(10), await mall.shopper(10)];
    await one.redeemed([{ variantId: reward.variantId, quantity: 2 }]);
    expect(await one.redeem(reward.variantId)).toMatchObject({
      userErrors: [{ code: 'LIMIT_REACHED', limit: 2, left: 0 }],
    });
    expect((await two.redeemed(reward.variantId)).state).toBe('CONFIRMED');
    mall.server.clock.set(lastOfNovember);
    expect(codesOf(await one.redeem(reward.variantId))).toEqual(['LIMIT_REACHED']);
    mall.server.clock.set(december);
    expect((await one.redeemed([{ variantId: reward.variantId, quantity: 2 }])).state).toBe('CONFIRMED');
  });

  it('is free again after a cancel, in the month that was used', async () => {
    const reward = await mall.reward({ points: 1, limit: { quantity: 2, period: 'MONTH' } });
    const shopper = await mall.shopper(10);
    const exchange = await shopper.redeemed([{ variantId: reward.variantId, quantity: 2 }]);
    await shopper.cancel(exchange.id);
    const again = await shopper.redeemed([{ variantId: reward.variantId, quantity: 2 }]);
    mall.server.clock.set(december);
    await shopper.redeemed([{ variantId: reward.variantId, quantity: 2 }]);
    await shopper.cancel(again.id);
    expect(codesOf(await shopper.redeem(reward.variantId))).toEqual(['LIMIT_REACHED']);
  });
});

describe('a limit of one a year', () => {
  it('still counts on the last day of December what was taken in January', async () => {
    const reward = await mall.reward({ points: 1, limit: { quantity: 1, period: 'YEAR' } });
    const shopper = await mall.shopper(10);
    mall.server.clock.set('2027-01-02T04:00:00Z');
    await shopper.redeemed(reward.variantId);
    for (const moment of ['2027-10-31T04:00:00Z', '2027-12-31T15:59:59Z']) {
      mall.server.clock.set(moment);
      expect(codesOf(await shopper.redeem(reward.variantId))).toEqual(['LIMIT_REACHED']);
    }
  });
});

describe('the earliest expiry', () => {
  const remaining = (lots: { remaining: number }[]) => lots.map((lot) => lot.remaining);

  it('is spent first, and a cancel gives the same lots back', async () => {
    const reward = await mall.reward({ points: 70 });
    const shopper = await mall.shopper();
    for (const [points, expiresAt] of [
      [100, '2027-06-01T00:00:00Z'],
      [40, '2026-12-01T00:00:00Z'],
      [20, '2027-01-01T00:00:00Z'],
    ] as const) {
      await mall.grant(shopper.customerId, points, expiresAt);
    }
    const before = await shopper.lots();
    expect(remaining(before)).toEqual([40, 20, 100]);
    const exchange = await shopper.redeemed(reward.variantId);
    expect(remaining(await shopper.lots())).toEqual([0, 0, 90]);
    const cancelled = await shopper.cancel(exchange.id);
    expect(cancelled.exchange).toMatchObject({ state: 'CANCELLED', cancellable: false });
    expect(await shopper.lots()).toEqual(before);
    expect(codesOf(await shopper.cancel(exchange.id))).toEqual(['INVALID_STATE']);
  });

  it('that has passed cannot be spent, though no job has run yet', async () => {
    const reward = await mall.reward({ points: 70 });
    const shopper = await mall.shopper(30);
    await mall.grant(shopper.customerId, 40, '2026-11-23T00:00:00Z');
    expect((await shopper.balance()).available).toBe(70);
    mall.server.clock.set('2026-11-23T00:00:00Z');
    expect((await shopper.balance()).available).toBe(30);
    expect(await shopper.redeem(reward.variantId)).toMatchObject({
      userErrors: [{ code: 'INSUFFICIENT_POINTS', balance: 30, required: 70 }],
    });
    await mall.server.runJob('ledger-expire-points');
    expect(remaining(await shopper.lots())).toEqual([0, 30]);
    expect((await shopper.balance()).available).toBe(30);
  });

  it.each([
    ['at that very moment', '2026-11-23T00:00:00Z', '2026-11-30T16:00:00Z'],
    ['a day later', '2026-11-24T04:00:00Z', '2026-12-01T16:00:00Z'],
  ])(
    'gone by while the points were spent is replaced by a few days of grace on a cancel %s',
    async (_when, cancelledAt, until) => {
      const reward = await mall.reward({ points: 70 });
      const shopper = await mall.shopper();
      await mall.grant(shopper.customerId, 40, '2026-11-23T00:00:00Z');
      await mall.grant(shopper.customerId, 40, '2027-06-01T00:00:00Z');
      const exchange = await shopper.redeemed(reward.variantId);
      mall.server.clock.set(cancelledAt);
      await shopper.cancel(exchange.id);
      expect(await shopper.lots()).toEqual([
        { expires_at: new Date('2026-11-23T00:00:00Z'), amount: 40, remaining: 0 },
        // Seven whole days after the day of the cancel, in Shanghai.
        { expires_at: new Date(until), amount: 40, remaining: 40 },
        { expires_at: new Date('2027-06-01T00:00:00Z'), amount: 40, remaining: 40 },
      ]);
      expect((await shopper.balance()).available).toBe(80);
    },
  );

  it('replaced by days of grace is replaced again where both meet in one lot', async () => {
    const [cheap, dear] = [await mall.reward({ points: 40 }), await mall.reward({ points: 70 })];
    const shopper = await mall.shopper();
    const cancelledPast = async (rewardId: string, expiresAt: string) => {
      await mall.grant(shopper.customerId, 40, expiresAt);
      const { id } = await shopper.redeemed(rewardId);
      mall.server.clock.set(expiresAt);
      return shopper.cancel(id);
    };
    await cancelledPast(cheap.variantId, '2026-11-22T05:00:00Z');
    // Of these 70 points, 30 are of the days of grace that the first cancel gave, and 40 need the same days now.
    expect((await cancelledPast(dear.variantId, '2026-11-22T06:00:00Z')).exchange).toMatchObject({
      state: 'CANCELLED',
    });
    const until = new Date('2026-11-29T16:00:00Z');
    expect((await shopper.lots()).at(-1)).toEqual({ expires_at: until, amount: 80, remaining: 80 });
    expect((await shopper.balance()).available).toBe(80);
  });
});
