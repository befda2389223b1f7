import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeId } from '../server/src/platform/ids.js';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';
import { at } from './start-server.js';

shareMall();

describe('an exchange', () => {
  it('spends the points, takes the stock and is confirmed', async () => {
    const reward = await mall.reward({ points: 120, onHand: 5 });
    const shopper = await mall.shopper(500);
    const exchange = await shopper.redeemed([{ variantId: reward.variantId, quantity: 2 }]);
    expect(exchange).toMatchObject({
      state: 'CONFIRMED',
      total: { points: 240, cash: null },
      lines: [{ title: '杯子', quantity: 2, codes: [], shipment: null }],
      cancellable: true,
      payment: null,
    });
    expect(await shopper.balance()).toMatchObject({ available: 260, held: 0 });
    expect(await mall.available(reward)).toBe(3);
    expect(await shopper.exchanges()).toEqual([exchange]);
  });

  it('is found among those in its state, page by page, and not among others', async () => {
    const reward = await mall.reward({ points: 10 });
    const shopper = await mall.shopper(30);
    const made = [];
    for (let count = 0; count < 3; count += 1) made.unshift((await shopper.redeemed(reward.variantId)).id);
    await shopper.cancel(made[1] ?? '');
    const page = z.object({
      nodes: z.array(z.object({ id: z.string() }).transform(({ id }) => id)),
      pageInfo: z.object({ endCursor: z.string().nullable() }),
    });
    const query = `query ($state: ExchangeState, $after: String) {
      me { exchanges(first: 1, state: $state, after: $after) { nodes { id } pageInfo { endCursor } } }
    }`;
    const find = async (state: string, after: string | null = null) =>
      page.parse(at(await shopper.ask(query, { state, after }), 'me', 'exchanges'));
    const first = await find('CONFIRMED');
    expect(first.nodes).toEqual([made[0]]);
    expect((await find('CONFIRMED', first.pageInfo.endCursor)).nodes).toEqual([made[2]]);
    expect((await find('CANCELLED')).nodes).toEqual([made[1]]);
    expect((await find('FULFILLED')).nodes).toEqual([]);
  });

  it('is refused without enough points, and nothing happens', async () => {
    const reward = await mall.reward({ points: 120, onHand: 5 });
    const shopper = await mall.shopper(119);
    const outcome = await shopper.redeem(reward.variantId);
    expect(outcome).toMatchObject({
      exchange: null,
      userErrors: [{ code: 'INSUFFICIENT_POINTS', balance: 119, required: 120 }],
    });
    expect([await mall.available(reward), await shopper.exchanges()]).toEqual([5, []]);
  });

  it('is answered the same under the same key, and refused under it with other content', async () => {
    const reward = await mall.reward({ points: 10 });
    const shopper = await mall.shopper(100);
    const idempotencyKey = mall.name();
    const first = await shopper.redeem(reward.variantId, { idempotencyKey });
    expect(await shopper.redeem(reward.variantId, { idempotencyKey })).toEqual(first);
    const other = await shopper.redeem([{ variantId: reward.variantId, quantity: 2 }], { idempotencyKey });
    expect(codesOf(other)).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect((await shopper.balance()).available).toBe(90);
  });

  it('is told of whenever it changes, but not when it is new: nobody can be watching it', async () => {
    const shopper = await mall.shopper(100);
    const told = async () => {
      const rows = await mall.server.database.query<{ exchanges: string[] | null }>(
        `SELECT topics->'exchange' AS exchanges FROM outbox ORDER BY id DESC LIMIT 1`,
      );
      return rows[0]?.exchanges ?? null;
    };
    const { id } = await shopper.redeemed((await mall.reward({ points: 10 })).variantId);
    expect(await told()).toBeNull();
    await shopper.cancel(id);
    expect(await told()).toEqual([decodeId('exchange', id)]);
  });

  it('uses keys that are each member’s own', async () => {
    const reward = await mall.reward({ points: 10 });
    const [one, two] = [await mall.shopper(100), await mall.shopper(100)];
    const idempotencyKey = mall.name();
    const ids = [
      (await one.redeemed(reward.variantId, { idempotencyKey })).id,
      (await two.redeemed(reward.variantId, { idempotencyKey })).id,
    ];
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a cart', () => {
  it('exchanges several rewards in one', async () => {
    const [cup, bag] = [await mall.reward({ points: 30 }), await mall.reward({ points: 50 })];
    const shopper = await mall.shopper(200);
    const exchange = await shopper.redeemed([
      { variantId: cup.variantId, quantity: 2 },
      { variantId: bag.variantId },
    ]);
    expect(exchange.total).toEqual({ points: 110, cash: null });
    expect(exchange.lines.map(({ quantity }) => quantity)).toEqual([2, 1]);
    expect((await shopper.balance()).available).toBe(90);
  });

  it('with one impossible line does nothing, and tells every line that is impossible', async () => {
    const cup = await mall.reward({ points: 10, onHand: 5 });
    const gone = await mall.reward({ points: 10, onHand: 1 });
    const draft = await mall.reward({ points: 10, listed: false });
    const shopper = await mall.shopper(500);
    const outcome = await shopper.redeem([
      { variantId: cup.variantId },
      { variantId: gone.variantId, quantity: 2 },
      { variantId: draft.variantId },
    ]);
    expect(outcome).toMatchObject({
      exchange: null,
      userErrors: [
        { code: 'OUT_OF_STOCK', variantId: gone.variantId, available: 1, path: ['lines', '1'] },
        { code: 'NOT_FOUND', id: draft.variantId, path: ['lines', '2', 'variantId'] },
      ],
    });
    expect([await mall.available(cup), await mall.available(gone)]).toEqual([5, 1]);
    expect((await shopper.balance()).available).toBe(500);
    expect(await shopper.exchanges()).toEqual([]);
  });

  it('counts lines of the same variant and the same reward together', async () => {
    const cup = await mall.reward({ points: 1, onHand: 3 });
    const shopper = await mall.shopper(100);
    const twice = [
      { variantId: cup.variantId, quantity: 2 },
      { variantId: cup.variantId, quantity: 2 },
    ];
    expect(await shopper.redeem(twice)).toMatchObject({
      userErrors: [{ code: 'OUT_OF_STOCK', available: 3, path: ['lines', '1'] }],
    });
    const limited = await mall.reward({
      limit: { quantity: 3, period: 'EVER' },
      variants: [{ points: 1 }, { points: 1 }],
    });
    const both = limited.variants.map(({ id }) => ({ variantId: id, quantity: 2 }));
    expect(await shopper.redeem(both)).toMatchObject({
      userErrors: [{ code: 'LIMIT_REACHED', limit: 3, left: 3, path: ['lines', '1'] }],
    });
  });

  it.each([
    ['empty', []],
    ['longer than fifty lines', Array.from({ length: 51 }, () => ({ quantity: 1 }))],
    ['with no pieces', [{ quantity: 0 }]],
    ['with fewer than no pieces', [{ quantity: -1 }]],
    ['with more than a thousand pieces', [{ quantity: 1_001 }]],
    ['with as many pieces as a number holds', [{ quantity: 2_147_483_647 }, { quantity: 2_147_483_647 }]],
  ])('is refused when it is %s', async (_what, lines) => {
    const { variantId } = await mall.reward({ points: 1, onHand: null });
    const shopper = await mall.shopper(10_000);
    const outcome = await shopper.redeem(lines.map((line) => ({ variantId, ...line })));
    expect(codesOf(outcome)).toEqual(['INVALID_INPUT']);
  });
});

describe('the price', () => {
  it('is refused when it is not the one the member was shown, and both are told', async () => {
    const reward = await mall.reward({ points: 100, cash: '9.90' });
    const shopper = await mall.shopper(500);
    const expectedTotal = { points: 90, cash: { amount: '9.90', currencyCode: 'CNY' } };
    expect(await shopper.redeem(reward.variantId, { expectedTotal })).toMatchObject({
      exchange: null,
      userErrors: [
        {
          code: 'PRICE_CHANGED',
          expected: expectedTotal,
          actual: { points: 100, cash: { amount: '9.90', currencyCode: 'CNY' } },
        },
      ],
    });
    const right = { ...expectedTotal, points: 100 };
    expect((await shopper.redeemed(reward.variantId, { expectedTotal: right })).total.points).toBe(100);
  });

  it('is refused as changed, not as unknown, when the operator changed the plan that the member was shown', async () => {
    const reward = await mall.reward({ points: 100 });
    const shopper = await mall.shopper(500);
    const changed = await mall.server.admin(
      'mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code } } }',
      {
        input: {
          id: reward.id,
          variants: [{ id: reward.variantId, pricePlans: [{ price: { points: 120 } }] }],
        },
      },
    );
    expect(at(changed, 'rewardUpdate', 'userErrors')).toEqual([]);
    const line = {
      variantId: reward.variantId,
      quantity: 1,
      pricePlanId: reward.variants[0]?.pricePlans[0]?.id ?? '',
    };
    expect(codesOf(await shopper.redeem([line]))).toEqual(['NOT_FOUND']);
    expect(await shopper.redeem([line], { expectedTotal: { points: 100 } })).toMatchObject({
      userErrors: [{ code: 'PRICE_CHANGED', actual: { points: 120 } }],
    });
  });

  it('is, when no plan was named, the cheapest that needs no cash and counts now', async () => {
    const soon = new Date(mall.server.clock.now().getTime() + 1_000).toISOString();
    const reward = await mall.reward({
      plans: [
        { price: { points: 10, cash: { amount: '50.00', currencyCode: 'CNY' } } },
        { price: { points: 90 } },
        { price: { points: 60 } },
        { price: { points: 5 }, startsAt: soon },
      ],
    });
    const shopper = await mall.shopper(500);
    expect((await shopper.redeemed(reward.variantId)).total).toEqual({ points: 60, cash: null });
    const pricePlanId = reward.variants[0]?.pricePlans[1]?.id ?? '';
    const named = await shopper.redeemed([{ variantId: reward.variantId, pricePlanId }]);
    expect(named.total).toEqual({ points: 90, cash: null });
    mall.server.clock.forward(1_000);
    expect((await shopper.redeemed(reward.variantId)).total.points).toBe(5);
  });

  it('cannot be that of another variant', async () => {
    const [cup, bag] = [await mall.reward({ points: 500 }), await mall.reward({ points: 1 })];
    const shopper = await mall.shopper(1_000);
    const pricePlanId = bag.variants[0]?.pricePlans[0]?.id ?? '';
    expect(await shopper.redeem([{ variantId: cup.variantId, pricePlanId }])).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', id: pricePlanId, path: ['lines', '0', 'pricePlanId'] }],
    });
  });
});

describe('a reward', () => {
  it('that is a draft is not found, and one that was delisted is not on sale', async () => {
    const draft = await mall.reward({ listed: false });
    const delisted = await mall.reward();
    for (let others = 0; others < 3; others += 1) await mall.reward();
    const answer = await mall.server.admin(
      'mutation ($input: RewardDelistInput!) { rewardDelist(input: $input) { userErrors { code message } } }',
      { input: { ids: [delisted.id] } },
    );
    expect(answer.data).toEqual({ rewardDelist: { userErrors: [] } });
    const shopper = await mall.shopper(500);
    expect(await shopper.redeem(draft.variantId)).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND', id: draft.variantId }],
    });
    expect(await shopper.redeem(delisted.variantId)).toMatchObject({
      userErrors: [{ code: 'NOT_ON_SALE', onSaleFrom: null, onSaleUntil: null }],
    });
  });

  it('is exchanged within its window only', async () => {
    const now = mall.server.clock.now().getTime();
    const onSaleFrom = new Date(now + 60_000).toISOString();
    const onSaleUntil = new Date(now + 120_000).toISOString();
    const reward = await mall.reward({ points: 1, onSaleFrom, onSaleUntil });
    const shopper = await mall.shopper(10);
    mall.server.clock.forward(59_999);
    expect(await shopper.redeem(reward.variantId)).toMatchObject({
      userErrors: [{ code: 'NOT_ON_SALE', onSaleFrom, onSaleUntil }],
    });
    mall.server.clock.forward(1);
    expect((await shopper.redeemed(reward.variantId)).state).toBe('CONFIRMED');
    mall.server.clock.forward(60_000);
    expect(codesOf(await shopper.redeem(reward.variantId))).toEqual(['NOT_ON_SALE']);
  });
});
