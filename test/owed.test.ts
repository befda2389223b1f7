import { beforeEach, expect, test } from 'vitest';
import { openedPool } from './crowdfunding-stage.js';
import type { Shopper } from './mall-stage.js';
import { poolsOf } from './pool-mall.js';
import { purchasesOf } from './purchases.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  shopper = await mall.shopper();
});
const { record, refund } = purchasesOf(
  () => mall,
  () => shopper,
);
const { pledge, withdraw } = poolsOf(() => mall);

test('what is owed is repaid first from points that come back from an exchange, so that nobody spends what they owe', async () => {
  const reward = await mall.reward({ points: 70 });
  const orderId = mall.name();
  await record(orderId);
  const exchange = await shopper.redeemed(reward.variantId);
  await mall.grant(shopper.customerId, 5);
  await refund(orderId);
  expect(await shopper.balance()).toMatchObject({ available: 0, owed: 65 });
  await shopper.cancel(exchange.id);
  expect(await shopper.balance()).toMatchObject({ available: 5, owed: 0 });
  const told = await shopper.ask(
    '{ me { statement(first: 2) { nodes { amount balanceAfter description reason } } } }',
  );
  expect(at(told, 'me', 'statement', 'nodes')).toEqual([
    {
      amount: -65,
      balanceAfter: 5,
      description: expect.stringContaining('补扣待扣回积分') as unknown,
      reason: 'REPAYMENT',
    },
    { amount: 70, balanceAfter: 70, description: expect.any(String) as unknown, reason: 'EXCHANGE_REFUND' },
  ]);
});

test.each([
  ['an exchange that was not paid for in time', 'exchange'],
  ['a pool that they are withdrawn from', 'pool'],
])('what is owed is repaid first from points that are free again, of %s', async (_, of) => {
  const orderId = mall.name();
  await record(orderId);
  const waiting = await mall.reward({ points: 70, cash: '5.00' });
  const pool = await openedPool(mall);
  if (of === 'exchange') await shopper.redeemed(waiting.variantId);
  else await pledge(shopper, pool, 70);
  await refund(orderId);
  expect(await shopper.balance()).toMatchObject({ available: 0, held: 70, owed: 70 });
  if (of === 'exchange') {
    mall.server.clock.forward(15 * 60_000);
    await mall.server.runJob('exchange-expire-unpaid');
  } else await withdraw(shopper, pool);
  expect(await shopper.balance()).toMatchObject({ available: 0, held: 0, owed: 0 });
});
