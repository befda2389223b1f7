import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { verifyDraw } from '../sdk/src/index.js';
import { openedPool, dayMs, type StagePool } from './crowdfunding-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { poolsOf } from './pool-mall.js';
import { at } from './start-server.js';

shareMall();

const { pledge, withdraw, seen, reaches, told } = poolsOf(() => mall);

describe('a draw', () => {
  const entryShape = z.object({ number: z.number(), points: z.number() });
  const pageShape = z.object({
    draw: z.object({
      entries: z.object({
        nodes: z.array(entryShape),
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      }),
    }),
  });
  const resultShape = z.object({
    draw: z.object({
      seedHash: z.string(),
      seed: z.string(),
      winners: z.array(z.object({ place: z.number(), number: z.number() })),
    }),
  });

  async function allEntries(pool: StagePool) {
    const found: z.infer<typeof entryShape>[] = [];
    let after = '';
    for (;;) {
      const asked = `entries(first: 3${after}) { nodes { number points } pageInfo { hasNextPage endCursor } }`;
      const { entries } = pageShape.parse(await seen(pool, `draw { ${asked} }`)).draw;
      found.push(...entries.nodes);
      if (!entries.pageInfo.hasNextPage) return found;
      after = `, after: "${entries.pageInfo.endCursor}"`;
    }
  }

  it('has the winners that anyone finds with what is published, in their order', async () => {
    const pool = await openedPool(mall, { target: 280, allotment: 'DRAW', winners: 4 });
    const shoppers = await Promise.all(Array.from({ length: 7 }, () => mall.shopper(100)));
    for (const [at, shopper] of shoppers.entries()) await pledge(shopper, pool, 10 + at * 10);
    await reaches(pool, 'COMPLETED');
    const { seedHash, seed, winners } = resultShape.parse(
      await seen(pool, 'draw { seedHash seed winners { place number } }'),
    ).draw;
    const entries = await allEntries(pool);
    expect(entries).toEqual(shoppers.map((_, at) => ({ number: at + 1, points: 10 + at * 10 })));
    const again = await verifyDraw({ poolId: pool.id, seedHash, seed, entries, winners: 4 });
    expect(again.seedMatches).toBe(true);
    expect(winners).toEqual(again.winners.map((number, at) => ({ place: at + 1, number })));
  });

  it('is won in its own pool alone, whoever has the same number in another', async () => {
    const shoppers = await Promise.all(Array.from({ length: 3 }, () => mall.shopper(100)));
    const allotted = async (pool: StagePool) => {
      const answer = await mall.server.admin(
        'query ($id: ID!) { poolPledges(poolId: $id, allotted: true) { nodes { number } } }',
        { id: pool.id },
      );
      return at(answer, 'poolPledges', 'nodes');
    };
    const pools: StagePool[] = [];
    for (let nth = 0; nth < 5; nth += 1) {
      const pool = await openedPool(mall, { target: 30, allotment: 'DRAW', winners: 1 });
      for (const shopper of shoppers) await pledge(shopper, pool, 10);
      await reaches(pool, 'COMPLETED');
      pools.push(pool);
    }
    for (const pool of pools) {
      const { winners } = resultShape.parse(
        await seen(pool, 'draw { seedHash seed winners { place number } }'),
      ).draw;
      expect(await allotted(pool)).toEqual(winners.map(({ number }) => ({ number })));
    }
  });

  it('is not won by who withdrew', async () => {
    const pool = await openedPool(mall, { target: 20, allotment: 'DRAW', winners: 3 });
    const [gone, stays, last] = [await mall.shopper(100), await mall.shopper(100), await mall.shopper(100)];
    await pledge(gone, pool, 10);
    await withdraw(gone, pool);
    await pledge(stays, pool, 10);
    await pledge(last, pool, 10);
    await reaches(pool, 'COMPLETED');
    const { winners } = resultShape.parse(
      await seen(pool, 'draw { seedHash seed winners { place number } }'),
    ).draw;
    expect(winners.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([2, 3]);
  });
});

describe('members hear', () => {
  it('that a pool is full, and of a draw who has won', async () => {
    const pool = await openedPool(mall, { target: 100, allotment: 'DRAW', winners: 1 });
    const shoppers = [await mall.shopper(100), await mall.shopper(100)];
    for (const shopper of shoppers) await pledge(shopper, pool, 50);
    await reaches(pool, 'COMPLETED');
    const kinds = await Promise.all(shoppers.map(async (one) => (await told(one)).map(({ kind }) => kind)));
    expect(kinds.toSorted((a, b) => a.length - b.length)).toEqual([
      ['POOL_SUCCEEDED'],
      ['POOL_WON', 'POOL_SUCCEEDED'],
    ]);
  });

  it('that a pool failed, and that their points are back', async () => {
    const pool = await openedPool(mall);
    const shopper = await mall.shopper(100);
    await pledge(shopper, pool, 60);
    mall.server.clock.forward(dayMs);
    await mall.server.runJob('crowdfunding-close');
    await mall.server.runJob('crowdfunding-close');
    expect(await told(shopper)).toMatchObject([
      { kind: 'POOL_FAILED', message: expect.stringContaining('60') as unknown },
    ]);
  });
});

describe('operators', () => {
  const errors = 'userErrors { code path ... on InvalidState { state } }';
  const act = async (name: string, input: object) => {
    const type = `P${name.slice(1)}Input`;
    const selection = 'cancelled { zh en } settlement { points amount { amount } statement documentUrl }';
    return at(
      await mall.server.admin(
        `mutation ($input: ${type}!) { ${name}(input: $input) { pool { ${selection} } ${errors} } }`,
        { input: { idempotencyKey: mall.name(), ...input } },
      ),
      name,
    );
  };

  it('call an open pool off once: everything is given back, and everybody is told why', async () => {
    const pool = await openedPool(mall);
    const shopper = await mall.shopper(100);
    await pledge(shopper, pool, 60);
    const reason = { zh: '厂家停产', en: 'It is no longer made' };
    expect(await act('poolCancel', { poolId: pool.id, reason: { zh: '', en: '' } })).toMatchObject({
      userErrors: [
        { code: 'INVALID_INPUT', path: ['reason', 'zh'] },
        { code: 'INVALID_INPUT', path: ['reason', 'en'] },
      ],
    });
    expect(await act('poolCancel', { poolId: pool.id, reason })).toMatchObject({
      pool: { cancelled: reason },
      userErrors: [],
    });
    await reaches(pool, 'RELEASED');
    expect(await shopper.balance()).toMatchObject({ available: 100, held: 0 });
    expect(await seen(pool, 'cancelled')).toEqual({ cancelled: reason.zh });
    expect(await told(shopper)).toMatchObject([
      { kind: 'POOL_CANCELLED', message: expect.stringContaining(reason.zh) as unknown },
    ]);
    expect((await pledge(shopper, pool, 10)).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect(await act('poolCancel', { poolId: pool.id, reason })).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'RELEASED' }],
    });
  });

  it('settle a completed pool once, with a statement for everybody', async () => {
    const pool = await openedPool(mall, { target: 100 });
    const statement = { zh: '已购入咖啡机。', en: 'The machine was bought.' };
    const input = {
      poolId: pool.id,
      statement,
      amount: { amount: '88.50', currencyCode: 'CNY' },
      documentUrl: 'https://example.com/receipt.pdf',
      idempotencyKey: mall.name(),
    };
    expect(await act('poolSettle', { ...input, idempotencyKey: mall.name() })).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'OPEN' }],
    });
    await pledge(await mall.shopper(100), pool, 100);
    await reaches(pool, 'COMPLETED');
    const amount = { amount: '1.00', currencyCode: 'EUR' };
    expect(await act('poolSettle', { ...input, amount, idempotencyKey: mall.name() })).toMatchObject({
      userErrors: [{ code: 'CURRENCY_MISMATCH' }],
    });
    const settled = { points: 100, amount: { amount: '88.50' }, documentUrl: input.documentUrl };
    const done = { pool: { settlement: { ...settled, statement: statement.zh } }, userErrors: [] };
    expect(await act('poolSettle', input)).toMatchObject(done);
    expect(await act('poolSettle', input)).toMatchObject(done);
    expect(await seen(pool, 'progress { state } settlement { points statement }')).toEqual({
      progress: { state: 'COMPLETED' },
      settlement: { points: 100, statement: statement.zh },
    });
    expect(await act('poolSettle', { ...input, idempotencyKey: mall.name() })).toMatchObject({
      userErrors: [{ code: 'INVALID_STATE', state: 'SETTLED' }],
    });
  });

  it('read what they wrote of a pool in both languages, what its pictures show and its statement as well', async () => {
    const alt = { zh: '咖啡机', en: 'The machine' };
    const pool = await openedPool(mall, { target: 100, images: [{ url: '/machine.svg', alt }] });
    const query =
      'query ($id: ID!) { pool(id: $id) { images { alt } texts { images { url alt { zh en } } statement { zh en } } } }';
    const texts = { images: [{ url: '/machine.svg', alt }], statement: null };
    expect(at(await mall.server.admin(query, { id: pool.id }), 'pool')).toEqual({
      images: [{ alt: alt.zh }],
      texts,
    });
    await pledge(await mall.shopper(100), pool, 100);
    await reaches(pool, 'COMPLETED');
    const statement = { zh: '已购入咖啡机。', en: 'The machine was bought.' };
    expect(await act('poolSettle', { poolId: pool.id, statement })).toMatchObject({ userErrors: [] });
    expect(at(await mall.server.admin(query, { id: pool.id }), 'pool', 'texts')).toEqual({
      ...texts,
      statement,
    });
  });

  it('leave everything they opened in the trail', async () => {
    const pool = await openedPool(mall, { target: 100, least: 5, most: 50, allotment: 'DRAW', winners: 3 });
    const answer = await mall.server.admin('{ audit(first: 1) { nodes { action subject after } } }');
    expect(at(answer, 'audit', 'nodes', 0)).toMatchObject({
      action: 'poolCreate',
      subject: pool.id,
      after: { target: 100, least: 5, most: 50, winners: 3, terms: { en: 'For everybody' } },
    });
  });

  it('and members must name the pool they ask for', async () => {
    const asked = '{ pool { id } }';
    expect((await mall.server.storefront(asked)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect((await mall.server.admin(asked)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('open no two pools of one name, and none without a future', async () => {
    const { handle } = await openedPool(mall);
    const words = { zh: '词', en: 'Word' };
    const create = async (more: object) => {
      const deadline = new Date(mall.server.clock.now().getTime() + dayMs).toISOString();
      const input = { handle, title: words, terms: words, target: 1, allotment: 'SHARED', deadline, ...more };
      const document =
        'mutation ($input: PoolCreateInput!) { poolCreate(input: $input) { userErrors { code path } } }';
      return at(await mall.server.admin(document, { input }), 'poolCreate', 'userErrors');
    };
    expect(await create({})).toEqual([{ code: 'ALREADY_EXISTS', path: ['handle'] }]);
    const now = mall.server.clock.now().toISOString();
    expect(await create({ handle: mall.name(), deadline: now })).toEqual([
      { code: 'INVALID_INPUT', path: ['deadline'] },
    ]);
  });
});
