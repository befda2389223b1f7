import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper } from './mall-stage.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { stand } from './tier-stage.js';

shareMall();

let shopper: Shopper;
beforeAll(async () => {
  for (const tier of [null, 'silver', 'gold', 'diamond']) {
    await mall.server.admin(
      'mutation ($input: ZoneCreateInput!) { zoneCreate(input: $input) { userErrors { code } } }',
      { input: { key: tier ?? 'open', title: { zh: '架', en: 'Zone' }, tier } },
    );
  }
  shopper = await mall.shopper();
  await furnish();
});

const day = 86_400_000;

/** Eighty rewards with prices around a hundred points, for everybody or for tiers, now, before or later. */
async function furnish(): Promise<void> {
  const now = mall.server.clock.now().getTime();
  const moment = (days: number) => new Date(now + days * day).toISOString();
  const tier = fc.constantFrom(null, null, null, 'silver', 'gold', 'diamond');
  const plan = fc.record({
    price: fc.record({ points: fc.integer({ min: 90, max: 110 }) }),
    tier,
    window: fc.constantFrom({}, {}, { startsAt: moment(1) }, { endsAt: moment(-1) }),
  });
  const reward = fc.record({
    plans: fc.array(plan, { minLength: 1, maxLength: 3 }),
    zones: fc.uniqueArray(fc.constantFrom('open', 'open', 'silver', 'gold', 'diamond'), { maxLength: 2 }),
  });
  const [rewards] = fc.sample(fc.array(reward, { minLength: 80, maxLength: 80 }), { numRuns: 1, seed: 7 });
  for (const { plans, zones } of rewards ?? []) {
    await mall.reward({ zones, plans: plans.map(({ window, ...rest }) => Object.assign(rest, window)) });
  }
}

const page = z.object({
  totalCount: z.number(),
  nodes: z.array(z.object({ id: z.string(), affordable: z.boolean() })),
  facets: z.object({ affordable: z.number() }),
});

it('what a member can afford is the same as a field, a filter, a count and a facet, on every step', async () => {
  const fields = '{ totalCount nodes { id affordable } facets { affordable } }';
  const affordable = async () => {
    const answer = await shopper.ask(`{
      all: rewards(first: 100) ${fields} some: rewards(first: 100, filter: { affordable: true }) ${fields}
    }`);
    return { all: page.parse(at(answer, 'all')), some: page.parse(at(answer, 'some')) };
  };
  await mall.grant(shopper.customerId, 88);
  for (let points = 88; points <= 112; points += 3) {
    for (const tier of [null, 'silver', 'gold', 'diamond']) {
      await stand(mall, shopper, tier);
      const { all, some } = await affordable();
      const expected = all.nodes.filter((reward) => reward.affordable).map(({ id }) => id);
      expect(some.nodes.map(({ id }) => id)).toEqual(expected);
      expect([some.totalCount, all.facets.affordable, some.facets.affordable]).toEqual(
        Array.from({ length: 3 }, () => expected.length),
      );
    }
    await mall.grant(shopper.customerId, 3);
  }
});
