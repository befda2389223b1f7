import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';
import { at } from './start-server.js';

shareMall();

describe('a virtual reward', () => {
  it('delivers its codes at once, in the order they were added', async () => {
    const voucher = await mall.voucher(['C-1', 'C-2', 'C-3'], { points: 10 });
    const shopper = await mall.shopper(100);
    const exchange = await shopper.redeemed([{ variantId: voucher.variantId, quantity: 2 }]);
    expect(exchange).toMatchObject({
      state: 'FULFILLED',
      cancellable: false,
      lines: [{ codes: ['C-1', 'C-2'] }],
    });
    expect(await mall.available(voucher)).toBe(1);
    expect(codesOf(await shopper.cancel(exchange.id))).toEqual(['INVALID_STATE']);
  });

  it('shows its codes to whoever exchanged it and to nobody else', async () => {
    const voucher = await mall.voucher(['SECRET-1'], { points: 10 });
    const [owner, other] = [await mall.shopper(10), await mall.shopper(10)];
    const { id } = await owner.redeemed(voucher.variantId);
    const query = 'query ($id: ID!) { exchange(id: $id) { lines { codes } } node(id: $id) { id } }';
    expect((await owner.ask(query, { id })).data).toEqual({
      exchange: { lines: [{ codes: ['SECRET-1'] }] },
      node: { id },
    });
    expect((await other.ask(query, { id })).data).toEqual({ exchange: null, node: null });
  });

  it('never gives the same code twice to fifty members at once', async () => {
    const codes = Array.from({ length: 40 }, (_, at) => `ONCE-${at}`);
    const voucher = await mall.voucher(codes, { points: 10 });
    const shoppers = await Promise.all(Array.from({ length: 50 }, () => mall.shopper(10)));
    const outcomes = await Promise.all(shoppers.map((shopper) => shopper.redeem(voucher.variantId)));
    const given = outcomes.flatMap(({ exchange }) => exchange?.lines.flatMap((line) => line.codes) ?? []);
    expect(given.toSorted()).toEqual(codes.toSorted());
    expect(outcomes.flatMap(codesOf)).toEqual(Array.from({ length: 10 }, () => 'OUT_OF_STOCK'));
  });

  it('keeps its codes back until the cash part is paid', async () => {
    const voucher = await mall.voucher(['P-1'], { points: 10, cash: '5.00' });
    const shopper = await mall.shopper(10);
    const waiting = await shopper.redeemed(voucher.variantId);
    expect(waiting).toMatchObject({ state: 'AWAITING_PAYMENT', lines: [{ codes: [] }] });
    expect(codesOf(await (await mall.shopper(10)).redeem(voucher.variantId))).toEqual(['OUT_OF_STOCK']);
    const { exchange } = await shopper.pay(waiting.id);
    expect(exchange).toMatchObject({ state: 'FULFILLED', lines: [{ codes: ['P-1'] }] });
  });

  it('beside goods in one cart is delivered, while the goods wait to be sent', async () => {
    const [voucher, cup] = [await mall.voucher(['M-1'], { points: 10 }), await mall.reward({ points: 10 })];
    const shopper = await mall.shopper(20);
    const exchange = await shopper.redeemed([{ variantId: voucher.variantId }, { variantId: cup.variantId }]);
    expect(exchange).toMatchObject({ state: 'CONFIRMED', cancellable: false });
    expect(exchange.lines.map((line) => line.codes)).toEqual([['M-1'], []]);
    const refused = await shopper.ask(
      `mutation ($input: ExchangeCancelInput!) { exchangeCancel(input: $input) { userErrors { code message } } }`,
      { input: { exchangeId: exchange.id, idempotencyKey: mall.name() } },
    );
    expect(at(refused, 'exchangeCancel', 'userErrors')).toEqual([
      { code: 'INVALID_STATE', message: '该兑换已有商品发出，不能取消。' },
    ]);
  });
});

describe('codes that are added', () => {
  it('raise the stock once each, known ones are passed over, and a retry adds nothing', async () => {
    const voucher = await mall.voucher(['A', 'B']);
    const key = mall.name();
    const first = await mall.addCodes(voucher.variantId, ['B', 'C', 'C', 'D'], key);
    expect(first.data).toEqual({ codesAdd: { added: 2, userErrors: [] } });
    expect((await mall.addCodes(voucher.variantId, ['B', 'C', 'C', 'D'], key)).data).toEqual(first.data);
    expect(await mall.available(voucher)).toBe(4);
    const conflict = await mall.addCodes(voucher.variantId, ['E'], key);
    expect(at(conflict, 'codesAdd', 'userErrors', 0, 'code')).toBe('IDEMPOTENCY_CONFLICT');
    expect(await mall.trail(voucher.variantId)).toMatchObject([
      { action: 'codesAdd', before: { onHand: 2 }, after: { onHand: 4, added: 2 } },
      { action: 'codesAdd', before: { onHand: 0 }, after: { onHand: 2, added: 2 } },
    ]);
    // The trail tells how many, never which: a code is worth money.
    expect(JSON.stringify(await mall.trail(voucher.variantId))).not.toContain('"C"');
  });

  it('are stored without the spaces around them', async () => {
    const voucher = await mall.voucher(['A']);
    expect((await mall.addCodes(voucher.variantId, [' A', 'B ', '\tB'])).data).toEqual({
      codesAdd: { added: 1, userErrors: [] },
    });
  });

  it.each([
    ['none', []],
    ['an empty one', ['A', ' ']],
    ['one that is too long', ['x'.repeat(201)]],
    ['one with half a character', ['\ud800', '\ud801']],
  ])('are refused when there is %s', async (_what, codes) => {
    const voucher = await mall.voucher(['A']);
    const answer = await mall.addCodes(voucher.variantId, codes);
    expect(at(answer, 'codesAdd')).toEqual({
      added: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['codes'] }],
    });
  });

  it('belong to counted virtual rewards only', async () => {
    const goods = await mall.reward({ onHand: 5 });
    const granted = await mall.reward({ kind: 'VIRTUAL', onHand: null });
    for (const { variantId } of [goods, granted]) {
      const answer = await mall.addCodes(variantId, ['A']);
      expect(at(answer, 'codesAdd', 'userErrors', 0, 'code')).toBe('INVALID_INPUT');
    }
    expect(await mall.available(goods)).toBe(5);
  });
});

describe('an operator who looks what is to be sent', () => {
  const queue = `query ($first: Int!, $after: String) {
    exchanges(first: $first, after: $after, state: CONFIRMED) { nodes { id member { customerId } } pageInfo { endCursor } }
  }`;

  it('reads who exchanged, each of a page', async () => {
    const reward = await mall.reward({ points: 10 });
    const shoppers = [await mall.shopper(10), await mall.shopper(10)];
    const made = [];
    for (const shopper of shoppers) {
      const { id } = await shopper.redeemed(reward.variantId);
      made.unshift({ id, member: { customerId: shopper.customerId } });
    }
    const answer = await mall.server.admin(queue, { first: 2 });
    expect(at(answer, 'exchanges', 'nodes')).toEqual(made);
  });
});

describe('an operator who fulfils', () => {
  it('marks the exchange as handed over, with its shipment and a trail, once', async () => {
    const reward = await mall.reward({ points: 10 });
    const shopper = await mall.shopper(10);
    const { id } = await shopper.redeemed(reward.variantId);
    const input = { carrier: 'SF', trackingNumber: 'SF-1', idempotencyKey: mall.name() };
    const done = await mall.operate('exchangeFulfil', id, input);
    expect(done.exchange).toMatchObject({
      state: 'FULFILLED',
      cancellable: false,
      lines: [{ shipment: { carrier: 'SF', trackingNumber: 'SF-1' } }],
    });
    expect(await mall.operate('exchangeFulfil', id, input)).toEqual(done);
    expect(codesOf(await mall.operate('exchangeFulfil', id, { ...input, carrier: 'YTO' }))).toEqual([
      'IDEMPOTENCY_CONFLICT',
    ]);
    expect(await mall.operate('exchangeFulfil', id)).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'FULFILLED' }],
    });
    expect(codesOf(await shopper.cancel(id))).toEqual(['INVALID_STATE']);
    expect(await mall.trail(id)).toMatchObject([
      {
        action: 'exchangeFulfil',
        before: { state: 'confirmed' },
        after: { state: 'fulfilled', carrier: 'SF' },
      },
    ]);
  });

  it('writes a shipment without the spaces around it, and none where nothing is written', async () => {
    const reward = await mall.reward({ points: 10 });
    const { id } = await (await mall.shopper(10)).redeemed(reward.variantId);
    const input = { carrier: ' 顺丰 ', trackingNumber: '  ' };
    const done = await mall.operate('exchangeFulfil', id, input);
    expect(done.exchange?.lines).toMatchObject([{ shipment: { carrier: '顺丰', trackingNumber: null } }]);
    const after = { carrier: '顺丰', trackingNumber: null };
    expect(await mall.trail(id)).toMatchObject([{ after }]);
  });

  it('cannot hand over what is not paid, nor write a book on it', async () => {
    const reward = await mall.reward({ points: 10, cash: '1.00' });
    const shopper = await mall.shopper(10);
    const { id } = await shopper.redeemed(reward.variantId);
    expect(codesOf(await mall.operate('exchangeFulfil', id))).toEqual(['INVALID_STATE']);
    await shopper.pay(id);
    const long = await mall.operate('exchangeFulfil', id, { trackingNumber: 'x'.repeat(201) });
    expect(long.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['trackingNumber'] }]);
    const broken = await mall.operate('exchangeRefund', id, { note: 'a\ud800' });
    expect(broken.userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['note'] }]);
    expect(await mall.trail(id)).toEqual([]);
  });
});

describe('an operator who refunds', () => {
  it('gives points and cash back and leaves a trail, once', async () => {
    const reward = await mall.reward({ points: 10, cash: '1.00', onHand: 5 });
    const shopper = await mall.shopper(10);
    const { id } = await shopper.redeemed(reward.variantId);
    await shopper.pay(id);
    const input = { note: '破损', idempotencyKey: mall.name() };
    const done = await mall.operate('exchangeRefund', id, input);
    expect(done.exchange).toMatchObject({ state: 'REFUNDED', payment: { state: 'REFUNDED' } });
    expect(await mall.operate('exchangeRefund', id, input)).toEqual(done);
    expect((await shopper.balance()).available).toBe(10);
    // It was never handed over, so it is still there.
    expect(await mall.available(reward)).toBe(5);
    expect(codesOf(await mall.operate('exchangeRefund', id))).toEqual(['INVALID_STATE']);
    expect(await mall.trail(id)).toMatchObject([
      { action: 'exchangeRefund', before: { state: 'confirmed' }, after: { note: '破损', restock: false } },
    ]);
  });

  it.each([
    [true, 5],
    [false, 4],
  ])('of goods that were sent, with restock %s, leaves %i', async (restock, left) => {
    const reward = await mall.reward({ points: 10, onHand: 5 });
    const shopper = await mall.shopper(10);
    const { id } = await shopper.redeemed(reward.variantId);
    await mall.operate('exchangeFulfil', id);
    expect((await mall.operate('exchangeRefund', id, { restock })).exchange?.state).toBe('REFUNDED');
    expect(await mall.available(reward)).toBe(left);
    expect((await shopper.balance()).available).toBe(10);
  });

  it('frees the limit also of goods that do not come back', async () => {
    const reward = await mall.reward({ points: 10, limit: { quantity: 1, period: 'EVER' } });
    const shopper = await mall.shopper(20);
    const { id } = await shopper.redeemed(reward.variantId);
    await mall.operate('exchangeFulfil', id);
    await mall.operate('exchangeRefund', id, { restock: false });
    expect((await shopper.redeemed(reward.variantId)).state).toBe('CONFIRMED');
  });

  it('never gives a code out again', async () => {
    const voucher = await mall.voucher(['V-1'], { points: 10 });
    const shopper = await mall.shopper(20);
    const { id } = await shopper.redeemed(voucher.variantId);
    await mall.operate('exchangeRefund', id, { restock: true });
    expect((await shopper.balance()).available).toBe(20);
    expect(await mall.available(voucher)).toBe(0);
    expect(codesOf(await shopper.redeem(voucher.variantId))).toEqual(['OUT_OF_STOCK']);
  });

  it('cannot refund what was not paid', async () => {
    const reward = await mall.reward({ points: 10, cash: '1.00' });
    const { id } = await (await mall.shopper(10)).redeemed(reward.variantId);
    expect(await mall.operate('exchangeRefund', id)).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'AWAITING_PAYMENT' }],
    });
  });
});

describe('an operator who counts stock', () => {
  const adjust = async (variantId: string, change: number, idempotencyKey = mall.name()) => {
    const answer = await mall.server.admin(
      `mutation ($input: StockAdjustInput!) {
        stockAdjust(input: $input) { stock { available } userErrors { code ... on OutOfStock { available } } }
      }`,
      { input: { variantId, change, idempotencyKey, note: '盘点' } },
    );
    return z.looseObject({}).parse(at(answer, 'stockAdjust'));
  };

  it('changes it once for a key and leaves a trail', async () => {
    const reward = await mall.reward({ onHand: 5 });
    const key = mall.name();
    expect(await adjust(reward.variantId, 3, key)).toEqual({ stock: { available: 8 }, userErrors: [] });
    expect(await adjust(reward.variantId, 3, key)).toEqual({ stock: { available: 8 }, userErrors: [] });
    expect(await adjust(reward.variantId, 4, key)).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
    });
    expect(await mall.trail(reward.variantId)).toMatchObject([
      { action: 'stockAdjust', before: { onHand: 5 }, after: { onHand: 8, note: '盘点' } },
    ]);
  });

  it('counts something: a change of nothing is refused, leaves no trail, and its key is free for what was meant', async () => {
    const reward = await mall.reward({ onHand: 5 });
    const key = mall.name();
    const refused = { stock: null, userErrors: [{ code: 'INVALID_INPUT' }] };
    expect(await adjust(reward.variantId, 0, key)).toEqual(refused);
    expect(await adjust(reward.variantId, 0, key)).toEqual(refused);
    expect(await mall.trail(reward.variantId)).toEqual([]);
    expect(await adjust(reward.variantId, 2, key)).toEqual({ stock: { available: 7 }, userErrors: [] });
  });

  it('never makes more than a variant may begin with', async () => {
    const reward = await mall.reward({ onHand: 5 });
    const refused = { stock: null, userErrors: [{ code: 'INVALID_INPUT' }] };
    expect(await adjust(reward.variantId, 999_999_996)).toEqual(refused);
    expect(await adjust(reward.variantId, 999_999_995)).toMatchObject({
      stock: { available: 1_000_000_000 },
    });
  });

  it('never takes more than there is', async () => {
    const reward = await mall.reward({ onHand: 5 });
    expect(await adjust(reward.variantId, -6)).toEqual({
      stock: null,
      userErrors: [{ code: 'OUT_OF_STOCK', available: 5 }],
    });
    expect(await adjust(reward.variantId, -5)).toMatchObject({ stock: { available: 0 } });
  });

  it('cannot count what is unlimited, nor codes', async () => {
    const unlimited = await mall.reward({ onHand: null });
    const voucher = await mall.voucher(['A']);
    for (const { variantId } of [unlimited, voucher]) {
      expect(await adjust(variantId, 1)).toMatchObject({
        stock: null,
        userErrors: [{ code: 'INVALID_INPUT' }],
      });
    }
  });
});
