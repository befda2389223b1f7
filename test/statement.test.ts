import { z } from 'zod';
import { describe, expect, it } from 'vitest';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const entryShape = z.object({
  id: z.string(),
  amount: z.number(),
  balanceAfter: z.number(),
  reason: z.string(),
  description: z.string(),
  exchangeId: z.string().nullable(),
});
const pageShape = z.object({
  nodes: z.array(entryShape),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const document = `query ($first: Int!, $after: String, $account: MemberAccount!) {
  me { statement(first: $first, after: $after, account: $account) {
    nodes { id amount balanceAfter reason description exchangeId }
    pageInfo { hasNextPage endCursor }
  } }
}`;

/** All movements, read page by page. */
async function statement(shopper: Shopper, first: number, account = 'POINTS') {
  const entries: z.infer<typeof entryShape>[] = [];
  let after: string | null = null;
  for (;;) {
    const answer = await shopper.ask(document, { first, after, account });
    const page = pageShape.parse(at(answer, 'me', 'statement'));
    entries.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return entries;
    after = page.pageInfo.endCursor;
  }
}

/** A member with every kind of movement: 25 grants, exchanges, a cancel, a capture, an expiry, a hold, a check-in. */
async function busyShopper(): Promise<Shopper> {
  const shopper = await mall.shopper();
  const [cup, paid] = [await mall.reward({ points: 30 }), await mall.reward({ points: 20, cash: '1.00' })];
  for (let at = 1; at <= 25; at += 1) await mall.grant(shopper.customerId, at);
  const soon = new Date(mall.server.clock.now().getTime() + 1_000).toISOString();
  const exchange = await shopper.redeemed(cup.variantId);
  await shopper.cancel(exchange.id);
  await shopper.pay((await shopper.redeemed(paid.variantId)).id);
  await mall.grant(shopper.customerId, 7, soon);
  mall.server.clock.forward(1_000);
  await mall.server.runJob('ledger-expire-points');
  await shopper.redeemed(paid.variantId);
  await shopper.ask('mutation { checkIn(input: {idempotencyKey: "k"}) { userErrors { code } } }');
  return shopper;
}

describe('a statement', () => {
  it('has every movement exactly once, newest first, however it is cut into pages', async () => {
    const shopper = await busyShopper();
    const whole = await statement(shopper, 100);
    expect(whole).toHaveLength(25 + 2 + 1 + 2 + 1);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    expect(whole.slice(0, 6).map(({ reason }) => reason)).toEqual([
      'CHECK_IN',
      'EXPIRY',
      'GRANT',
      'EXCHANGE',
      'EXCHANGE_REFUND',
      'EXCHANGE',
    ]);
    for (const size of [1, 2, 7, 31]) expect(await statement(shopper, size)).toEqual(whole);
  });

  it('adds up: each movement leads from the balance before it to the one after it', async () => {
    const shopper = await busyShopper();
    const entries = (await statement(shopper, 10)).toReversed();
    let balance = 0;
    for (const entry of entries) {
      balance += entry.amount;
      expect(entry.balanceAfter).toBe(balance);
    }
    const { available, held } = await shopper.balance();
    expect(balance).toBe(available + held);
  });

  it('shows nothing twice and misses nothing when points move between two pages', async () => {
    const shopper = await mall.shopper();
    for (let at = 1; at <= 6; at += 1) await mall.grant(shopper.customerId, at);
    const read = async (after: string | null) =>
      pageShape.parse(
        at(await shopper.ask(document, { first: 3, after, account: 'POINTS' }), 'me', 'statement'),
      );
    const first = await read(null);
    await mall.grant(shopper.customerId, 100);
    const second = await read(first.pageInfo.endCursor);
    expect([...first.nodes, ...second.nodes].map(({ amount }) => amount)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('names the exchange a movement belongs to', async () => {
    const shopper = await mall.shopper(100);
    const reward = await mall.reward({ points: 30 });
    const { id } = await shopper.redeemed(reward.variantId);
    await shopper.cancel(id);
    expect((await statement(shopper, 10)).map((entry) => [entry.amount, entry.exchangeId])).toEqual([
      [30, id],
      [-30, id],
      [100, null],
    ]);
  });

  it('keeps what expired in an account of its own', async () => {
    const shopper = await busyShopper();
    expect(await statement(shopper, 10, 'EXPIRED')).toMatchObject([
      { amount: 7, balanceAfter: 7, reason: 'EXPIRY' },
    ]);
    expect(await statement(shopper, 10, 'PENDING')).toEqual([]);
  });

  it('speaks the language that was asked for, with the brand’s own note', async () => {
    const shopper = await mall.shopper();
    await mall.server.admin(
      'mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { userErrors { code } } }',
      {
        input: {
          customerId: shopper.customerId,
          points: 5,
          note: { zh: '贵宾', en: 'VIP' },
          idempotencyKey: mall.name(),
        },
      },
    );
    const query = '{ me { statement { nodes { description } } } }';
    const token = await shopper.token();
    const zh = await mall.server.storefront(query, {}, { token, language: 'zh' });
    const en = await mall.server.storefront(query, {}, { token, language: 'en' });
    expect(at(zh, 'me', 'statement', 'nodes', 0, 'description')).toBe('品牌赠送：贵宾');
    expect(at(en, 'me', 'statement', 'nodes', 0, 'description')).toBe('A gift from the brand: VIP');
  });
});
