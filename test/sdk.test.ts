import { RefusedError, UnauthorisedError } from '../sdk/src/index.js';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { patience, SdkStage } from './sdk-stage.js';

const HOUR_MS = 3_600_000;

let stage: SdkStage;
beforeAll(async () => {
  stage = await SdkStage.open();
});
afterEach(() => stage.closeMalls());
afterAll(() => stage.close());

/** A listed reward of one variant, and what a page knows of it. */
async function reward(handle: string, points: number, onHand: number, more: object = {}) {
  await stage.admin('rewardCreate', 'RewardCreateInput', {
    handle,
    kind: 'PHYSICAL',
    title: { zh: '挂耳咖啡礼盒', en: `Drip coffee ${handle}` },
    variants: [{ pricePlans: [{ price: { points, ...more } }], stock: { onHand } }],
    listed: true,
  });
  const found = await stage.openMall().catalog.reward({ handle });
  const [variant] = found?.variants ?? [];
  if (!found || !variant) throw new Error('The reward is not in the mall.');
  return { id: found.id, variantId: variant.id };
}

describe('with the SDK', () => {
  it('a visitor finds a reward and an exchange moves the counters of everybody who looks', async () => {
    const { id, variantId } = await reward('sdk-counter', 300, 5);
    await stage.grant('ann', 1000);
    const [ann, visitor] = [stage.openMall('ann'), stage.openMall()];

    const page = await visitor.catalog.rewards({ query: 'coffee', filter: { inStock: true } });
    expect(page.nodes.map((node) => node.id)).toContain(id);
    expect(page.totalCount).toBe(page.nodes.length);

    const left: (number | null)[] = [];
    const points: number[] = [];
    visitor.live.stock([variantId], ({ available }) => left.push(available));
    ann.live.balance(({ available }) => points.push(available));
    await vi.waitFor(() => expect([left, points]).toEqual([[5], [1000]]), patience);

    const exchange = await ann.exchange.redeem({
      lines: [{ variantId, quantity: 2 }],
      expectedTotal: { points: 600 },
    });
    expect(exchange).toMatchObject({ state: 'CONFIRMED', total: { points: 600, cash: null } });
    await vi.waitFor(() => expect([left.at(-1), points.at(-1)]).toEqual([3, 400]), patience);
    expect(await ann.points.balance()).toMatchObject({ available: 400 });
    expect((await ann.points.statement())?.nodes[0]).toMatchObject({ amount: -600, reason: 'EXCHANGE' });
    expect((await ann.exchange.list())?.nodes.map((one) => one.id)).toEqual([exchange.id]);
    expect((await ann.exchange.list({ state: 'EXPIRED' }))?.nodes).toEqual([]);

    const states: string[] = [];
    ann.live.exchange(exchange.id, ({ state }) => states.push(state));
    await vi.waitFor(() => expect(states).toEqual(['CONFIRMED']), patience);
    await ann.exchange.cancel({ exchangeId: exchange.id });
    await vi.waitFor(() => expect(states).toEqual(['CONFIRMED', 'CANCELLED']), patience);
    await vi.waitFor(() => expect([left.at(-1), points.at(-1)]).toEqual([5, 1000]), patience);
  });

  it('the same key gives the same exchange, and other input is refused', async () => {
    const { variantId } = await reward('sdk-key', 100, 5);
    await stage.grant('ben', 1000);
    const { exchange } = stage.openMall('ben');
    const once = { idempotencyKey: 'order-1', lines: [{ variantId, quantity: 1 }] };
    const [first, again] = [await exchange.redeem(once), await exchange.redeem(once)];
    expect(again.id).toBe(first.id);
    const other = { ...once, lines: [{ variantId, quantity: 2 }] };
    await expect(exchange.redeem(other)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('a refusal says in the member’s language what was missing', async () => {
    const { variantId } = await reward('sdk-refusal', 500, 5);
    await stage.grant('cleo', 120);
    const mall = stage.openMall('cleo');
    mall.setLanguage('zh');
    const refusal: unknown = await mall.exchange
      .redeem({ lines: [{ variantId, quantity: 1 }] })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal).toMatchObject({
      code: 'INSUFFICIENT_POINTS',
      errors: [{ __typename: 'InsufficientPoints', balance: 120, required: 500 }],
    });
    expect(String(refusal)).toContain('积分');
  });

  it('points and cash are paid in two steps', async () => {
    const cash = { amount: '49.00', currencyCode: 'CNY' };
    const { variantId } = await reward('sdk-cash', 500, 5, { cash });
    await stage.grant('dora', 800);
    const { exchange, points } = stage.openMall('dora');
    const waiting = await exchange.redeem({ lines: [{ variantId, quantity: 1 }] });
    expect(waiting).toMatchObject({ state: 'AWAITING_PAYMENT', total: { points: 500, cash } });
    expect(await points.balance()).toMatchObject({ available: 300, held: 500 });
    const declined = exchange.pay({ exchangeId: waiting.id, paymentMethod: 'test_declined' });
    await expect(declined).rejects.toMatchObject({ code: 'PAYMENT_DECLINED' });
    const paid = await exchange.pay({ exchangeId: waiting.id, paymentMethod: 'test_ok' });
    expect(paid.state).toBe('CONFIRMED');
    expect(await points.balance()).toMatchObject({ available: 300, held: 0 });
  });

  it('a member checks in once a day', async () => {
    const { earning } = stage.openMall('emil');
    const before = await earning.checkInState();
    const done = await earning.checkIn();
    expect(done).toMatchObject({ streak: 1, points: before?.nextPoints });
    expect(done.member.balance.available).toBe(done.points);
    await expect(earning.checkIn()).rejects.toMatchObject({ code: 'ALREADY_CHECKED_IN' });
  });

  it('a member sees the ladder and where they stand on it', async () => {
    const { earning, tier } = stage.openMall('greta');
    const [first] = await tier.ladder();
    await earning.checkIn();
    expect(await tier.own()).toMatchObject({ current: null, next: first, score: 4, interactionScore: 4 });
    expect(await stage.openMall().tier.own()).toBeNull();
  });

  it('a token that expires is renewed, over HTTP and over the socket', async () => {
    await stage.grant('finn', 10);
    const mall = stage.openMall('finn');
    const points: number[] = [];
    const statuses: string[] = [];
    mall.live.balance(({ available }) => points.push(available), { onStatus: (s) => statuses.push(s) });
    await vi.waitFor(() => expect(points).toEqual([10]), patience);
    stage.server.clock.forward(2 * HOUR_MS);
    expect(await mall.points.balance()).toMatchObject({ available: 10 });
    await vi.waitFor(() => expect(statuses.filter((status) => status === 'live')).toHaveLength(2), patience);
    const { points: earned } = await mall.earning.checkIn();
    await vi.waitFor(() => expect(points.at(-1)).toBe(10 + earned), patience);
    expect(statuses).not.toContain('closed');
  });

  it('nobody acts without signing in, and a wrong key opens nothing', async () => {
    await expect(stage.openMall().earning.checkIn()).rejects.toBeInstanceOf(UnauthorisedError);
    const wrong = stage.openMall(undefined, 'pk_wrong');
    await expect(wrong.program()).rejects.toBeInstanceOf(UnauthorisedError);
    const ended: unknown[] = [];
    wrong.live.stock(['variant_01jd8zq6s3f5kbq2n0v3xw4y5z'], () => undefined, {
      onStatus: (status, error) => status === 'closed' && ended.push(error),
    });
    await vi.waitFor(() => expect(ended).toHaveLength(1), patience);
    expect(ended[0]).toBeInstanceOf(UnauthorisedError);
  });

  it('a partner follows the stock feed from a snapshot on, and goes on where it stopped', async () => {
    const { variantId } = await reward('sdk-feed', 10, 50);
    await stage.grant('gina', 1000);
    const [partner, gina] = [stage.openMall(undefined, 'pt_demo'), stage.openMall('gina')];
    const snapshot = await partner.live.stockFeedSnapshot({ first: 100 });
    expect(snapshot.nodes.find((item) => item.variantId === variantId)?.available).toBe(50);

    const seen: (number | null)[] = [];
    let cursor = snapshot.cursor;
    const followOn = () =>
      partner.live.stockFeed({ after: cursor }, (batch) => {
        cursor = batch.cursor;
        const mine = batch.events.filter((event) => event.variantId === variantId);
        seen.push(...mine.map((event) => event.available));
      });
    const redeem = () => gina.exchange.redeem({ lines: [{ variantId, quantity: 1 }] });
    const stop = followOn();
    await redeem();
    await vi.waitFor(() => expect(seen).toEqual([49]), patience);
    stop();
    await redeem();
    await redeem();
    followOn();
    await vi.waitFor(() => expect(seen).toEqual([49, 48, 47]), patience);
  });
});
