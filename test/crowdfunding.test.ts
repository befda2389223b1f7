import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openedPool, dayMs } from './crowdfunding-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { poolsOf } from './pool-mall.js';
import { SocketClient } from './socket-client.js';
import { at } from './start-server.js';

shareMall();

const { pledge, withdraw, seen, reaches } = poolsOf(() => mall);

describe('a pledge', () => {
  it('holds points and does not take them', async () => {
    const pool = await openedPool(mall);
    const shopper = await mall.shopper(100);
    expect(await pledge(shopper, pool, 30)).toMatchObject({
      pledge: { number: 1, points: 30, state: 'HELD', allotted: false, pool: { handle: pool.handle } },
      progress: { state: 'OPEN', pledged: 30, left: 970, percent: 3, backers: 1 },
      userErrors: [],
    });
    expect(await shopper.balance()).toMatchObject({ available: 70, held: 30 });
  });

  it('is raised and keeps its number', async () => {
    const pool = await openedPool(mall, { least: 10, most: 50 });
    const [one, other] = [await mall.shopper(100), await mall.shopper(100)];
    const first = await pledge(one, pool, 20);
    await pledge(other, pool, 10);
    const raised = await pledge(one, pool, 50);
    expect(raised).toMatchObject({
      pledge: { id: first.pledge?.id, number: 1, points: 50 },
      progress: { pledged: 60, backers: 2 },
    });
    expect(await one.balance()).toMatchObject({ available: 50, held: 50 });
    expect((await pledge(one, pool, 50)).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['points'] },
    ]);
    expect((await pledge(one, pool, 51)).userErrors).toMatchObject([
      { code: 'AMOUNT_OUT_OF_RANGE', least: 10, most: 50 },
    ]);
  });

  it('is withdrawn until the pool closes, and comes back with its number', async () => {
    const pool = await openedPool(mall);
    const [one, other] = [await mall.shopper(100), await mall.shopper(100)];
    await pledge(one, pool, 20);
    await pledge(other, pool, 20);
    expect(await withdraw(one, pool)).toMatchObject({
      pledge: { state: 'WITHDRAWN', number: 1 },
      progress: { pledged: 20, backers: 1 },
    });
    expect(await one.balance()).toMatchObject({ available: 100, held: 0 });
    expect((await withdraw(one, pool)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', state: 'WITHDRAWN', path: ['poolId'] },
    ]);
    expect(await pledge(one, pool, 5)).toMatchObject({ pledge: { number: 1, state: 'HELD', points: 5 } });
    mall.server.clock.forward(dayMs);
    expect((await withdraw(one, pool)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', state: 'FAILED' },
    ]);
    await mall.server.runJob('crowdfunding-close');
  });

  it('is found among those in its state, and not among others', async () => {
    const [kept, left] = [await openedPool(mall), await openedPool(mall)];
    const shopper = await mall.shopper(100);
    for (const pool of [kept, left]) await pledge(shopper, pool, 10);
    await withdraw(shopper, left);
    const find = async (state: string) =>
      at(
        await shopper.ask(
          'query ($state: PledgeState) { me { pledges(state: $state) { nodes { pool { id } } } } }',
          { state },
        ),
        'me',
        'pledges',
        'nodes',
      );
    expect(await find('HELD')).toEqual([{ pool: { id: kept.id } }]);
    expect(await find('WITHDRAWN')).toEqual([{ pool: { id: left.id } }]);
    expect(await find('CAPTURED')).toEqual([]);
  });

  it('is refused where it cannot be', async () => {
    const pool = await openedPool(mall, { least: 5 });
    const shopper = await mall.shopper(10);
    const refused = async (points: number, more: object = {}) =>
      (await pledge(shopper, pool, points, more)).userErrors;
    expect(await refused(11)).toMatchObject([{ code: 'INSUFFICIENT_POINTS', balance: 10, required: 11 }]);
    expect(await refused(0)).toMatchObject([{ code: 'INVALID_INPUT', path: ['points'] }]);
    expect(await refused(4)).toMatchObject([{ code: 'AMOUNT_OUT_OF_RANGE', least: 5, most: null }]);
    expect(await refused(1_001)).toMatchObject([{ code: 'TARGET_REACHED', pointsLeft: 1_000 }]);
    expect(await refused(5, { poolId: shopper.id })).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await withdraw(shopper, pool)).userErrors).toMatchObject([{ code: 'INVALID_STATE' }]);
    expect((await withdraw(shopper, { ...pool, id: shopper.id })).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(await shopper.balance()).toMatchObject({ available: 10, held: 0 });
  });

  it('happens once with the same key', async () => {
    const pool = await openedPool(mall);
    const shopper = await mall.shopper(100);
    const idempotencyKey = mall.name();
    const first = await pledge(shopper, pool, 10, { idempotencyKey });
    expect((await pledge(shopper, pool, 10, { idempotencyKey })).pledge).toEqual(first.pledge);
    expect(await shopper.balance()).toMatchObject({ held: 10 });
  });

  it('is told to its member alone', async () => {
    const pool = await openedPool(mall);
    const [backer, other] = [await mall.shopper(100), await mall.shopper(100)];
    const made = await pledge(backer, pool, 10);
    const document = `query ($id: ID!) {
      node(id: $id) { __typename } me { pledges { nodes { points } } } pool(id: "${pool.id}") { pledge { points } }
    }`;
    const variables = { id: made.pledge?.id };
    expect((await backer.ask(document, variables)).data).toEqual({
      node: { __typename: 'Pledge' },
      me: { pledges: { nodes: [{ points: 10 }] } },
      pool: { pledge: { points: 10 } },
    });
    expect((await other.ask(document, variables)).data).toEqual({
      node: null,
      me: { pledges: { nodes: [] } },
      pool: { pledge: null },
    });
    expect(await seen(pool, 'pledge { points }')).toEqual({ pledge: null });
  });
});

describe('a full pool', () => {
  it('captures exactly the target, at once and with no job', async () => {
    const pool = await openedPool(mall, { target: 100, least: 40 });
    const [one, other] = [await mall.shopper(100), await mall.shopper(100)];
    await pledge(one, pool, 90);
    expect((await pledge(other, pool, 40)).userErrors).toMatchObject([
      { code: 'TARGET_REACHED', pointsLeft: 10 },
    ]);
    expect(await pledge(other, pool, 10)).toMatchObject({
      pledge: { state: 'HELD' },
      progress: { state: 'SUCCEEDED', pledged: 100, left: 0, percent: 100 },
    });
    await reaches(pool, 'COMPLETED');
    expect(await one.balance()).toMatchObject({ available: 10, held: 0 });
    expect(await other.balance()).toMatchObject({ available: 90, held: 0 });
    expect((await pledge(other, pool, 20)).userErrors).toMatchObject([
      { code: 'TARGET_REACHED', pointsLeft: 0 },
    ]);
    expect((await withdraw(one, pool)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', state: 'COMPLETED' },
    ]);
    const entry = await one.ask('{ me { statement(first: 1) { nodes { amount reason description } } } }');
    expect(at(entry, 'me', 'statement', 'nodes', 0)).toMatchObject({ amount: -90, reason: 'PLEDGE' });
    const all = await mall.server.admin(
      'query ($id: ID!) { poolPledges(poolId: $id, allotted: true) { nodes { number points state member { id } } } }',
      { id: pool.id },
    );
    expect(at(all, 'poolPledges', 'nodes')).toEqual([
      { number: 1, points: 90, state: 'CAPTURED', member: { id: one.id } },
      { number: 2, points: 10, state: 'CAPTURED', member: { id: other.id } },
    ]);
  });

  it('shows its fingerprint before and its seed after, and who won', async () => {
    const pool = await openedPool(mall, { target: 100, allotment: 'DRAW', winners: 1 });
    const draw =
      'draw { seedHash seed winners { place number } entries(first: 1) { nodes { number points } } }';
    const shape = z.object({
      draw: z.looseObject({
        seedHash: z.string(),
        seed: z.string().nullable(),
        winners: z.array(z.unknown()),
      }),
    });
    const [one, other] = [await mall.shopper(100), await mall.shopper(100)];
    await pledge(one, pool, 60);
    const before = shape.parse(await seen(pool, draw)).draw;
    expect(before).toMatchObject({ seed: null, winners: [], entries: { nodes: [] } });
    await pledge(other, pool, 40);
    await reaches(pool, 'COMPLETED');
    const after = shape.parse(await seen(pool, draw)).draw;
    expect(after).toMatchObject({
      seedHash: before.seedHash,
      winners: [{ place: 1 }],
      entries: { nodes: [{ number: 1, points: 60 }] },
    });
    expect(after.seed).toMatch(/^[0-9a-f]{64}$/);
    const allotted = 'query ($id: ID!) { poolPledges(poolId: $id, allotted: true) { nodes { number } } }';
    const answer = await mall.server.admin(allotted, { id: pool.id });
    expect(at(answer, 'poolPledges', 'nodes')).toEqual([
      { number: z.object({ number: z.number() }).parse(after.winners[0]).number },
    ]);
  });
});

describe('a pool that is not full in time', () => {
  it('is closed at its deadline though no job has run, and gives everything back when one has', async () => {
    const pool = await openedPool(mall, { allotment: 'DRAW', winners: 1 });
    const shopper = await mall.shopper(100);
    await pledge(shopper, pool, 60);
    const fingerprint = z.object({ draw: z.object({ seedHash: z.string() }) });
    const { seedHash } = fingerprint.parse(await seen(pool, 'draw { seedHash }')).draw;
    mall.server.clock.forward(dayMs);
    expect(await seen(pool, 'progress { state }')).toEqual({ progress: { state: 'FAILED' } });
    expect((await pledge(shopper, pool, 70)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', state: 'FAILED' },
    ]);
    const open = await mall.server.storefront('{ pools(open: true, first: 100) { nodes { id } } }');
    expect(JSON.stringify(open.data)).not.toContain(pool.id);
    const over = await mall.server.admin('{ pools(open: false, first: 100) { nodes { id } } }');
    expect(JSON.stringify(over.data)).toContain(pool.id);
    expect(await shopper.balance()).toMatchObject({ held: 60 });
    await mall.server.runJob('crowdfunding-close');
    expect(await seen(pool, 'progress { state pledged }')).toEqual({
      progress: { state: 'RELEASED', pledged: 60 },
    });
    expect(await shopper.balance()).toMatchObject({ available: 100, held: 0 });
    const revealed = await seen(pool, 'draw { seed winners { number } entries { nodes { number } } }');
    const published = z.object({ draw: z.looseObject({ seed: z.string() }) }).parse(revealed).draw;
    expect(published).toMatchObject({ winners: [], entries: { nodes: [] } });
    expect(createHash('sha256').update(Buffer.from(published.seed, 'hex')).digest('hex')).toBe(seedHash);
    const pledged = await shopper.ask(`{ pool(id: "${pool.id}") { pledge { state allotted } } }`);
    expect(at(pledged, 'pool', 'pledge')).toEqual({ state: 'RELEASED', allotted: false });
  });

  it('never has two states under one version, though clocks differ', async () => {
    const pool = await openedPool(mall);
    const shopper = await mall.shopper(100);
    // As a member: answers for everybody are kept for a second.
    const asked = async () => {
      const answer = await shopper.ask(`{ pool(id: "${pool.id}") { progress { state pledged version } } }`);
      return at(answer, 'pool', 'progress');
    };
    mall.server.clock.forward(dayMs);
    const told = [await asked()];
    // A process whose clock is behind still takes a pledge.
    mall.server.clock.forward(-1);
    await pledge(shopper, pool, 60);
    told.push(await asked());
    mall.server.clock.forward(1);
    told.push(await asked());
    await mall.server.runJob('crowdfunding-close');
    told.push(await asked());
    expect(told).toEqual([
      { state: 'FAILED', pledged: 0, version: '2' },
      { state: 'OPEN', pledged: 60, version: '3' },
      { state: 'FAILED', pledged: 60, version: '4' },
      { state: 'RELEASED', pledged: 60, version: '6' },
    ]);
  });
});

describe('the bar', () => {
  const watch = 'subscription ($id: ID!) { poolProgress(poolId: $id) { state pledged version } }';
  const shape = z.object({ poolProgress: z.looseObject({ state: z.string(), pledged: z.number() }) });
  const url = () => `${mall.server.origin.replace('http', 'ws')}/graphql`;

  it('is told live to a publishable key without a member', async () => {
    const pool = await openedPool(mall, { target: 100 });
    const client = await SocketClient.accepted(url(), { key: 'pk_demo' });
    const id = client.subscribe(watch, { id: pool.id });
    const last = () => client.data(id, shape).at(-1)?.poolProgress;
    await vi.waitFor(() => expect(last()).toMatchObject({ state: 'OPEN', pledged: 0 }));
    const shopper = await mall.shopper(100);
    await pledge(shopper, pool, 40);
    await vi.waitFor(() => expect(last()).toMatchObject({ pledged: 40 }));
    await withdraw(shopper, pool);
    await vi.waitFor(() => expect(last()).toMatchObject({ pledged: 0 }));
    await pledge(shopper, pool, 100);
    await vi.waitFor(() => expect(last()).toMatchObject({ state: 'COMPLETED', pledged: 100 }));
    await client.close();
  });
});
