import { expect, it } from 'vitest';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { buy } from './tier-stage.js';
import { campaignInput, createCampaign, openedCampaign } from './voting-mall.js';

shareMall();

const document = 'query ($id: ID!) { voteCampaign(id: $id) { tier { key title } eligible } }';

it('a campaign says which tier may vote, and each member whether they may', async () => {
  const campaign = await openedCampaign(mall, { tier: 'gold' });
  const [silver, gold] = [await mall.shopper(), await mall.shopper()];
  await buy(mall, silver, '2000.00');
  await buy(mall, gold, '10000.00');
  const seen = async (ask: typeof silver.ask) => at(await ask(document, { id: campaign.id }), 'voteCampaign');
  const tier = { key: 'gold', title: '金卡' };
  expect(await seen((query, variables) => silver.ask(query, variables))).toEqual({ tier, eligible: false });
  expect(await seen((query, variables) => gold.ask(query, variables))).toEqual({ tier, eligible: true });
  expect(await seen((query, variables) => mall.server.storefront(query, variables))).toEqual({
    tier,
    eligible: null,
  });
  const open = await openedCampaign(mall, {});
  const answer = await silver.ask(document, { id: open.id });
  expect(at(answer, 'voteCampaign')).toEqual({ tier: null, eligible: true });
});

it('a ballot of a member below the tier is refused with what it is called', async () => {
  const campaign = await openedCampaign(mall, { tier: 'gold' });
  const shopper = await mall.shopper();
  const answer = await shopper.ask(
    `mutation ($input: VoteCastInput!) { voteCast(input: $input) {
      ballot { id } userErrors { code message ... on TierRequired { tier title } }
    } }`,
    {
      input: {
        campaignId: campaign.id,
        candidateId: campaign.candidates[0]?.id,
        idempotencyKey: mall.name(),
      },
    },
  );
  expect(at(answer, 'voteCast')).toEqual({
    ballot: null,
    userErrors: [{ code: 'TIER_REQUIRED', message: '金卡及以上会员专享。', tier: 'gold', title: '金卡' }],
  });
});

it('a campaign is not opened for a tier that is not on the ladder', async () => {
  const answer = await createCampaign(mall, campaignInput(mall, { tier: 'ruby' }));
  expect(at(answer, 'voteCampaignCreate')).toMatchObject({
    campaign: null,
    userErrors: [{ code: 'INVALID_INPUT', path: ['tier'] }],
  });
});
