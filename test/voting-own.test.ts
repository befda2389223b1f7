import { expect, it } from 'vitest';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { openedCampaign, vote } from './voting-mall.js';

shareMall();

it('a member’s ballots tell what each was about and what was chosen, page by page', async () => {
  const voter = await mall.shopper(100);
  const other = await mall.shopper(100);
  const campaigns = [await openedCampaign(mall), await openedCampaign(mall), await openedCampaign(mall)];
  for (const [place, campaign] of campaigns.entries()) {
    await vote(mall, voter, campaign, place);
    await vote(mall, other, campaign, 0);
  }
  const document = `query ($after: String) { me { ballots(first: 2, after: $after) {
    nodes { campaign { handle } candidate { id } } pageInfo { hasNextPage endCursor }
  } } }`;
  const newest = campaigns.map(({ handle, candidates }, place) => ({
    campaign: { handle },
    candidate: { id: candidates[place]?.id },
  }));
  const first = await voter.ask(document);
  expect(at(first, 'me', 'ballots', 'nodes')).toEqual([newest[2], newest[1]]);
  const after = at(first, 'me', 'ballots', 'pageInfo', 'endCursor');
  const second = await voter.ask(document, { after });
  expect(at(second, 'me', 'ballots')).toMatchObject({ nodes: [newest[0]], pageInfo: { hasNextPage: false } });
});
