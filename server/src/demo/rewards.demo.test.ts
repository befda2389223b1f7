import { describe, expect, it } from 'vitest';
import { pictured } from './content.js';
import { breaking, plansOf, rewards, twice, variantsOf } from './demo.test-kit.js';
import type { DemoPricePlan, DemoReward, DemoVariant } from './demo.types.js';
import { demoPrograms } from './programs.js';

const [first] = demoPrograms;

describe('the goods', () => {
  it('handles and SKUs are unique over both brands', () => {
    expect(twice(pictured.map((one) => one.handle))).toEqual([]);
    expect(twice(variantsOf(rewards).map((variant) => variant.sku))).toEqual([]);
    expect(breaking(({ handle }) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(handle))).toEqual([]);
  });

  it('each brand offers every kind of reward', () => {
    for (const program of demoPrograms) {
      expect([...new Set(program.rewards.map((reward) => reward.kind))].toSorted()).toEqual([
        'event_seat',
        'partner_points',
        'physical',
        'service',
        'virtual',
      ]);
    }
  });

  it('categories and zones of a reward exist, and none of them is empty', () => {
    for (const { rewards: offered, categories, zones } of demoPrograms) {
      expect(new Set(offered.map((reward) => reward.category))).toEqual(
        new Set(categories.map((one) => one.key)),
      );
      expect(new Set(offered.flatMap((reward) => reward.zones))).toEqual(
        new Set(zones.map((one) => one.key)),
      );
    }
  });

  it('a virtual reward has exactly as many codes as stock, and nothing else has codes', () => {
    const keeps = (reward: DemoReward) =>
      reward.variants.every(({ stock, codes }) =>
        reward.kind === 'virtual' ? codes !== undefined && codes === stock : codes === undefined,
      );
    expect(breaking(keeps)).toEqual([]);
  });

  it('stock, limits and prices are whole numbers that make sense', () => {
    const whole = (amount: number, least: number) => Number.isInteger(amount) && amount >= least;
    expect(breaking((one) => one.limit === undefined || whole(one.limit.quantity, 1))).toEqual([]);
    expect(breaking((one) => one.variants.every(({ stock }) => stock === null || whole(stock, 0)))).toEqual(
      [],
    );
    expect(
      breaking((one) => one.variants.every(({ stock, batch }) => !batch || batch.size === stock)),
    ).toEqual([]);
    expect(breaking((one) => one.variants.every(({ pricePlans }) => pricePlans.length > 0))).toEqual([]);
    const sensible = ({ points, cashMinor }: DemoPricePlan) =>
      whole(points, 1) && (cashMinor === null || whole(cashMinor, 1));
    expect(breaking((one) => plansOf([one]).every(sensible))).toEqual([]);
  });

  it('the price plans of one variant are worth about the same money', () => {
    for (const program of demoPrograms) {
      const anchor = program.rules.pointsPerCurrencyUnit ?? 100;
      const fair = ({ pricePlans }: DemoVariant) => {
        const worth = pricePlans.map((plan) => plan.points / anchor + (plan.cashMinor ?? 0) / 100);
        return Math.max(...worth) / Math.min(...worth) < 1.1;
      };
      expect(breaking((one) => one.variants.every(fair), program.rewards)).toEqual([]);
    }
  });

  it('newcomers find several rewards under 200 points, and one cup means under 2,000', () => {
    const cheapest = (reward: DemoReward) => Math.min(...plansOf([reward]).map((plan) => plan.points));
    const inZone = (zone: string) => rewards.filter((reward) => reward.zones.includes(zone));
    expect(inZone('newcomer').length).toBeGreaterThanOrEqual(4);
    expect(breaking((one) => cheapest(one) < 200, inZone('newcomer'))).toEqual([]);
    expect(breaking((one) => cheapest(one) < 2_000, inZone('one-cup'))).toEqual([]);
  });
});

describe('the first brand', () => {
  const offered = first?.rewards ?? [];

  it('sells the drip coffee gift box for points, or for 500 points and 49 yuan', () => {
    const box = offered.find((reward) => reward.handle === 'drip-coffee-gift-box');
    expect(box?.title).toEqual({ zh: '挂耳咖啡礼盒', en: 'Drip coffee gift box' });
    expect(plansOf(box ? [box] : [])).toMatchObject([{ cashMinor: null }, { points: 500, cashMinor: 4_900 }]);
  });

  it('has a limited edition of 100, a monthly batch of 100, and goods that cannot be had today', () => {
    expect(
      offered.some((one) => one.limit?.period === 'ever' && one.variants.every((v) => v.stock === 100)),
    ).toBe(true);
    expect(variantsOf(offered).some((variant) => variant.batch?.size === 100)).toBe(true);
    expect(offered.some((one) => one.variants.every((variant) => variant.stock === 0))).toBe(true);
    expect(offered.some((one) => one.onSaleFrom?.days === 3)).toBe(true);
    expect(offered.some((one) => (one.onSaleUntil?.days ?? 1) < 0)).toBe(true);
  });

  it('has several rewards in every band of points, and some that take cash as well', () => {
    const lowest = offered.map((reward) => Math.min(...plansOf([reward]).map((plan) => plan.points)));
    const between = (from: number, to: number) => lowest.filter((points) => points >= from && points < to);
    expect(between(0, 200).length).toBeGreaterThanOrEqual(4);
    expect(between(100, 500).length).toBeGreaterThanOrEqual(4);
    expect(between(500, 2_000).length).toBeGreaterThanOrEqual(4);
    expect(between(2_000, Infinity).length).toBeGreaterThanOrEqual(4);
    const cashOnly = offered.filter((reward) => plansOf([reward]).every((plan) => plan.cashMinor !== null));
    expect(cashOnly.length).toBeGreaterThanOrEqual(3);
  });

  it('shows what tiers give: a price of a tier, a zone of a tier, and a sale that some may have a day before', () => {
    expect(plansOf(offered).some((plan) => plan.tier !== undefined)).toBe(true);
    const salon = first?.zones.find((zone) => zone.tier !== undefined)?.key ?? '';
    expect(offered.filter((one) => one.zones.includes(salon)).length).toBeGreaterThanOrEqual(2);
    expect(offered.some((one) => one.onSaleFrom?.days === 1)).toBe(true);
  });

  it('has members with nothing, with 80 points, with 60,000, and with points about to expire', () => {
    const totals = (first?.members ?? []).map((member) =>
      member.grants.reduce((sum, grant) => sum + grant.points, 0),
    );
    expect(totals).toEqual(expect.arrayContaining([0, 80, 60_000]));
    expect(
      first?.members.flatMap((member) => member.grants).some((grant) => (grant.expires?.days ?? 99) <= 7),
    ).toBe(true);
  });
});
