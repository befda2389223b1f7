import { z } from 'zod';
import { beforeEach, describe, expect, it } from 'vitest';
import { openedPool } from './crowdfunding-stage.js';
import { giveTo, openedProject } from './donation-stage.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy, changeTierRules } from './tier-stage.js';
import { openedCampaign, vote } from './voting-mall.js';

const dayMs = 86_400_000;
shareMall();
beforeEach(() => mall.server.clock.set('2026-11-22T04:00:00Z'));

const wallShape = z.array(
  z.object({
    key: z.string(),
    title: z.string(),
    earnedOn: z.string().nullable(),
    progress: z.object({ done: z.number(), of: z.number(), percent: z.number() }),
    next: z.boolean(),
  }),
);
const wall = 'achievements { key title earnedOn progress { done of percent } next }';

async function wallOf(shopper: Shopper) {
  const awards = wallShape.parse(at(await shopper.ask(`{ me { ${wall} } }`), 'me', 'achievements'));
  return new Map(awards.map((award) => [award.key, award]));
}

/** What is earned, with the day. */
async function earnedBy(shopper: Shopper): Promise<Record<string, string>> {
  const awards = [...(await wallOf(shopper)).values()];
  return Object.fromEntries(
    awards.flatMap(({ key, earnedOn }) => (earnedOn === null ? [] : [[key, earnedOn]])),
  );
}

async function checkIns(shopper: Shopper, days: number): Promise<void> {
  const checkIn = 'mutation ($input: CheckInInput!) { checkIn(input: $input) { userErrors { code } } }';
  for (let day = 1; day <= days; day += 1) {
    await shopper.ask(checkIn, { input: { idempotencyKey: mall.name() } });
    mall.server.clock.forward(dayMs);
  }
}

async function pledgeTo(shopper: Shopper, poolId: string, points: number): Promise<void> {
  await shopper.ask(
    'mutation ($input: PoolPledgeInput!) { poolPledge(input: $input) { userErrors { code } } }',
    { input: { poolId, points, idempotencyKey: mall.name() } },
  );
}

describe('a streak', () => {
  it('is awarded on its day, by the calendar of the mall, and stays when it is broken', async () => {
    // Early the next morning in Shanghai.
    mall.server.clock.set('2026-11-21T20:00:00Z');
    const shopper = await mall.shopper();
    await checkIns(shopper, 7);
    expect(await earnedBy(shopper)).toEqual({ 'check-in-7': '2026-11-28' });
    expect((await wallOf(shopper)).get('check-in-30')).toMatchObject({
      earnedOn: null,
      progress: { done: 7, of: 30, percent: 23 },
      next: true,
    });
    mall.server.clock.forward(dayMs);
    expect((await wallOf(shopper)).get('check-in-30')).toMatchObject({ progress: { done: 0 } });
    await checkIns(shopper, 8);
    expect(await earnedBy(shopper)).toEqual({ 'check-in-7': '2026-11-28' });
    expect((await wallOf(shopper)).get('check-in-30')).toMatchObject({ progress: { done: 8 } });
  });
});

describe('exchanges', () => {
  it('count once they are fulfilled, and stay counted when one is refunded', async () => {
    const shopper = await mall.shopper(1_000);
    const reward = await mall.reward({ points: 10 });
    const { id } = await shopper.redeemed(reward.variantId);
    const gone = await shopper.redeemed(reward.variantId);
    await shopper.cancel(gone.id);
    expect(await earnedBy(shopper)).toEqual({});
    mall.server.clock.forward(2 * dayMs);
    await mall.operate('exchangeFulfil', id);
    expect(await earnedBy(shopper)).toEqual({ 'exchange-1': '2026-11-24' });
    await mall.operate('exchangeRefund', id);
    mall.server.clock.forward(dayMs);
    expect(await earnedBy(shopper)).toEqual({ 'exchange-1': '2026-11-24' });
    expect((await wallOf(shopper)).get('exchange-10')).toMatchObject({
      progress: { done: 1, of: 10, percent: 10 },
    });
  });
});

describe('what is done together', () => {
  it('is awarded: the first gift, the fifth project, a filled pool and a ballot', async () => {
    const shopper = await mall.shopper(2_000);
    const projects = await Promise.all([1, 2, 3, 4, 5].map(() => openedProject(mall)));
    for (const project of projects) {
      await giveTo(mall, shopper, project, 10);
      await giveTo(mall, shopper, project, 10);
      mall.server.clock.forward(dayMs);
    }
    expect(await earnedBy(shopper)).toEqual({ 'gift-1': '2026-11-22', 'project-5': '2026-11-26' });
    const [open, full] = [await openedPool(mall), await openedPool(mall, { target: 100 })];
    await pledgeTo(shopper, open.id, 100);
    await pledgeTo(shopper, full.id, 100);
    await mall.server.runJob('crowdfunding-close');
    await vote(mall, shopper, await openedCampaign(mall), 0);
    const wall = await wallOf(shopper);
    expect(wall.get('pool-1')).toMatchObject({ earnedOn: '2026-11-27', progress: { done: 1 } });
    expect(wall.get('pool-5')).toMatchObject({ earnedOn: null, progress: { done: 1, of: 5 } });
    expect(wall.get('ballot-1')).toMatchObject({ earnedOn: '2026-11-27' });
  });
});

describe('a tier', () => {
  it('is awarded when it is reached, with those below it, and stays when it is dropped', async () => {
    const shopper = await mall.shopper();
    await buy(mall, shopper, '10000.00');
    const reached = { 'tier-silver': '2026-11-22', 'tier-gold': '2026-11-22' };
    expect(await earnedBy(shopper)).toEqual(reached);
    expect((await wallOf(shopper)).get('tier-diamond')).toMatchObject({
      progress: { done: 6_000, of: 20_000 },
    });
    mall.server.clock.set('2028-01-10T04:00:00Z');
    await mall.server.runJob('tier-review');
    expect(at(await shopper.ask('{ me { tier { current { key } } } }'), 'me', 'tier', 'current', 'key')).toBe(
      'silver',
    );
    expect(await earnedBy(shopper)).toEqual({ ...reached, 'membership-1': '2027-11-22' });
  });

  it('that is taken off the ladder stays with whoever reached it', async () => {
    const shopper = await mall.shopper();
    await buy(mall, shopper, '2000.00');
    const tiers = [{ key: 'gold', title: { zh: '金卡', en: 'Gold' }, from: 5_000 }];
    expect(await changeTierRules(mall, { rules: { tiers } })).toMatchObject({ userErrors: [] });
    mall.server.clock.forward(30 * dayMs);
    expect((await wallOf(shopper)).get('tier-silver')).toMatchObject({
      title: '银卡',
      earnedOn: '2026-11-22',
    });
  });
});

describe('the wall', () => {
  it('of many members is read together, for operators in the language they ask for', async () => {
    const shopper = await mall.shopper();
    await checkIns(shopper, 1);
    const answer = await mall.server.admin(
      `query ($id: ID!) {
        members(first: 5) { nodes { id achievements { key } } }
        member(id: $id) { achievements { key title progress { done } } }
      }`,
      { id: shopper.id },
    );
    const sizes = z
      .array(z.object({ achievements: z.array(z.unknown()) }))
      .parse(at(answer, 'members', 'nodes'))
      .map(({ achievements }) => achievements.length);
    expect(new Set(sizes).size).toBe(1);
    expect(at(answer, 'member', 'achievements')).toContainEqual({
      key: 'check-in-7',
      title: '一周不落',
      progress: { done: 1 },
    });
  });
});
