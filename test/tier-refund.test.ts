import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy, noticesOf, tierOf } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

async function refund(orderId: string): Promise<void> {
  const answer = await mall.server.admin(
    'mutation ($input: PurchaseRefundInput!) { purchaseRefund(input: $input) { userErrors { code } } }',
    { input: { orderId, idempotencyKey: mall.name() } },
  );
  expect(at(answer, 'purchaseRefund', 'userErrors')).toEqual([]);
}

/** The tiers that hang on the member's wall. */
async function earnedTiers(): Promise<string[]> {
  const shape = z.array(z.object({ key: z.string(), earnedOn: z.string().nullable() }));
  const answer = await shopper.ask('{ me { achievements { key earnedOn } } }');
  return shape
    .parse(at(answer, 'me', 'achievements'))
    .filter(({ key, earnedOn }) => key.startsWith('tier-') && earnedOn !== null)
    .map(({ key }) => key);
}

const keyOf = async () => (await tierOf(shopper))['current'];

describe('a member', () => {
  it('loses by a refund what the order lifted them to, and is told', async () => {
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2026-11-24T04:00:00Z');
    const orderId = await buy(mall, shopper, '40000.00');
    expect(await keyOf()).toEqual({ key: 'diamond' });
    expect(await earnedTiers()).toEqual(['tier-silver', 'tier-gold', 'tier-diamond']);
    await refund(orderId);
    expect(await earnedTiers()).toEqual(['tier-silver']);
    expect(await tierOf(shopper)).toMatchObject({
      current: { key: 'silver' },
      score: 1_200,
      since: '2026-11-22',
      reviewOn: '2027-11-22',
    });
    const [undone] = await noticesOf(shopper);
    expect(undone).toEqual({
      kind: 'TIER_UNDONE',
      message: '因订单退款，此前的会员升级已撤销，你现为银卡会员。',
    });
  });

  it('keeps a tier that was there before the order was recorded, though the order is older', async () => {
    const first = await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2026-11-24T04:00:00Z');
    const late = await buy(mall, shopper, '2000.00', '2026-11-20T04:00:00Z');
    await refund(first);
    await refund(late);
    expect(await tierOf(shopper)).toMatchObject({
      current: { key: 'silver' },
      since: '2026-11-22',
      score: 0,
    });
  });

  it('has no tier left when everything bought was refunded, and keeps one that was there before the order', async () => {
    const first = await buy(mall, shopper, '10000.00');
    mall.server.clock.set('2026-11-23T04:00:00Z');
    const second = await buy(mall, shopper, '10.00');
    await refund(second);
    expect(await keyOf()).toEqual({ key: 'gold' });
    await refund(first);
    expect(await tierOf(shopper)).toMatchObject({ current: null, since: null, reviewOn: null, score: 0 });
    expect((await noticesOf(shopper)).map(({ kind }) => kind)).toEqual(['TIER_UNDONE', 'TIER_RAISED']);
  });
});

describe('what is missing to keep a tier', () => {
  it('is said of the day of the review, and said again when a refund makes a safe tier unsafe', async () => {
    mall.server.clock.set('2026-12-10T04:00:00Z');
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2027-11-10T04:00:00Z');
    expect(await tierOf(shopper)).toMatchObject({ score: 1_200, sprint: { active: true, missing: 1_000 } });
    const orderId = await buy(mall, shopper, '1700.00');
    expect(await tierOf(shopper)).toMatchObject({ sprint: { missing: 0 } });
    await mall.server.runJob('tier-review');
    await refund(orderId);
    expect(await tierOf(shopper)).toMatchObject({ current: { key: 'silver' }, sprint: { missing: 1_000 } });
    const [again, safe] = await noticesOf(shopper);
    expect(safe?.message).toContain('已保住');
    expect(again?.message).toContain('再得 1,000 成长值');
    mall.server.clock.set('2027-12-10T04:00:00Z');
    expect(await keyOf()).toBeNull();
  });
});
