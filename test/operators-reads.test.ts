import { beforeEach, describe, expect, it } from 'vitest';
import { openedPool } from './crowdfunding-stage.js';
import { giveTo, openedProject } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { poolsOf } from './pool-mall.js';
import { purchasesOf, yuan } from './purchases.js';
import { mall, shareMall } from './shared-mall.js';
import { type Answer, at } from './start-server.js';
import { openedCampaign, vote } from './voting-mall.js';

shareMall();
let shopper: Shopper;
const pools = poolsOf(() => mall);
const { record, refund } = purchasesOf(
  () => mall,
  () => shopper,
);
beforeEach(async () => {
  shopper = await mall.shopper(1_000);
});

async function ofMember(selection: string): Promise<Answer> {
  const answer = await mall.server.admin(`query ($id: ID!) { member(id: $id) { ${selection} } }`, {
    id: shopper.id,
  });
  expect(answer.errors).toBeUndefined();
  return answer;
}

describe('operators read of a member', () => {
  it('what they gave, newest first, each with the project as operators see it', async () => {
    const [first, second] = [await openedProject(mall), await openedProject(mall)];
    await giveTo(mall, shopper, first, 10);
    await giveTo(mall, shopper, second, 20, { anonymous: true });
    await giveTo(mall, await mall.shopper(100), first, 30);
    await giveTo(mall, shopper, first, 40);
    const gift = 'points number anonymous member { id } project { id title { zh en } }';
    const page = 'pageInfo { hasNextPage endCursor }';
    const answer = await ofMember(`donations(first: 2) { nodes { ${gift} } ${page} }`);
    expect(at(answer, 'member')).toMatchObject({
      donations: {
        nodes: [
          { points: 40, number: 3, anonymous: false, member: { id: shopper.id }, project: { id: first.id } },
          { points: 20, number: 1, anonymous: true, project: { id: second.id } },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
    const after = JSON.stringify(at(answer, 'member', 'donations', 'pageInfo', 'endCursor'));
    const next = await ofMember(`donations(after: ${after}) { nodes { points } ${page} }`);
    expect(at(next, 'member')).toMatchObject({
      donations: { nodes: [{ points: 10 }], pageInfo: { hasNextPage: false } },
    });
  });

  it('what they pledged, of one state or all, each with the pool as operators see it', async () => {
    const [held, taken] = [await openedPool(mall), await openedPool(mall)];
    await pools.pledge(shopper, held, 30);
    await pools.pledge(shopper, taken, 40);
    await pools.withdraw(shopper, taken);
    await pools.pledge(await mall.shopper(100), held, 50);
    const pledge = 'nodes { points state member { id } pool { id progress { backers } } }';
    const answer = await ofMember(`all: pledges { ${pledge} } held: pledges(state: HELD) { ${pledge} }`);
    expect(at(answer, 'member')).toMatchObject({
      all: { nodes: [{ state: 'WITHDRAWN', pool: { id: taken.id } }, { state: 'HELD' }] },
      held: {
        nodes: [{ points: 30, member: { id: shopper.id }, pool: { id: held.id, progress: { backers: 2 } } }],
      },
    });
  });
});

describe('members are read by the ids of customers', () => {
  const read = (args: object) =>
    mall.server.admin(
      `query ($ids: [String!], $first: Int!, $after: String) {
        members(customerIds: $ids, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
      }`,
      { first: 50, ...args },
    );

  it('newest first and page by page, each once, and nobody else', async () => {
    const older = await mall.shopper(0);
    await mall.shopper(0);
    const newer = await mall.shopper(0);
    const ids = [older.customerId, newer.customerId, older.customerId, 'nobody', ''];
    const both = [{ id: newer.id }, { id: older.id }];
    expect(at(await read({ ids }), 'members', 'nodes')).toEqual(both);
    const page = await read({ ids, first: 1 });
    expect(at(page, 'members')).toMatchObject({ nodes: both.slice(0, 1), pageInfo: { hasNextPage: true } });
    const next = await read({ ids, first: 1, after: at(page, 'members', 'pageInfo', 'endCursor') });
    expect(at(next, 'members')).toMatchObject({ nodes: both.slice(1), pageInfo: { hasNextPage: false } });
    expect(at(await read({ ids: [] }), 'members', 'nodes')).toEqual([]);
  });

  it('of a hundred customers at most', async () => {
    const ids = Array.from({ length: 101 }, (_, n) => `customer ${n}`);
    expect((await read({ ids })).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect((await read({ ids: ids.slice(1) })).errors).toBeUndefined();
  });
});

describe('a purchase is read', () => {
  const fields = 'id orderId points refundedPoints total { amount } member { id }';
  const read = (args: string) => mall.server.admin(`{ purchase(${args}) { ${fields} } }`);

  it('by its id and by its order, as it is now and with whose it is', async () => {
    const orderId = mall.name();
    const { purchase } = await record(orderId, { total: yuan('80.00') });
    await refund(orderId, '20.00');
    const found = {
      id: purchase?.id,
      orderId,
      points: 80,
      refundedPoints: 20,
      total: { amount: '80.00' },
      member: { id: shopper.id },
    };
    expect(at(await read(`id: "${purchase?.id}"`), 'purchase')).toEqual(found);
    expect(at(await read(`orderId: "${orderId}"`), 'purchase')).toEqual(found);
  });

  it('as null where there is none', async () => {
    for (const args of [
      `id: "${shopper.id}"`,
      'id: "x"',
      'orderId: "x"',
      'orderId: ""',
      'orderId: "\\u0000"',
    ]) {
      const answer = await read(args);
      expect([args, answer.errors, at(answer, 'purchase')]).toEqual([args, undefined, null]);
    }
  });

  it('by exactly one of both', async () => {
    for (const args of ['id: "x", orderId: "x"', 'id: null', 'orderId: null']) {
      expect((await read(args)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

it('operators read the texts of a campaign and its candidates in every language, whatever they ask in', async () => {
  const title = { zh: '选哪个？', en: 'Which one?' };
  const written = { summary: { zh: '一句', en: 'One line' }, description: { zh: '详情', en: 'All of it' } };
  const { id, candidates } = await openedCampaign(mall, { title, candidate: written });
  const images = 'images { url alt { zh en } }';
  const answer = await mall.server.admin(
    `query ($id: ID!, $candidateId: ID!) {
      voteCampaign(id: $id) {
        texts { title { zh en } summary { zh en } story { zh en } ${images} }
        candidates { texts { title { zh en } summary { zh en } description { zh en } ${images} } }
      }
      voteBallots(candidateId: $candidateId) { nodes { candidate { texts { title { zh } } } } }
    }`,
    { id, candidateId: candidates[0]?.id },
  );
  const nothing = { zh: '', en: '' };
  const candidate = { texts: { title, ...written, images: [] } };
  expect(answer.data).toEqual({
    voteCampaign: {
      texts: { title, summary: nothing, story: nothing, images: [] },
      candidates: [candidate, candidate, candidate],
    },
    voteBallots: { nodes: [] },
  });
  await vote(mall, shopper, { id, handle: '', candidates }, 0);
  const ballots = await mall.server.admin(
    'query ($id: ID!) { voteBallots(candidateId: $id) { nodes { candidate { texts { title { zh en } } } } } }',
    { id: candidates[0]?.id },
  );
  expect(at(ballots, 'voteBallots', 'nodes')).toEqual([{ candidate: { texts: { title } } }]);
});
