import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMall } from '../sdk/src/index.js';
import { openedPool } from './crowdfunding-stage.js';
import { giveTo, openedProject } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { poolsOf } from './pool-mall.js';
import { purchasesOf, yuan } from './purchases.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { openedCampaign, vote } from './voting-mall.js';

shareMall();
let shopper: Shopper;
const pools = poolsOf(() => mall);
const { record, refund } = purchasesOf(
  () => mall,
  () => shopper,
);
beforeEach(async () => {
  shopper = await mall.shopper();
});

const entries = z.array(
  z.object({ reason: z.string(), subject: z.record(z.string(), z.unknown()).nullable() }),
);
const subject = `subject {
  __typename id
  ... on Purchase { orderId points refundedPoints total { amount } }
  ... on Donation { points }
  ... on Pool { pledge { points } }
  ... on Ballot { spent }
}`;

/** Each reason with what it leads to, newest first. */
async function statement(account = 'POINTS') {
  const query = `query ($account: MemberAccount!) { me { statement(account: $account) { nodes { reason ${subject} } } } }`;
  const nodes = entries.parse(at(await shopper.ask(query, { account }), 'me', 'statement', 'nodes'));
  return nodes.map((entry) => [entry.reason, entry.subject] as const);
}

/** The order whose points were spent before they were taken back, and the one that repays what was owed then. */
async function owedAndRepaid(): Promise<[string, string]> {
  const [first, next] = [mall.name(), mall.name()];
  await record(first);
  const reward = await mall.reward({ points: 100 });
  await shopper.redeemed(reward.variantId);
  await refund(first);
  await record(next, { total: yuan('30.00') });
  return [first, next];
}

describe('operators follow a movement', () => {
  it('to the order it came from, and from a repayment to the order that repaid', async () => {
    const [first, next] = await owedAndRepaid();
    const query = `query ($customerId: String!, $account: MemberAccount!) {
      member(customerId: $customerId) { statement(account: $account) { nodes { reason purchase { orderId } } } } }`;
    const orders = async (account: string) => {
      const answer = await mall.server.admin(query, { customerId: shopper.customerId, account });
      return at(answer, 'member', 'statement', 'nodes');
    };
    expect(await orders('OWED')).toEqual([
      { reason: 'REPAYMENT', purchase: { orderId: next } },
      { reason: 'PURCHASE_REFUND', purchase: { orderId: first } },
    ]);
    expect(await orders('POINTS')).toContainEqual({ reason: 'EXCHANGE', purchase: null });
    expect(await orders('POINTS')).toContainEqual({ reason: 'PURCHASE', purchase: { orderId: first } });
  });
});

describe('a movement leads to', () => {
  it('the exchange, the purchase, the gift, the pool or the ballot that it was for', async () => {
    const orderId = mall.name();
    await record(orderId, { total: yuan('2000.00') });
    const reward = await mall.reward({ points: 30 });
    const exchange = await shopper.redeemed(reward.variantId);
    await shopper.cancel(exchange.id);
    await giveTo(mall, shopper, await openedProject(mall), 10);
    const campaign = await openedCampaign(mall, { weighting: 'SPENT' });
    const { ballot } = await vote(mall, shopper, campaign, 0, { points: 7 });
    const pool = await openedPool(mall, { target: 100 });
    await pools.pledge(shopper, pool, 100);
    await mall.server.runJob('crowdfunding-close');
    expect(Object.fromEntries(await statement())).toEqual({
      PURCHASE: {
        __typename: 'Purchase',
        id: matching(/^purchase_/),
        orderId,
        points: 2_000,
        refundedPoints: 0,
        total: { amount: '2000.00' },
      },
      EXCHANGE: { __typename: 'Exchange', id: exchange.id },
      EXCHANGE_REFUND: { __typename: 'Exchange', id: exchange.id },
      DONATION: { __typename: 'Donation', id: matching(/^donation_/), points: 10 },
      VOTE: { __typename: 'Ballot', id: ballot?.id, spent: 7 },
      PLEDGE: { __typename: 'Pool', id: pool.id, pledge: { points: 100 } },
    });
  });

  it('the order that was refunded, and the one by which what was owed is repaid', async () => {
    const [first, next] = await owedAndRepaid();
    expect((await statement('OWED')).map(([reason, order]) => [reason, order?.['orderId']])).toEqual([
      ['REPAYMENT', next],
      ['PURCHASE_REFUND', first],
    ]);
  });

  it('the exchange that came back, where that repays what is owed', async () => {
    const order = mall.name();
    await record(order);
    const reward = await mall.reward({ points: 100 });
    const exchange = await shopper.redeemed(reward.variantId);
    await refund(order);
    await shopper.cancel(exchange.id);
    const [[reason, repaidBy] = []] = await statement('OWED');
    expect([reason, repaidBy]).toEqual(['REPAYMENT', { __typename: 'Exchange', id: exchange.id }]);
  });

  it('nothing, where points came by themselves', async () => {
    await mall.grant(shopper.customerId, 5);
    await shopper.ask('mutation { checkIn(input: {idempotencyKey: "k"}) { userErrors { code } } }');
    expect(await statement()).toEqual([
      ['CHECK_IN', null],
      ['GRANT', null],
    ]);
  });
});

it('a purchase is read by its member, and by nobody else', async () => {
  const { purchase } = await record(mall.name());
  const read = async (who: Pick<Shopper, 'ask'>) =>
    at(await who.ask('query ($id: ID!) { node(id: $id) { id } }', { id: purchase?.id }), 'node');
  expect(await read(shopper)).toEqual({ id: purchase?.id });
  expect(await read(await mall.shopper())).toBeNull();
  const { data } = await mall.server.storefront('query ($id: ID!) { node(id: $id) { id } }', {
    id: purchase?.id,
  });
  expect(data).toEqual({ node: null });
});

it('the SDK tells of each movement what it was for', async () => {
  const orderId = mall.name();
  await record(orderId);
  const member = createMall({
    endpoint: mall.server.origin,
    publishableKey: 'pk_demo',
    getMemberToken: () => shopper.token(),
  });
  const page = await member.points.statement();
  expect(page?.nodes[0]?.subject).toMatchObject({ __typename: 'Purchase', orderId });
  member.close();
});

/** A matcher of the test library, which calls them `any`. */
function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
