import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Shopper, StageReward } from './mall-stage.js';
import { shareMall, mall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const shape = z.object({
  id: z.string(),
  status: z.string(),
  onSaleFrom: z.string().nullable(),
  affordable: z.boolean(),
});

/** What a member sees of a reward, on its own and in a list, and whether they find it among what they can afford. */
async function seen(shopper: Shopper, reward: StageReward) {
  const answer = await shopper.ask(
    `query ($id: ID!) {
      reward(id: $id) { id status onSaleFrom affordable }
      all: rewards(first: 100) { nodes { id status onSaleFrom affordable } }
      some: rewards(first: 100, filter: { affordable: true }) { nodes { id } }
    }`,
    { id: reward.id },
  );
  const { id, ...alone } = shape.parse(at(answer, 'reward'));
  const listed = z.array(shape).parse(at(answer, 'all', 'nodes'));
  expect(listed.find((one) => one.id === id)).toEqual(
    alone.status === 'ENDED' ? undefined : { id, ...alone },
  );
  const found = z.array(z.object({ id: z.string() })).parse(at(answer, 'some', 'nodes'));
  expect(found.some((one) => one.id === id)).toBe(alone.affordable);
  return alone;
}

it('a reward is coming soon before its first price counts, and over after its last', async () => {
  const now = mall.server.clock.now().getTime();
  const [startsAt, endsAt] = [60_000, 120_000].map((ms) => new Date(now + ms).toISOString());
  const reward = await mall.reward({ plans: [{ price: { points: 5 }, startsAt, endsAt }] });
  const shopper = await mall.shopper(10);
  expect(await seen(shopper, reward)).toEqual({
    status: 'COMING_SOON',
    onSaleFrom: startsAt,
    affordable: true,
  });
  expect(await shopper.redeem(reward.variantId)).toMatchObject({
    userErrors: [{ code: 'NOT_ON_SALE', onSaleFrom: startsAt }],
  });
  mall.server.clock.forward(60_000);
  expect(await seen(shopper, reward)).toEqual({ status: 'ON_SALE', onSaleFrom: null, affordable: true });
  expect((await shopper.redeemed(reward.variantId)).state).toBe('CONFIRMED');
  mall.server.clock.forward(60_000);
  expect(await seen(shopper, reward)).toEqual({ status: 'ENDED', onSaleFrom: null, affordable: false });
  expect(await shopper.redeem(reward.variantId)).toMatchObject({
    userErrors: [{ code: 'NOT_ON_SALE', onSaleFrom: null }],
  });
});

it('lists show a reward again that is given another price after its last one', async () => {
  const endsAt = new Date(mall.server.clock.now().getTime()).toISOString();
  const reward = await mall.reward({ plans: [{ price: { points: 5 }, endsAt }] });
  const shopper = await mall.shopper(10);
  expect(await seen(shopper, reward)).toMatchObject({ status: 'ENDED' });
  const again = { id: reward.variantId, pricePlans: [{ price: { points: 6 } }] };
  const changed = await mall.server.admin(
    'mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code } } }',
    { input: { id: reward.id, variants: [again] } },
  );
  expect(at(changed, 'rewardUpdate', 'userErrors')).toEqual([]);
  expect(await seen(shopper, reward)).toMatchObject({ status: 'ON_SALE' });
});

it('a reward is sold out when nothing is left but a variant without a price that counts', async () => {
  const now = mall.server.clock.now().getTime();
  const endsAt = new Date(now - 1).toISOString();
  const over = { plans: [{ price: { points: 5 }, endsAt }] };
  const reward = await mall.reward({ variants: [over, { points: 5, onHand: 0 }] });
  expect(await seen(await mall.shopper(10), reward)).toMatchObject({ status: 'SOLD_OUT' });
});
