import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tierRulesShape } from '../server/src/program/tier-rules.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy, changeTierRules, noticesOf, tierOf } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

async function checkIn(): Promise<void> {
  const answer = await shopper.ask(
    'mutation ($input: CheckInInput!) { checkIn(input: $input) { userErrors { code } } }',
    { input: { idempotencyKey: mall.name() } },
  );
  expect(at(answer, 'checkIn', 'userErrors')).toEqual([]);
}

const keyOf = async () => (await tierOf(shopper))['current'];

describe('a member', () => {
  it('starts without a tier and sees the way to the first', async () => {
    expect(await tierOf(shopper)).toEqual({
      current: null,
      next: { key: 'silver' },
      score: 0,
      spendScore: 0,
      interactionScore: 0,
      missing: 1_000,
      percent: 0,
      since: null,
      reviewOn: null,
      sprint: null,
    });
  });

  it('climbs at once, by purchases and check-ins together', async () => {
    await buy(mall, shopper, '1660.00');
    await checkIn();
    expect(await tierOf(shopper)).toEqual({
      current: { key: 'silver' },
      next: { key: 'gold' },
      score: 1_000,
      spendScore: 996,
      interactionScore: 4,
      missing: 4_000,
      percent: 0,
      since: '2026-11-22',
      reviewOn: '2027-11-22',
      // What lifted the member does not count any more on the day of the review.
      sprint: { active: false, from: '2027-10-23', multiplier: 2, missing: 1_000 },
    });
  });

  it('counts an old order in its own month, and none from before the window', async () => {
    await buy(mall, shopper, '1000.00', '2025-12-01T04:00:00Z');
    await buy(mall, shopper, '1000.00', '2025-11-30T04:00:00Z');
    expect(await tierOf(shopper)).toMatchObject({ score: 600 });
    mall.server.clock.set('2026-12-01T04:00:00Z');
    expect(await tierOf(shopper)).toMatchObject({ score: 0 });
  });
});

describe('the keep-sprint', () => {
  it('doubles the points of purchases, not the score', async () => {
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2027-10-23T04:00:00Z');
    const { available } = await shopper.balance();
    await buy(mall, shopper, '100.00');
    expect((await shopper.balance()).available).toBe(available + 200);
    expect(await tierOf(shopper)).toMatchObject({ score: 1_260, sprint: { active: true } });
    const statement = await shopper.ask('{ me { statement(first: 1) { nodes { amount description } } } }');
    expect(JSON.stringify(statement.data)).toContain('保级冲刺');
  });
});

describe('the end of a validity', () => {
  it('has come at its midnight for everybody who looks, before any job has run', async () => {
    await buy(mall, shopper, '10000.00');
    mall.server.clock.set('2027-11-21T16:00:00Z');
    const landed = { current: { key: 'silver' }, since: '2027-11-22', reviewOn: '2028-11-22' };
    expect(await tierOf(shopper)).toMatchObject(landed);
    await buy(mall, shopper, '100.00');
    expect(await tierOf(shopper)).toMatchObject(landed);
    await mall.server.runJob('tier-review');
    expect(await tierOf(shopper)).toMatchObject(landed);
    expect((await noticesOf(shopper)).map(({ kind }) => kind)).toEqual(['TIER_DROPPED', 'TIER_RAISED']);
  });

  it('is not put off by what is bought after it: a tier that is reached again begins anew', async () => {
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2027-12-10T04:00:00Z');
    await buy(mall, shopper, '1700.00');
    expect(await tierOf(shopper)).toMatchObject({
      current: { key: 'silver' },
      since: '2027-12-10',
      reviewOn: '2028-12-10',
    });
  });

  it('lands one step lower, never two, however often the job runs', async () => {
    await buy(mall, shopper, '10000.00');
    mall.server.clock.set('2027-11-21T15:59:59Z');
    await mall.server.runJob('tier-review');
    expect(await keyOf()).toEqual({ key: 'gold' });
    mall.server.clock.set('2027-11-21T16:00:00Z');
    for (let runs = 0; runs < 3; runs += 1) await mall.server.runJob('tier-review');
    expect(await tierOf(shopper)).toMatchObject({
      current: { key: 'silver' },
      since: '2027-11-22',
      reviewOn: '2028-11-22',
    });
    mall.server.clock.set('2028-11-22T04:00:00Z');
    await mall.server.runJob('tier-review');
    expect(await tierOf(shopper)).toMatchObject({ current: null, since: null, reviewOn: null });
  });

  it('renews a tier that was earned again', async () => {
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2027-11-01T04:00:00Z');
    await buy(mall, shopper, '2000.00');
    mall.server.clock.set('2027-11-22T04:00:00Z');
    await mall.server.runJob('tier-review');
    expect(await tierOf(shopper)).toMatchObject({
      current: { key: 'silver' },
      since: '2026-11-22',
      reviewOn: '2028-11-22',
    });
  });
});

describe('notices', () => {
  it('tell of a rise, of the sprint and of a step down, each once', async () => {
    const messages = async () => {
      const answer = await shopper.ask('{ me { notices { nodes { kind } } } }');
      return at(answer, 'me', 'notices', 'nodes');
    };
    await buy(mall, shopper, '10000.00');
    expect(await messages()).toEqual([{ kind: 'TIER_RAISED' }]);
    mall.server.clock.set('2027-10-23T04:00:00Z');
    for (let runs = 0; runs < 2; runs += 1) await mall.server.runJob('tier-review');
    expect(await messages()).toEqual([{ kind: 'TIER_SPRINT' }, { kind: 'TIER_RAISED' }]);
    mall.server.clock.set('2027-11-22T04:00:00Z');
    for (let runs = 0; runs < 2; runs += 1) await mall.server.runJob('tier-review');
    expect(await messages()).toEqual([
      { kind: 'TIER_DROPPED' },
      { kind: 'TIER_SPRINT' },
      { kind: 'TIER_RAISED' },
    ]);
  });

  it('tell of the sprint of every year, once each', async () => {
    const sprints = async () => {
      const kinds = (await noticesOf(shopper)).map(({ kind }) => kind);
      return kinds.filter((kind) => kind === 'TIER_SPRINT').length;
    };
    await buy(mall, shopper, '10000.00');
    for (const [year, told] of [
      ['2027', 1],
      ['2028', 2],
    ]) {
      mall.server.clock.set(`${year}-11-01T04:00:00Z`);
      for (let runs = 0; runs < 2; runs += 1) await mall.server.runJob('tier-review');
      expect(await sprints()).toBe(told);
      await buy(mall, shopper, '10000.00');
      mall.server.clock.set(`${year}-11-22T04:00:00Z`);
      await mall.server.runJob('tier-review');
    }
  });
});

describe('changed weights', () => {
  const rules = { weights: { spend: 20, interaction: 80 } };
  const preview = async (given: object) => {
    const answer = await mall.server.admin(
      `query ($rules: TierRulesInput!) { tierPreview(rules: $rules) {
        members up down unchanged moves { from to count } earliestEffectiveFrom
      } }`,
      { rules: given },
    );
    return z
      .looseObject({ members: z.number(), up: z.number(), down: z.number(), unchanged: z.number() })
      .parse(at(answer, 'tierPreview'));
  };

  // One story: rules of the brand are changed for all tests behind it.
  it('are previewed, refused inside the notice, and then move whom the preview counted', async () => {
    await mall.server.database.query(
      `UPDATE member_tier SET months = '{}', tier = NULL, since = NULL, valid_until = NULL`,
    );
    const regulars = await Promise.all([mall.shopper(), mall.shopper()]);
    for (const regular of regulars) {
      await mall.server.database.query(
        `UPDATE member_tier SET months = '{"2026-11": [0, 2000]}' WHERE member_id = $1`,
        [mall.uuid('member', regular.id)],
      );
    }
    await buy(mall, shopper, '2000.00');
    const counted = await preview(rules);
    expect(counted).toMatchObject({
      up: 2,
      down: 1,
      unchanged: counted.members - 3,
      earliestEffectiveFrom: '2026-11-29T16:00:00.000Z',
    });
    expect(counted['moves']).toEqual([
      { from: null, to: 'silver', count: 2 },
      { from: 'silver', to: null, count: 1 },
    ]);

    expect(await changeTierRules(mall, { rules, effectiveFrom: '2026-11-28T04:00:00Z' })).toEqual({
      version: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['effectiveFrom'] }],
    });
    expect(await changeTierRules(mall, { rules: { weights: { spend: 50, interaction: 40 } } })).toMatchObject(
      {
        userErrors: [{ code: 'INVALID_INPUT', path: ['rules', 'weights'] }],
      },
    );
    expect(await changeTierRules(mall, { rules })).toEqual({
      version: { version: 2, effectiveFrom: '2026-11-29T04:00:00.000Z', inForce: false },
      userErrors: [],
    });

    const tiers = () => Promise.all(regulars.map(async (one) => (await tierOf(one))['current']));
    await mall.server.runJob('tier-rules');
    expect(await tiers()).toEqual([null, null]);
    mall.server.clock.set('2026-11-29T04:00:00Z');
    for (let runs = 0; runs < 2; runs += 1) await mall.server.runJob('tier-rules');
    expect(await tiers()).toEqual([{ key: 'silver' }, { key: 'silver' }]);
    expect(await keyOf()).toEqual({ key: 'silver' });
    mall.server.clock.set('2027-11-22T04:00:00Z');
    await mall.server.runJob('tier-review');
    expect(await keyOf()).toBeNull();
  });

  it('by which a step is gone land its members on the next one below, told as what it is', async () => {
    const ladder = tierRulesShape.parse({}).tiers.map(({ key, title, from }) => ({ key, title, from }));
    await buy(mall, shopper, '25000.00');
    expect(await keyOf()).toEqual({ key: 'gold' });
    const { reviewOn } = await tierOf(shopper);
    const without = ladder.filter(({ key }) => key !== 'gold');
    expect(await changeTierRules(mall, { rules: { tiers: without } })).toMatchObject({ userErrors: [] });
    mall.server.clock.forward(7 * 86_400_000);
    const landed = { current: { key: 'silver' }, reviewOn };
    expect(await tierOf(shopper)).toMatchObject(landed);
    for (let runs = 0; runs < 2; runs += 1) await mall.server.runJob('tier-rules');
    expect(await tierOf(shopper)).toMatchObject(landed);
    expect((await noticesOf(shopper)).map(({ kind }) => kind)).toEqual(['TIER_DROPPED', 'TIER_RAISED']);
    expect(await changeTierRules(mall, { rules: { tiers: ladder } })).toMatchObject({ userErrors: [] });
  });

  it('take effect at once where nobody can lose', async () => {
    expect(await changeTierRules(mall, { rules: { windowMonths: 13 } })).toMatchObject({
      version: { inForce: true },
      userErrors: [],
    });
    // What lies before the window is kept, so that a longer one finds it.
    const earlier = await mall.shopper();
    mall.server.clock.set('2028-11-22T04:00:00Z');
    await buy(mall, earlier, '500.00', '2027-03-01T04:00:00Z');
    const { spendScore: short } = await tierOf(earlier);
    await changeTierRules(mall, { rules: { windowMonths: 24 } });
    const { spendScore: long } = await tierOf(earlier);
    expect([short, long]).toEqual([0, 300]);
    const trail = await mall.server.admin('{ audit(first: 100) { nodes { action } } }');
    expect(at(trail, 'audit', 'nodes')).toContainEqual({ action: 'tierRulesChange' });
  });
});

describe('the ladder', () => {
  it('is shown to everybody, the lowest step first', async () => {
    const answer = await mall.server.storefront('{ tiers { key title from } }', {}, { language: 'en' });
    expect(at(answer, 'tiers', 0)).toEqual({ key: 'silver', title: 'Silver', from: 1_000 });
  });
});
