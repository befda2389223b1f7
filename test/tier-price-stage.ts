import { z } from 'zod';
import type { MallStage, Shopper, StageReward } from './mall-stage.js';
import { at } from './start-server.js';
import { stand } from './tier-stage.js';

export const zoneCreate = `mutation ($input: ZoneCreateInput!) {
  zoneCreate(input: $input) { zone { key tier } userErrors { code path } }
}`;
const fields = `{
  status onSaleFrom earlyAccess affordable tierRequired { key title }
  priceFrom { points } memberPrice { points } nextTier { tier { key } price { points } earlyAccess }
  zones { key tier { key } } variants { pricePlans { price { points } memberPrice { points } tier { key } } }
}`;
export const points = z.object({ points: z.number() }).transform((price) => price.points);
const key = z.object({ key: z.string() }).transform((tier) => tier.key);
const rewardShape = z.object({
  status: z.string(),
  onSaleFrom: z.string().nullable(),
  earlyAccess: z.string().nullable(),
  affordable: z.boolean().nullable(),
  tierRequired: key.nullable(),
  priceFrom: points,
  memberPrice: points.nullable(),
  nextTier: z
    .object({ tier: key, price: points, earlyAccess: z.string().nullable() })
    .transform(({ tier, price, earlyAccess }) =>
      earlyAccess === null ? [tier, price] : [tier, price, earlyAccess],
    )
    .nullable(),
  zones: z.array(z.object({ key: z.string(), tier: key.nullable() })),
  variants: z.array(
    z.object({
      pricePlans: z.array(z.object({ price: points, memberPrice: points.nullable(), tier: key.nullable() })),
    }),
  ),
});

/** A reward as somebody sees it by itself; null: a stranger. */
export async function seen(mall: MallStage, reward: StageReward, shopper: Shopper | null) {
  const document = `query ($id: ID!) { reward(id: $id) ${fields} }`;
  const variables = { id: reward.id };
  const answer = await (shopper?.ask(document, variables) ?? mall.server.storefront(document, variables));
  return rewardShape.parse(at(answer, 'reward'));
}

/** The same on a page. */
export async function listed(mall: MallStage, reward: StageReward, shopper: Shopper | null) {
  const document = `{ rewards(first: 100) { nodes { id ...Seen } } } fragment Seen on Reward ${fields}`;
  const answer = await (shopper?.ask(document) ?? mall.server.storefront(document));
  const nodes = z.array(z.looseObject({ id: z.string() })).parse(at(answer, 'rewards', 'nodes'));
  return rewardShape.parse(nodes.find((node) => node.id === reward.id));
}

/** One member on each step of the ladder, the first without a tier. */
export async function membersOnSteps(mall: MallStage): Promise<[Shopper, Shopper, Shopper, Shopper]> {
  const [none, silver, gold, diamond] = await Promise.all(
    [null, 'silver', 'gold', 'diamond'].map(async (tier) => {
      const shopper = await mall.shopper(100_000);
      await stand(mall, shopper, tier);
      return shopper;
    }),
  );
  if (!none || !silver || !gold || !diamond) throw new Error('Four members.');
  return [none, silver, gold, diamond];
}

/** A reward with a price for gold, and one in the zones of gold and diamond. */
export async function furnish(mall: MallStage): Promise<{ tiered: StageReward; salon: StageReward }> {
  for (const tier of ['gold', 'diamond']) {
    await mall.server.admin(zoneCreate, { input: { key: tier, title: { zh: tier, en: tier }, tier } });
  }
  await mall.server.admin(zoneCreate, { input: { key: 'open', title: { zh: 'open', en: 'open' } } });
  const plans = [{ price: { points: 1_000 } }, { price: { points: 940 }, tier: 'gold' }];
  return {
    tiered: await mall.reward({ plans }),
    salon: await mall.reward({ points: 333, zones: ['open', 'gold', 'diamond'] }),
  };
}
