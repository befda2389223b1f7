import { beforeEach, describe, expect, it } from 'vitest';
import { serve, setBirthday, usageOf } from './benefit-stage.js';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy, changeTierRules, stand } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeEach(async () => {
  mall.server.clock.set('2026-11-22T04:00:00Z');
  shopper = await mall.shopper();
});

const summary = async (from: string, until?: string) => {
  const answer = await mall.server.admin(
    `query ($from: Date!, $until: Date) {
      benefitUsage(from: $from, until: $until) { tier benefit uses members points }
    }`,
    { from, until },
  );
  return answer.errors?.[0]?.extensions['code'] ?? at(answer, 'benefitUsage');
};

describe('benefits', () => {
  it('of every step are shown to everybody', async () => {
    const fields = 'discountPercent earlyAccessHours birthdayPoints freeShipping dedicatedService';
    const answer = await mall.server.storefront(`{ tiers { benefits { ${fields} } } }`);
    expect(at(answer, 'tiers', 2)).toEqual({
      benefits: {
        discountPercent: 5,
        earlyAccessHours: 48,
        birthdayPoints: 1_000,
        freeShipping: true,
        dedicatedService: true,
      },
    });
  });

  it('may be changed by operators; what is absent stays', async () => {
    const ladder = [
      { key: 'star', title: { zh: '星', en: 'Star' }, from: 500, benefits: { earlyAccessHours: 1 } },
      { key: 'silver', title: { zh: '银卡', en: 'Silver' }, from: 1_000, benefits: { earlyAccessHours: 2 } },
      { key: 'gold', title: { zh: '金卡', en: 'Gold' }, from: 5_000 },
      { key: 'diamond', title: { zh: '钻石', en: 'Diamond' }, from: 20_000 },
    ];
    expect(await changeTierRules(mall, { rules: { tiers: ladder } })).toMatchObject({ userErrors: [] });
    const answer = await mall.server.storefront(
      '{ tiers { benefits { earlyAccessHours birthdayPoints dedicatedService } } }',
    );
    expect(at(answer, 'tiers')).toEqual([
      { benefits: { earlyAccessHours: 1, birthdayPoints: 0, dedicatedService: false } },
      { benefits: { earlyAccessHours: 2, birthdayPoints: 100, dedicatedService: false } },
      { benefits: { earlyAccessHours: 24, birthdayPoints: 300, dedicatedService: false } },
      { benefits: { earlyAccessHours: 48, birthdayPoints: 1_000, dedicatedService: true } },
    ]);
    const [star, silver, ...above] = ladder;
    const rules = { tiers: [star, { ...silver, benefits: { earlyAccessHours: 1 } }, ...above] };
    expect(await changeTierRules(mall, { rules, effectiveFrom: '2026-11-23T04:00:00Z' })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', path: ['effectiveFrom'] }],
    });
  });
});

describe('dedicated service', () => {
  it('is refused to members whose tier does not have it, and counts nothing', async () => {
    await buy(mall, shopper, '10000.00');
    expect(await serve(mall, shopper.id)).toMatchObject({
      member: null,
      userErrors: [{ code: 'TIER_REQUIRED', tier: 'diamond' }],
    });
    expect(await usageOf(shopper)).toEqual([]);
  });

  it('is counted once for each key, with a note in the trail', async () => {
    await buy(mall, shopper, '40000.00');
    const idempotencyKey = mall.name();
    const served = { member: { id: shopper.id }, userErrors: [] };
    const note = '换货上门';
    for (let times = 0; times < 3; times += 1) {
      expect(await serve(mall, shopper.id, { idempotencyKey, note })).toEqual(served);
    }
    expect(await serve(mall, shopper.id, { idempotencyKey, note: 'other' })).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }],
    });
    expect(await usageOf(shopper)).toEqual([{ benefit: 'DEDICATED_SERVICE', uses: 1, points: 0 }]);
    expect(await mall.trail(shopper.id)).toMatchObject([{ action: 'memberBenefitUse', after: { note } }]);
  });

  it('is the only benefit that operators record', async () => {
    expect(await serve(mall, shopper.id, { benefit: 'FREE_SHIPPING' })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
    expect(await serve(mall, shopper.id, { note: 'x'.repeat(501) })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT' }],
    });
    expect(await serve(mall, 'member_0')).toMatchObject({ userErrors: [{ code: 'NOT_FOUND' }] });
  });
});

describe('the uses of benefits', () => {
  it('are those of the year for the member, and those of a period by tier for operators', async () => {
    mall.server.clock.set('2027-12-31T04:00:00Z');
    await buy(mall, shopper, '40000.00');
    await setBirthday(mall, shopper, 12, 31);
    await mall.server.runJob('tier-birthdays');
    await serve(mall, shopper.id);
    await serve(mall, shopper.id);
    const other = await mall.shopper();
    await buy(mall, other, '40000.00');
    mall.server.clock.set('2027-12-31T15:59:59Z');
    await serve(mall, other.id);
    expect(await usageOf(shopper)).toEqual([
      { benefit: 'DEDICATED_SERVICE', uses: 2, points: 0 },
      { benefit: 'BIRTHDAY_GIFT', uses: 1, points: 1_000 },
    ]);
    mall.server.clock.set('2027-12-31T16:00:00Z');
    await serve(mall, other.id);
    expect(await usageOf(shopper)).toEqual([]);
    expect(await usageOf(other)).toEqual([{ benefit: 'DEDICATED_SERVICE', uses: 1, points: 0 }]);
    const service = { tier: 'diamond', benefit: 'DEDICATED_SERVICE', points: 0 };
    const gift = { tier: 'diamond', benefit: 'BIRTHDAY_GIFT', uses: 1, members: 1, points: 1_000 };
    expect(await summary('2027-12-31', '2027-12-31')).toEqual([{ ...service, uses: 3, members: 2 }, gift]);
    expect(await summary('2027-12-31')).toEqual([{ ...service, uses: 4, members: 2 }, gift]);
    expect(await summary('2028-01-02', '2028-01-02')).toEqual([]);
  });

  it('are not those of an exchange that was undone', async () => {
    const saver = await mall.shopper(3_000);
    await stand(mall, saver, 'gold');
    const { variantId } = await mall.reward({ kind: 'SERVICE', points: 1_000 });
    const [kept, cancelled] = [await saver.redeemed(variantId), await saver.redeemed(variantId)];
    const once = [{ benefit: 'EXCHANGE_DISCOUNT', uses: 1, points: 30 }];
    expect(await usageOf(saver)).toEqual([{ benefit: 'EXCHANGE_DISCOUNT', uses: 2, points: 60 }]);
    await saver.cancel(cancelled.id);
    expect(await usageOf(saver)).toEqual(once);
    expect(await summary('2026-11-22')).toContainEqual({ tier: 'gold', members: 1, ...once[0] });
    await mall.operate('exchangeRefund', kept.id);
    expect(await usageOf(saver)).toEqual([]);
  });

  it('are not those of an exchange that was not paid in time', async () => {
    const saver = await mall.shopper(3_000);
    await stand(mall, saver, 'gold');
    const { variantId } = await mall.reward({ kind: 'SERVICE', points: 1_000, cash: '9.90' });
    await saver.redeemed(variantId);
    expect(await usageOf(saver)).toEqual([{ benefit: 'EXCHANGE_DISCOUNT', uses: 1, points: 30 }]);
    mall.server.clock.forward(15 * 60_000);
    await mall.server.runJob('exchange-expire-unpaid');
    expect(await usageOf(saver)).toEqual([]);
  });

  it('are asked for at most a year, from its first day on', async () => {
    expect(await summary('2026-11-22', '2026-11-21')).toBe('BAD_USER_INPUT');
    expect(await summary('2024-11-21', '2025-11-22')).toBe('BAD_USER_INPUT');
    expect(await summary('2024-11-22', '2025-11-22')).toEqual([]);
  });
});
