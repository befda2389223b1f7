import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { giveTo, openedProject } from './donation-stage.js';
import type { Shopper, StageReward } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { type Answer, at } from './start-server.js';

shareMall();

let single: Shopper;
let busy: Shopper;
let rewards: StageReward[];
beforeAll(async () => {
  await mall.server.admin(
    'mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { userErrors { code } } }',
    {
      input: { key: 'cups', title: { zh: '杯子', en: 'Cups' } },
    },
  );
  for (const key of ['new', 'flash']) {
    await mall.server.admin(
      'mutation ($input: ZoneCreateInput!) { zoneCreate(input: $input) { userErrors { code } } }',
      {
        input: { key, title: { zh: key, en: key } },
      },
    );
  }
  rewards = [];
  for (let made = 0; made < 20; made += 1) {
    rewards.push(
      await mall.reward({
        category: 'cups',
        zones: ['new', 'flash'],
        limit: { quantity: 100, period: 'MONTH' },
        variants: [
          { points: 10 },
          { points: 10, cash: '1.00', batch: { size: 50, period: 'DAY' } },
          { points: 30 },
        ],
      }),
    );
  }
  const voucher = await mall.voucher(
    Array.from({ length: 21 }, (_, at) => `CODE-${at}`),
    { points: 1, cash: '1.00' },
  );
  const exchange = async (shopper: Shopper) => {
    const lines = [voucher, ...rewards.slice(0, 5)].map(({ variantId }) => ({ variantId }));
    await shopper.pay((await shopper.redeemed(lines)).id);
  };
  [single, busy] = [await mall.shopper(10_000), await mall.shopper(10_000)];
  await exchange(single);
  for (let made = 0; made < 20; made += 1) await exchange(busy);
});

const one = z.looseObject({ text: z.string() }).transform(({ text }) => text);
/** What the driver is given: a text, a statement, or several that go as one batch. */
const queryShape = z.union([
  z.string().transform((text) => [text]),
  one.transform((text) => [text]),
  z.looseObject({ statements: z.array(one) }).transform(({ statements }) => statements),
]);
// Keys and programs are kept between requests for a moment, the outbox is read and the database watched by themselves: none
// of it belongs to a read.
const beside =
  /access_key|^SELECT id, handle\b[^()]*FROM program\b|outbox|pg_notify|advisory|^(BEGIN|COMMIT|ROLLBACK|LISTEN|SHOW transaction_read_only$|SET )/;

/** The statements that reach PostgreSQL while something is asked; what was asked is answered without errors. */
async function statementsOf(ask: () => Promise<Answer>): Promise<{ statements: string[]; answer: Answer }> {
  // The first time plans are compiled and keys are read.
  await ask();
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const answer = await ask();
    expect(answer.errors).toBeUndefined();
    const statements = spy.mock.calls
      .flatMap(([query]) => queryShape.parse(query))
      .filter((text) => !beside.test(text));
    return { statements, answer };
  } finally {
    spy.mockRestore();
  }
}

const rewardFields = `
  id handle title summary description tags kind status supplier
  images { url alt } category { key title } zones { key title tier { key } } priceFrom { points cash { amount } }
  memberPrice { points } nextTier { tier { key } price { points } } tierRequired { key } earlyAccess
  limit { quantity period } limitLeft affordable
  variants {
    id title sku options { name value }
    stock { available unlimited version batch { size left renewsOn } }
    pricePlans { id label price { points cash { amount currencyCode } } memberPrice { points } tier { key } }
    reward { id }
  }`;
const rewardsPage = `query ($first: Int!) { rewards(first: $first) { nodes { ${rewardFields} } pageInfo { hasNextPage } } }`;
const withFacets = `query ($first: Int!) {
  rewards(first: $first) {
    totalCount
    facets { categories { key count } zones { key count } kinds { key count } bands { key count } inStock affordable }
    nodes { ${rewardFields} }
  }
}`;
const rewardByHandle = `query ($handle: String!) { reward(handle: $handle) { ${rewardFields} } }`;
const account = `query ($first: Int!) {
  me {
    balance { available held pending owed expiringSoon expiringSoonAt version }
    checkIn { checkedInToday streak }
    statement(first: 20) { nodes { id amount balanceAfter description } }
    exchanges(first: $first) {
      nodes {
        id state total { points }
        lines { title codes variant { id title reward { title images { url } } stock { available } } }
        payment { state amount { amount } }
      }
    }
  }
}`;

/** How many statements each read takes; more of them is a decision, not an accident. */
const recorded = {
  page: 1,
  pageOfMember: 1,
  pageWithFacets: 3,
  reward: 1,
  account: 8,
  statement: 3,
  gifts: 3,
  walls: 2,
};

const sizeOf = (answer: Answer, ...path: string[]) => z.array(z.unknown()).parse(at(answer, ...path)).length;

/** Asks as nobody in particular, a second later each time: for so long such answers are shared without any statement. */
function anonymously(document: string, variables: object): Promise<Answer> {
  mall.server.clock.forward(1_000);
  return mall.server.storefront(document, variables);
}

describe('the number of statements', () => {
  it.each([1, 20])('of a page of %i rewards is the same, whatever the page holds', async (first) => {
    const { statements, answer } = await statementsOf(() => anonymously(rewardsPage, { first }));
    expect(sizeOf(answer, 'rewards', 'nodes')).toBe(first);
    expect(statements, statements.join('\n')).toHaveLength(recorded.page);
  });

  it.each([1, 20])('of a page of %i rewards with what is the member’s own is the same', async (first) => {
    const { statements, answer } = await statementsOf(() => single.ask(rewardsPage, { first }));
    expect(sizeOf(answer, 'rewards', 'nodes')).toBe(first);
    expect(statements, statements.join('\n')).toHaveLength(recorded.pageOfMember);
  });

  it.each([1, 20])('of a page of %i rewards with counts and facets is the same', async (first) => {
    const { statements } = await statementsOf(() => single.ask(withFacets, { first }));
    expect(statements, statements.join('\n')).toHaveLength(recorded.pageWithFacets);
  });

  it('of one reward by its handle is one', async () => {
    const { handle } = z.object({ handle: z.string() }).parse(rewards[0]);
    const { statements, answer } = await statementsOf(() => anonymously(rewardByHandle, { handle }));
    expect(at(answer, 'reward', 'handle')).toBe(handle);
    expect(statements, statements.join('\n')).toHaveLength(recorded.reward);
  });

  it.each([1, 20])('of a member’s account with %i exchanges is the same', async (count) => {
    const { statements, answer } = await statementsOf(() =>
      (count === 1 ? single : busy).ask(account, { first: 20 }),
    );
    expect(sizeOf(answer, 'me', 'exchanges', 'nodes')).toBe(count);
    expect(at(answer, 'me', 'exchanges', 'nodes', count - 1, 'lines', 0, 'codes', 0)).toMatch(/^CODE-/);
    expect(at(answer, 'me', 'exchanges', 'nodes', count - 1, 'payment', 'state')).toBe('CAPTURED');
    expect(statements, statements.join('\n')).toHaveLength(recorded.account);
  });

  it.each([1, 20])('of a member’s statement with what %i entries lead to is the same', async (first) => {
    const query =
      'query ($first: Int!) { me { statement(first: $first) { nodes { subject { id ... on Exchange { state } } } } } }';
    const { statements, answer } = await statementsOf(() => busy.ask(query, { first }));
    expect(sizeOf(answer, 'me', 'statement', 'nodes')).toBe(first);
    expect(at(answer, 'me', 'statement', 'nodes', first - 1, 'subject', 'state')).toBe('CONFIRMED');
    expect(statements, statements.join('\n')).toHaveLength(recorded.statement);
  });

  it.each([1, 5])('of a member’s %i gifts as operators read them is the same', async (first) => {
    const giver = await mall.shopper(100);
    for (let given = 0; given < 5; given += 1) await giveTo(mall, giver, await openedProject(mall), 10);
    const query = `query ($id: ID!, $first: Int!) {
      member(id: $id) { donations(first: $first) { nodes { member { id } project { title { zh en } } } } }
    }`;
    const { statements, answer } = await statementsOf(() =>
      mall.server.admin(query, { id: giver.id, first }),
    );
    expect(sizeOf(answer, 'member', 'donations', 'nodes')).toBe(first);
    expect(statements, statements.join('\n')).toHaveLength(recorded.gifts);
  });

  it.each([1, 2])('of the achievement walls of %i members is the same', async (first) => {
    const walls =
      'query ($first: Int!) { members(first: $first) { nodes { achievements { key earnedOn } } } }';
    const { statements, answer } = await statementsOf(() => mall.server.admin(walls, { first }));
    expect(sizeOf(answer, 'members', 'nodes')).toBe(first);
    expect(statements, statements.join('\n')).toHaveLength(recorded.walls);
  });
});
