import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repriceRewards } from '../server/src/catalog/reprice.js';
import type { Shopper, StageReward } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { codesOf } from './seen-exchange.js';
import { at } from './start-server.js';
import { furnish, listed, membersOnSteps, points, seen } from './tier-price-stage.js';
import { buy, changeTierRules, stand } from './tier-stage.js';

shareMall();

let shoppers: [Shopper, Shopper, Shopper, Shopper];
let tiered: StageReward;
let salon: StageReward;
beforeAll(async () => {
  shoppers = await membersOnSteps(mall);
  ({ tiered, salon } = await furnish(mall));
});

const used = (shopper: Shopper) =>
  mall.server.database.query(
    'SELECT tier, benefit, points FROM benefit_usage WHERE member_id = $1 ORDER BY at, benefit',
    [mall.uuid('member', shopper.id)],
  );

describe('a reward', () => {
  it('is shown to strangers at the price for everybody, with the tiers of the others named', async () => {
    for (const read of [seen, listed]) {
      const { priceFrom, memberPrice, nextTier, affordable, variants } = await read(mall, tiered, null);
      expect([priceFrom, memberPrice, nextTier, affordable]).toEqual([1_000, null, null, null]);
      expect(variants[0]?.pricePlans).toEqual([
        { price: 1_000, memberPrice: null, tier: null },
        { price: 940, memberPrice: null, tier: 'gold' },
      ]);
    }
  });

  it('is shown to every member at their own price, with what one step more would pay', async () => {
    const shown = await Promise.all(
      shoppers.flatMap((shopper) => [seen(mall, tiered, shopper), listed(mall, tiered, shopper)]),
    );
    const told = shown.map(({ priceFrom, memberPrice, nextTier }) => [priceFrom, memberPrice, nextTier]);
    expect(told.filter((_, nth) => nth % 2 === 0)).toEqual([
      [1_000, 1_000, null],
      [1_000, 1_000, ['gold', 940]],
      [1_000, 940, null],
      [1_000, 940, null],
    ]);
    expect(told.filter((_, nth) => nth % 2 === 1)).toEqual(told.filter((_, nth) => nth % 2 === 0));
    expect(shown[0]?.variants[0]?.pricePlans[1]).toEqual({ price: 940, memberPrice: null, tier: 'gold' });
    expect(shown[6]?.variants[0]?.pricePlans.map((plan) => plan.memberPrice)).toEqual([950, 940]);
  });

  it('of a tier’s zone has a price only for those who can have it', async () => {
    const shown = await Promise.all([null, ...shoppers].map((shopper) => listed(mall, salon, shopper)));
    expect(shown.map((one) => one.tierRequired)).toEqual(Array.from({ length: 5 }, () => 'gold'));
    expect(shown.map((one) => [one.memberPrice, one.nextTier, one.affordable])).toEqual([
      [null, null, null],
      [null, null, false],
      [null, ['gold', 324], false],
      [324, ['diamond', 317], true],
      [317, null, true],
    ]);
    expect(shown[1]?.variants[0]?.pricePlans[0]).toEqual({ price: 333, memberPrice: null, tier: null });
    expect(shown[0]?.zones.find((zone) => zone.key === 'diamond')?.tier).toBe('diamond');
  });

  it('whose only price is a tier’s is not shown as if others could have it', async () => {
    const only = await mall.reward({ plans: [{ price: { points: 50 }, tier: 'diamond' }] });
    const [, silver, gold, diamond] = shoppers;
    expect(await seen(mall, only, null)).toMatchObject({ tierRequired: 'diamond', priceFrom: 50 });
    expect(await seen(mall, only, silver)).toMatchObject({
      memberPrice: null,
      affordable: false,
      nextTier: null,
    });
    expect(await seen(mall, only, gold)).toMatchObject({ memberPrice: null, nextTier: ['diamond', 50] });
    expect(codesOf(await gold.redeem(only.variantId))).toEqual(['TIER_REQUIRED']);
    expect((await diamond.redeemed(only.variantId)).total.points).toBe(50);
  });

  it('whose price for everybody is over has none any more for those below the tier of the one that is left', async () => {
    const endsAt = new Date(mall.server.clock.now().getTime() - 1).toISOString();
    const left = await mall.reward({
      plans: [
        { price: { points: 7 }, endsAt },
        { price: { points: 51 }, tier: 'gold' },
      ],
    });
    const [, silver, gold] = shoppers;
    expect(await seen(mall, left, null)).toMatchObject({ tierRequired: 'gold', priceFrom: 51 });
    const below = { memberPrice: null, affordable: false, nextTier: ['gold', 51] };
    expect(await listed(mall, left, silver)).toMatchObject(below);
    expect(await listed(mall, left, gold)).toMatchObject({ memberPrice: 51, affordable: true });
    expect(codesOf(await silver.redeem(left.variantId))).toEqual(['TIER_REQUIRED']);
    const { database } = mall.server;
    const [stored] = await database.query('SELECT points_from FROM reward WHERE id = $1', [
      mall.uuid('reward', left.id),
    ]);
    expect(stored).toEqual({ points_from: 51 });
    expect(await repriceRewards(mall.server)).toBe(0);
  });
});

describe('an exchange', () => {
  const lines = `{ unitPrice { points } listPrice { points } }`;
  const lastLine = async (shopper: Shopper) => {
    const answer = await shopper.ask(`{ me { exchanges(first: 1) { nodes { id lines ${lines} } } } }`);
    const line = z.object({ unitPrice: points, listPrice: points });
    return line.parse(at(answer, 'me', 'exchanges', 'nodes', 0, 'lines', 0));
  };

  it('costs what the page said, and its undoing returns what was paid', async () => {
    const cup = await mall.reward({ points: 101 });
    for (const shopper of shoppers) {
      const { memberPrice } = await listed(mall, cup, shopper);
      const before = (await shopper.balance()).available;
      const expectedTotal = { points: 2 * (memberPrice ?? 0) };
      const exchange = await shopper.redeemed([{ variantId: cup.variantId, quantity: 2 }], { expectedTotal });
      expect((await shopper.balance()).available).toBe(before - expectedTotal.points);
      expect(await lastLine(shopper)).toEqual({ unitPrice: memberPrice, listPrice: 101 });
      await shopper.cancel(exchange.id);
      expect((await shopper.balance()).available).toBe(before);
    }
  });

  it('takes the tier’s price where it is cheaper, and counts what the tier gave', async () => {
    const [none, , gold, diamond] = await Promise.all(
      [null, 'silver', 'gold', 'diamond'].map(async (tier) => {
        const shopper = await mall.shopper(10_000);
        await stand(mall, shopper, tier);
        return shopper;
      }),
    );
    if (!none || !gold || !diamond) throw new Error('Members.');
    expect((await none.redeemed(tiered.variantId)).total.points).toBe(1_000);
    expect((await gold.redeemed(tiered.variantId)).total.points).toBe(940);
    expect(await lastLine(gold)).toEqual({ unitPrice: 940, listPrice: 940 });
    expect((await diamond.redeemed(salon.variantId)).total.points).toBe(317);
    expect(await used(none)).toEqual([]);
    expect(await used(gold)).toEqual([
      { tier: 'gold', benefit: 'free_shipping', points: 0 },
      { tier: 'gold', benefit: 'tier_price', points: 60 },
    ]);
    expect(await used(diamond)).toEqual([
      { tier: 'diamond', benefit: 'exchange_discount', points: 16 },
      { tier: 'diamond', benefit: 'exclusive_zone', points: 0 },
      { tier: 'diamond', benefit: 'free_shipping', points: 0 },
    ]);
  });

  it('of those below is refused with the tier that it needs', async () => {
    const [none, silver, gold] = shoppers;
    const tierPlan = tiered.variants[0]?.pricePlans[1]?.id;
    const refused = async (shopper: Shopper, line: object) => {
      const answer = await shopper.ask(
        `mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) {
          exchange { id } userErrors { code message path ... on TierRequired { tier title } }
        } }`,
        { input: { idempotencyKey: mall.name(), lines: [line] } },
      );
      return at(answer, 'exchangeRedeem', 'userErrors', 0);
    };
    const tierRequired = {
      code: 'TIER_REQUIRED',
      tier: 'gold',
      title: '金卡',
      message: '金卡及以上会员专享。',
      path: ['lines', '0'],
    };
    expect(await refused(silver, { variantId: tiered.variantId, pricePlanId: tierPlan })).toEqual(
      tierRequired,
    );
    expect(await refused(none, { variantId: salon.variantId })).toEqual(tierRequired);
    expect(
      codesOf(await gold.redeem([{ variantId: tiered.variantId, pricePlanId: tierPlan ?? '' }])),
    ).toEqual([]);
  });

  it('is refused at the price that was shown before the member climbed, and told the better one', async () => {
    const cup = await mall.reward({ points: 1_000 });
    const shopper = await mall.shopper(10_000);
    const { memberPrice } = await listed(mall, cup, shopper);
    await buy(mall, shopper, '10000.00');
    const stale = await shopper.redeem(cup.variantId, { expectedTotal: { points: memberPrice } });
    expect(stale.userErrors).toMatchObject([
      { code: 'PRICE_CHANGED', expected: { points: 1_000 }, actual: { points: 970 } },
    ]);
    expect(await listed(mall, cup, shopper)).toMatchObject({ memberPrice: 970 });
    expect((await shopper.redeemed(cup.variantId, { expectedTotal: { points: 970 } })).total.points).toBe(
      970,
    );
  });
});

describe('the end of a validity', () => {
  it('ends the price at its midnight, on every page and in the exchange, before any job has run', async () => {
    const { clock, database } = mall.server;
    const started = clock.now();
    const cup = await mall.reward({ points: 1_000 });
    const shopper = await mall.shopper(1_960);
    await stand(mall, shopper, 'gold');
    const affordable = async () => {
      const answer = await shopper.ask(
        '{ rewards(first: 100, filter: { affordable: true }) { nodes { id } } }',
      );
      return JSON.stringify(at(answer, 'rewards', 'nodes')).includes(cup.id);
    };
    const shown = async () => [
      (await listed(mall, cup, shopper)).memberPrice,
      (await seen(mall, cup, shopper)).memberPrice,
      await affordable(),
    ];
    clock.set('2027-10-31T15:59:59Z');
    expect(await shown()).toEqual([970, 970, true]);
    expect((await shopper.redeemed(cup.variantId)).total.points).toBe(970);
    clock.set('2027-10-31T16:00:00Z');
    expect(await shown()).toEqual([1_000, 1_000, false]);
    const refused = await shopper.redeem(cup.variantId);
    expect(refused.userErrors).toMatchObject([
      { code: 'INSUFFICIENT_POINTS', balance: 990, required: 1_000 },
    ]);
    const [row] = await database.query('SELECT tier FROM member_tier WHERE member_id = $1', [
      mall.uuid('member', shopper.id),
    ]);
    expect(row).toEqual({ tier: 'gold' });
    clock.set(started);
  });

  it('keeps the price of who has earned the tier again', async () => {
    const { clock, database } = mall.server;
    const started = clock.now();
    const cup = await mall.reward({ points: 1_000 });
    const shopper = await mall.shopper(10_000);
    await stand(mall, shopper, 'gold');
    await database.query(`UPDATE member_tier SET months = '{"2027-02": [0, 12500]}' WHERE member_id = $1`, [
      mall.uuid('member', shopper.id),
    ]);
    clock.set('2027-10-31T16:00:00Z');
    expect(await listed(mall, cup, shopper)).toMatchObject({ memberPrice: 970 });
    expect((await shopper.redeemed(cup.variantId)).total.points).toBe(970);
    clock.set(started);
  });
});

describe('early access', () => {
  it('begins a sale for each tier by its own hours, on pages that were read before as well', async () => {
    const opens = new Date('2026-12-24T12:00:00Z');
    const cup = await mall.reward({ points: 100, onSaleFrom: opens.toISOString() });
    const hoursBefore = (hours: number) => new Date(opens.getTime() - hours * 3_600_000);
    const told: unknown[] = [];
    const next: unknown[] = [];
    for (const moment of [hoursBefore(49), hoursBefore(48), hoursBefore(24), opens]) {
      mall.server.clock.set(moment);
      const shown = await Promise.all([null, ...shoppers].map((shopper) => listed(mall, cup, shopper)));
      told.push(shown.map((one) => one.status));
      const [, , , gold, diamond] = shown;
      const early = moment < opens;
      expect([gold?.earlyAccess, diamond?.earlyAccess]).toEqual(
        early ? [hoursBefore(24).toISOString(), hoursBefore(48).toISOString()] : [null, null],
      );
      next.push(shown.slice(1).map((one) => one.nextTier?.[2] ?? null));
      const outcomes = await Promise.all(shoppers.map((shopper) => shopper.redeem(cup.variantId)));
      expect(outcomes.map((outcome) => (outcome.exchange === null ? 'COMING_SOON' : 'ON_SALE'))).toEqual(
        shown.slice(1).map((one) => one.status),
      );
    }
    const [soon, now] = ['COMING_SOON', 'ON_SALE'];
    expect(told).toEqual([
      [soon, soon, soon, soon, soon],
      [soon, soon, soon, soon, now],
      [soon, soon, soon, now, now],
      [now, now, now, now, now],
    ]);
    // Silver cannot have it before everybody, and hears of gold; gold hears of diamond until its own sale begins.
    const [day, two] = [hoursBefore(24).toISOString(), hoursBefore(48).toISOString()];
    expect(next).toEqual([
      [null, day, two, null],
      [null, day, two, null],
      [null, day, null, null],
      [null, null, null, null],
    ]);
    const [, , gold] = shoppers;
    expect(await used(gold)).toContainEqual({ tier: 'gold', benefit: 'early_access', points: 0 });
  });
});

describe('changed rules of the ladder', () => {
  it('are the price from the moment they are in force, on pages that were read before as well', async () => {
    mall.server.clock.set('2026-12-01T04:00:00Z');
    const cup = await mall.reward({ points: 1_000 });
    const gold = await mall.shopper(10_000);
    await stand(mall, gold, 'gold');
    const price = async () => (await listed(mall, cup, gold)).memberPrice;
    expect(await price()).toBe(970);
    const ladder = (discountPercent: number) => [
      { key: 'silver', title: { zh: '银卡', en: 'Silver' }, from: 1_000 },
      { key: 'gold', title: { zh: '金卡', en: 'Gold' }, from: 5_000, benefits: { discountPercent } },
      { key: 'diamond', title: { zh: '钻石', en: 'Diamond' }, from: 20_000 },
    ];
    // Nobody loses by more, so it is in force at once; by less they would, so it comes later.
    for (const [percent, inForce] of [
      [4, true],
      [1, false],
    ] as const) {
      expect(await changeTierRules(mall, { rules: { tiers: ladder(percent) } })).toMatchObject({
        version: { inForce },
      });
      expect(await price()).toBe(960);
    }
    mall.server.clock.set('2026-12-08T03:59:59Z');
    expect(await price()).toBe(960);
    mall.server.clock.set('2026-12-08T04:00:00Z');
    expect(await price()).toBe(990);
    expect((await gold.redeemed(cup.variantId)).total.points).toBe(990);
  });
});
