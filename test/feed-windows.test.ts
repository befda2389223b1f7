import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { turnWindowsOf } from '../server/src/catalog/turn-windows.js';
import { readFeedPage } from '../server/src/feed/feed.queries.js';
import type { StageReward } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const turning = 'catalog-turn-windows';
const in3Seconds = () => new Date(mall.server.clock.now().getTime() + 3_000).toISOString();
const plan = (points: number, more: object = {}) => ({ price: { points }, ...more });

/** Ten points always, five until the turn, one from then on. */
const turningPlans = (turn: string) => [plan(10), plan(5, { endsAt: turn }), plan(1, { startsAt: turn })];

const itemShape = z.object({
  listed: z.boolean(),
  prices: z.array(z.object({ points: z.number() })),
  version: z.string(),
});
const told = (listed: boolean, points: readonly number[], version: number) => ({ listed, points, version });

/** What the feed has told of a variant, oldest first. */
async function entries({ variantId }: StageReward) {
  const uuid = mall.uuid('variant', variantId);
  const [untold] = await mall.server.database.query('SELECT FROM stock_feed WHERE position IS NULL LIMIT 1');
  expect(untold).toBeUndefined();
  const page = await readFeedPage(mall.server.database, mall.server.programs.first, 0, 10_000);
  return page.entries
    .filter((entry) => entry.variantId === uuid)
    .map(({ kind, state: { listed, prices, version } }) => {
      const points = prices.map((price) => price.points);
      return { kind, listed, points, version };
    });
}
/** As soon as everything has its place. */
const heard = (reward: StageReward) => vi.waitFor(() => entries(reward), { timeout: 5_000 });

async function snapshotOf({ variantId }: StageReward) {
  const answer = await mall.server.storefront(
    '{ stockFeedSnapshot(first: 100) { nodes { variantId listed version prices { points } } } }',
    {},
    { key: 'pt_demo' },
  );
  const nodes = z
    .array(itemShape.extend({ variantId: z.string() }))
    .parse(at(answer, 'stockFeedSnapshot', 'nodes'));
  const node = nodes.find((one) => one.variantId === variantId);
  if (node === undefined) throw new Error('The variant is missing from the snapshot.');
  const points = node.prices.map((price) => price.points);
  return told(node.listed, points, Number(node.version));
}

async function update(reward: StageReward, more: object): Promise<void> {
  const answer = await mall.server.admin(
    'mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code path } } }',
    { input: { id: reward.id, ...more } },
  );
  expect(at(answer, 'rewardUpdate', 'userErrors')).toEqual([]);
}

describe('when a window opens or closes, partners are told', () => {
  it('of the prices that are in force then, once', async () => {
    const reward = await mall.reward({ plans: turningPlans(in3Seconds()) });
    const before = { kind: 'LISTING', ...told(true, [10, 5], 2) };
    expect(await heard(reward)).toEqual([before]);
    mall.server.clock.forward(2_999);
    await mall.server.runJob(turning);
    expect(await heard(reward)).toEqual([before]);
    mall.server.clock.forward(1);
    await mall.server.runJob(turning);
    await mall.server.runJob(turning);
    expect(await heard(reward)).toEqual([before, { kind: 'PRICE', ...told(true, [10, 1], 3) }]);
    expect(await snapshotOf(reward)).toEqual(told(true, [10, 1], 3));
  });

  it('of the end of a sale, and of prices that turn with it in the same entry', async () => {
    const turn = in3Seconds();
    const reward = await mall.reward({ plans: turningPlans(turn), onSaleUntil: turn });
    mall.server.clock.forward(3_000);
    await mall.server.runJob(turning);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'LISTING', ...told(false, [10, 1], 3) }]);
  });

  it('of the beginning of a sale that was only announced', async () => {
    const reward = await mall.reward({ points: 10, onSaleFrom: in3Seconds() });
    expect(await snapshotOf(reward)).toEqual(told(false, [10], 2));
    mall.server.clock.forward(3_000);
    await mall.server.runJob(turning);
    expect(await heard(reward)).toEqual([
      { kind: 'LISTING', ...told(false, [10], 2) },
      { kind: 'LISTING', ...told(true, [10], 3) },
    ]);
  });

  it('once, by whichever of several processes comes first', async () => {
    const reward = await mall.reward({ points: 10, onSaleUntil: in3Seconds() });
    mall.server.clock.forward(3_000);
    const { database, programs, clock } = mall.server;
    const counts = await Promise.all(
      [1, 2, 3].map(() => turnWindowsOf(database, programs.first, clock.now())),
    );
    expect(counts.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'LISTING', ...told(false, [10], 3) }]);
  });

  it('of what has become of it, when every process was down while it happened', async () => {
    const [first, then] = [in3Seconds(), new Date(mall.server.clock.now().getTime() + 3_600_000)];
    const reward = await mall.reward({ plans: turningPlans(first), onSaleUntil: then.toISOString() });
    const back = await mall.reward({ plans: [plan(10), plan(9, { startsAt: first, endsAt: then })] });
    mall.server.clock.forward(2 * 86_400_000);
    await mall.server.runJob(turning);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'LISTING', ...told(false, [10, 1], 3) }]);
    // Of what was over before anybody could be told, nobody is.
    expect(await heard(back)).toHaveLength(1);
  });

  it('of nothing where the mall does not show it anyway', async () => {
    const reward = await mall.reward({ points: 10, onSaleUntil: in3Seconds(), listed: false });
    mall.server.clock.forward(3_000);
    await mall.server.runJob(turning);
    expect(await heard(reward)).toEqual([{ kind: 'LISTING', ...told(false, [10], 2) }]);
  });

  it('of what they were told without regard to windows, once', async () => {
    const reward = await mall.reward({ points: 10, onSaleUntil: in3Seconds() });
    mall.server.clock.forward(3_000);
    // As a variant stands when its rows come from before windows were told.
    await mall.server.database.query('UPDATE variant SET told_at = NULL, turns_at = $2 WHERE id = $1', [
      mall.uuid('variant', reward.variantId),
      mall.server.clock.now(),
    ]);
    await mall.server.runJob(turning);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'LISTING', ...told(false, [10], 3) }]);
  });
});

describe('though no job has run yet', () => {
  it('a snapshot shows what the mall does, under a version that the feed tells alike', async () => {
    const reward = await mall.reward({ points: 10, onSaleUntil: in3Seconds() });
    expect(await snapshotOf(reward)).toEqual(told(true, [10], 2));
    mall.server.clock.forward(3_000);
    expect(await snapshotOf(reward)).toEqual(told(false, [10], 3));
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'LISTING', ...told(false, [10], 3) }]);
  });

  it('an entry about stock says what is on sale when it is made', async () => {
    const reward = await mall.reward({ plans: turningPlans(in3Seconds()) });
    mall.server.clock.forward(3_000);
    const shopper = await mall.shopper(10);
    await shopper.redeemed(reward.variantId);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'STOCK', ...told(true, [10, 1], 3) }]);
  });

  it('an operator who changes something else tells it', async () => {
    const reward = await mall.reward({ plans: turningPlans(in3Seconds()) });
    mall.server.clock.forward(3_000);
    await update(reward, { limit: { quantity: 1, period: 'MONTH' } });
    await mall.server.runJob(turning);
    expect((await heard(reward)).slice(1)).toEqual([{ kind: 'PRICE', ...told(true, [10, 1], 3) }]);
  });
});

describe('an operator who changes the window of a sale', () => {
  it('tells partners at once, and they hear of the new end and not of the old one', async () => {
    const [old, later] = [in3Seconds(), new Date(mall.server.clock.now().getTime() + 60_000)];
    const reward = await mall.reward({ points: 10, onSaleUntil: old });
    await update(reward, { onSaleUntil: later.toISOString() });
    mall.server.clock.set(old);
    await mall.server.runJob(turning);
    const still = { kind: 'LISTING', ...told(true, [10], 3) };
    expect((await heard(reward)).slice(1)).toEqual([still]);
    mall.server.clock.set(later);
    await mall.server.runJob(turning);
    expect((await heard(reward)).slice(1)).toEqual([still, { kind: 'LISTING', ...told(false, [10], 4) }]);
  });
});

it('a process whose clock is behind tells nothing of before what has been told', async () => {
  const reward = await mall.reward({ plans: turningPlans(in3Seconds()) });
  mall.server.clock.forward(3_000);
  await mall.server.runJob(turning);
  mall.server.clock.forward(-1);
  expect(await snapshotOf(reward)).toEqual(told(true, [10, 1], 3));
  const shopper = await mall.shopper(10);
  await shopper.redeemed(reward.variantId);
  await update(reward, { limit: { quantity: 9, period: 'MONTH' } });
  await mall.server.runJob(turning);
  expect((await heard(reward)).slice(2)).toEqual([{ kind: 'STOCK', ...told(true, [10, 1], 4) }]);
});
