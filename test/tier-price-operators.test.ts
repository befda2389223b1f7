import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper, StageReward } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';
import { at } from './start-server.js';
import { furnish, listed, membersOnSteps, zoneCreate } from './tier-price-stage.js';

shareMall();

let shoppers: [Shopper, Shopper, Shopper, Shopper];
let tiered: StageReward;
let salon: StageReward;
beforeAll(async () => {
  shoppers = await membersOnSteps(mall);
  ({ tiered, salon } = await furnish(mall));
});

describe('what operators name', () => {
  const wrong = (path: string[]) => [{ code: 'INVALID_INPUT', path }];

  it('is a tier that the rules know', async () => {
    const plans = [{ price: { points: 1 } }, { price: { points: 1 }, tier: 'ruby' }];
    const update = await mall.server.admin(
      `mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code path } } }`,
      { input: { id: salon.id, variants: [{ id: salon.variantId, pricePlans: plans }] } },
    );
    const path = ['variants', '0', 'pricePlans', '1', 'tier'];
    expect(at(update, 'rewardUpdate', 'userErrors')).toEqual(wrong(path));
    await expect(mall.reward({ plans })).rejects.toThrow('INVALID_INPUT');
    const zone = await mall.server.admin(zoneCreate, {
      input: { key: 'ruby', title: { zh: '红', en: 'Ruby' }, tier: 'ruby' },
    });
    expect(at(zone, 'zoneCreate')).toEqual({ zone: null, userErrors: wrong(['tier']) });
  });

  it('is shown to them again', async () => {
    const answer = await mall.server.admin(
      'query ($id: ID!) { reward(id: $id) { zones { key tier } variants { pricePlans { tier } } } }',
      { id: tiered.id },
    );
    expect(at(answer, 'reward')).toEqual({
      zones: [],
      variants: [{ pricePlans: [{ tier: null }, { tier: 'gold' }] }],
    });
  });

  it('counts at once: a reward that is put into a tier’s zone is closed to those below', async () => {
    const cup = await mall.reward({ points: 1 });
    const [none] = shoppers;
    await none.redeemed(cup.variantId);
    const put = (zones: string[]) =>
      mall.server.admin(
        'mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code } } }',
        { input: { id: cup.id, zones } },
      );
    await put(['diamond']);
    expect(await listed(mall, cup, none)).toMatchObject({ tierRequired: 'diamond', memberPrice: null });
    expect(codesOf(await none.redeem(cup.variantId))).toEqual(['TIER_REQUIRED']);
    await put([]);
    expect(codesOf(await none.redeem(cup.variantId))).toEqual([]);
  });

  it('is nothing that partners sell by: their feed has the prices for everybody', async () => {
    const made = await mall.server.admin(
      'mutation ($input: AccessKeyCreateInput!) { accessKeyCreate(input: $input) { secret } }',
      { input: { kind: 'PARTNER', label: 'Partner' } },
    );
    const answer = await mall.server.storefront(
      '{ stockFeedSnapshot(first: 100) { nodes { variantId prices { points } } } }',
      {},
      { key: z.string().parse(at(made, 'accessKeyCreate', 'secret')) },
    );
    expect(at(answer, 'stockFeedSnapshot', 'nodes')).toContainEqual({
      variantId: tiered.variantId,
      prices: [{ points: 1_000 }],
    });
  });
});

describe('rules of the ladder', () => {
  /** Rules are kept for two seconds, unless the server is told that something about a brand has changed. */
  async function forgetRules(): Promise<void> {
    const made = await mall.server.admin(
      'mutation ($input: AccessKeyCreateInput!) { accessKeyCreate(input: $input) { accessKey { id } } }',
      { input: { kind: 'PARTNER', label: 'For a moment' } },
    );
    const revoked = await mall.server.admin(
      'mutation ($input: AccessKeyRevokeInput!) { accessKeyRevoke(input: $input) { userErrors { code } } }',
      { input: { id: at(made, 'accessKeyCreate', 'accessKey', 'id') } },
    );
    expect(at(revoked, 'accessKeyRevoke', 'userErrors')).toEqual([]);
  }

  it('that come into force change prices at that moment, and those of this brand alone', async () => {
    const cup = await mall.reward({ points: 1_000 });
    const [, , gold] = shoppers;
    const tiers = (percent: number) => [
      { key: 'silver', title: { zh: '银', en: 'Silver' }, from: 1_000, benefits: {} },
      { key: 'gold', title: { zh: '金', en: 'Gold' }, from: 5_000, benefits: { discountPercent: percent } },
    ];
    const from = new Date(mall.server.clock.now().getTime() + 600_000);
    await mall.server.database.query(
      `UPDATE program SET rules = rules || jsonb_build_object('tiers', $2::jsonb) WHERE id = $1`,
      [
        mall.server.programs.first,
        JSON.stringify([
          { version: 2, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: { tiers: tiers(10) } },
          { version: 3, effectiveFrom: from.toISOString(), rules: { tiers: tiers(20) } },
        ]),
      ],
    );
    await forgetRules();
    const ruby = await mall.server.admin(
      'mutation ($input: ZoneCreateInput!) { zoneCreate(input: $input) { userErrors { message } } }',
      { input: { key: 'ruby', title: { zh: '红', en: 'Ruby' }, tier: 'ruby' } },
    );
    expect(at(ruby, 'zoneCreate', 'userErrors', 0, 'message')).toContain('：silver, gold。');
    for (const [moment, price] of [
      [new Date(from.getTime() - 1_000), 900],
      [from, 800],
    ] as const) {
      mall.server.clock.set(moment);
      expect(await listed(mall, cup, gold)).toMatchObject({ memberPrice: price, nextTier: null });
      expect((await gold.redeemed(cup.variantId, { expectedTotal: { points: price } })).total.points).toBe(
        price,
      );
    }
    // What was kept for a tier that is gone is kept for the top of what is left.
    expect(await listed(mall, salon, gold)).toMatchObject({ tierRequired: 'gold', memberPrice: 267 });
  });
});
