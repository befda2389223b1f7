import { expect, it } from 'vitest';
import { z } from 'zod';
import { countPopularity } from '../server/src/exchange/count-popularity.js';
import { shareMall, mall } from './shared-mall.js';
import { at } from './start-server.js';

shareMall();

const day = 86_400_000;

/** Which of the rewards are shown first as the most popular. */
async function mostPopular(rewards: readonly { id: string }[]): Promise<number[]> {
  const answer = await mall.server.storefront('{ rewards(first: 100, sort: POPULAR) { nodes { id } } }');
  const nodes = z.array(z.object({ id: z.string() })).parse(at(answer, 'rewards', 'nodes'));
  return nodes.flatMap(({ id }) => {
    const place = rewards.findIndex((reward) => reward.id === id);
    return place === -1 ? [] : [place];
  });
}

it('rewards are as popular as units of them were exchanged in the last 90 days and not undone', async () => {
  const rewards = [await mall.reward(), await mall.reward(), await mall.reward()] as const;
  const [one, bundled, undone] = rewards;
  const shopper = await mall.shopper(10_000);
  const again = await shopper.redeemed([{ variantId: undone.variantId, quantity: 9 }]);
  await shopper.redeemed([{ variantId: one.variantId, quantity: 2 }]);
  await shopper.redeemed([
    { variantId: bundled.variantId, quantity: 3 },
    { variantId: one.variantId, quantity: 1 },
  ]);
  await shopper.redeemed([{ variantId: bundled.variantId, quantity: 1 }]);
  expect(await countPopularity(mall.server)).toBe(3);
  expect(await mostPopular(rewards)).toEqual([2, 1, 0]);

  expect((await shopper.cancel(again.id)).userErrors).toEqual([]);
  expect(await countPopularity(mall.server)).toBe(1);
  expect(await mostPopular(rewards)).toEqual([1, 0, 2]);
  expect(await countPopularity(mall.server)).toBe(0);

  mall.server.clock.forward(91 * day);
  await shopper.redeemed([{ variantId: undone.variantId }]);
  await countPopularity(mall.server);
  // Of those of whom nobody wants any the newest comes first.
  expect(await mostPopular(rewards)).toEqual([2, 1, 0]);
});
