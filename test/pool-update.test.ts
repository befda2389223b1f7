import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { updatePool } from '../server/src/crowdfunding/update-pool.js';
import { idSource } from '../server/src/platform/ids.js';
import { systemRandom } from '../server/src/platform/random.js';
import { openedPool, type StagePool } from './crowdfunding-stage.js';
import { poolsOf } from './pool-mall.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const { pledge, seen, reaches, told } = poolsOf(() => mall);
const both = (zh: string, en: string) => ({ zh, en });
const nothing = both('', '');
const alt = both('咖啡机', 'The machine');
const mistyped = {
  title: both('咖非机', 'A cofee machine'),
  summary: both('大家一起买', 'Bought together'),
  story: both('很长的故事', 'A long story'),
  images: [{ url: '/machine.svg', alt }],
};

const asTold = 'title { zh en } summary { zh en } story { zh en } texts { images { url alt { zh en } } }';
const poolShape = z
  .looseObject({ texts: z.object({ images: z.array(z.unknown()) }) })
  .transform(({ texts, ...pool }) => ({ ...pool, images: texts.images }));

async function update(input: object, key?: string) {
  const answer = await mall.server.admin(
    `mutation ($input: PoolUpdateInput!) {
      poolUpdate(input: $input) { pool { ${asTold} } userErrors { code path } }
    }`,
    { input },
    key,
  );
  const pool = at(answer, 'poolUpdate', 'pool');
  return {
    pool: pool === null ? null : poolShape.parse(pool),
    userErrors: at(answer, 'poolUpdate', 'userErrors'),
  };
}

/** Everything of the pool that is not told in words of its own. */
const pledgedOn = async ({ id }: StagePool) => {
  const query = `query ($id: ID!) { pool(id: $id) {
    handle least most allotment terms { zh en } winners progress { state pledged target deadline version } draw { seedHash }
  } }`;
  return at(await mall.server.admin(query, { id }), 'pool');
};

describe('a pool', () => {
  it('is told differently where it was mistyped, and what members pledged on is what it was', async () => {
    const pool = await openedPool(mall, { ...mistyped, target: 100, allotment: 'DRAW', winners: 1 });
    await pledge(await mall.shopper(100), pool, 40);
    const before = await pledgedOn(pool);
    const title = both('咖啡机', 'A coffee machine');
    const after = { ...mistyped, title };
    expect(await update({ poolId: pool.id, title: both(' 咖啡机', 'A coffee machine ') })).toEqual({
      pool: after,
      userErrors: [],
    });
    expect(await pledgedOn(pool)).toEqual(before);
    expect(await seen(pool, 'title')).toEqual({ title: title.zh });
    const [entry] = await mall.server.database.query(
      "SELECT before, after FROM audit WHERE action = 'poolUpdate' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({ before: mistyped, after });
    expect(await mall.trail(pool.id)).toMatchObject([{ action: 'poolUpdate' }, { action: 'poolCreate' }]);
  });

  it('is told of by its new title when it is full, and can still be put right then', async () => {
    const pool = await openedPool(mall, { ...mistyped, target: 100 });
    const shopper = await mall.shopper(100);
    await update({ poolId: pool.id, title: both('咖啡机', 'A coffee machine') });
    await pledge(shopper, pool, 100);
    await reaches(pool, 'COMPLETED');
    const messages = (await told(shopper)).map(({ message }) => message);
    expect(messages.join()).toContain('咖啡机');
    expect(messages.join()).not.toContain('咖非机');
    const story = both('它来了', 'It has come');
    expect(await update({ poolId: pool.id, story })).toMatchObject({ pool: { story }, userErrors: [] });
  });

  it('loses what null is said of, but never its title', async () => {
    const pool = await openedPool(mall, mistyped);
    const emptied = { title: null, summary: null, story: null, images: null };
    expect((await update({ poolId: pool.id, ...emptied })).pool).toEqual({
      title: mistyped.title,
      summary: nothing,
      story: nothing,
      images: [],
    });
  });

  it('is said the same of twice without a trail', async () => {
    const pool = await openedPool(mall, mistyped);
    const input = { poolId: pool.id, summary: both('一起买', 'Together') };
    await update(input);
    const trail = await mall.trail(pool.id);
    expect(trail).toHaveLength(2);
    for (const same of [input, { poolId: pool.id }, { poolId: pool.id, images: mistyped.images }]) {
      expect(await update(same)).toMatchObject({ userErrors: [] });
    }
    expect(await mall.trail(pool.id)).toEqual(trail);
  });

  it('keeps what two operators change of it at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const pool = await openedPool(mall, mistyped);
      const [title, story] = [both('新名', 'New name'), both('新事', 'New story')];
      await Promise.all([update({ poolId: pool.id, title }), update({ poolId: pool.id, story })]);
      expect((await update({ poolId: pool.id })).pool).toEqual({ ...mistyped, title, story });
    }
  });

  it('is refused what a new one is refused, and whatever is not of this brand', async () => {
    const { id: poolId } = await openedPool(mall, mistyped);
    const foreign = await openedPool(mall, mistyped, 'sk_demo2');
    const wrong = (...path: string[]) => ({ pool: null, userErrors: [{ code: 'INVALID_INPUT', path }] });
    const missing = { pool: null, userErrors: [{ code: 'NOT_FOUND', path: ['poolId'] }] };
    expect(await update({ poolId, title: both('名', '') })).toEqual(wrong('title', 'en'));
    expect(await update({ poolId, summary: both('', 'x') })).toEqual(wrong('summary', 'zh'));
    expect(await update({ poolId, story: both('\u0000', 'x') })).toEqual(wrong('story'));
    expect(await update({ poolId, images: [{ url: 'nowhere' }] })).toEqual(wrong('images'));
    for (const id of [foreign.id, 'nothing', mall.nameless(poolId)]) {
      expect(await update({ poolId: id, story: both('事', 'x') })).toEqual(missing);
    }
    expect(await mall.trail(poolId)).toHaveLength(1);
  });

  it('is told anew to everybody when another process has put it right', async () => {
    const pool = await openedPool(mall, mistyped);
    // The clock stands, so no answer grows too old to be given again.
    expect(await seen(pool, 'title')).toEqual({ title: mistyped.title.zh });
    const { database, clock, programs } = mall.server;
    const hands = { database, newId: idSource(clock, systemRandom), onCommit: () => undefined };
    const operator = { programId: programs.first, actor: 'test', now: clock.now() };
    const title = both('咖啡机', 'A coffee machine');
    await updatePool(hands, operator, mall.uuid('pool', pool.id), { title });
    await vi.waitFor(async () => expect(await seen(pool, 'title')).toEqual({ title: title.zh }), 10_000);
  });
});
