import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { campaignInput, close, createCampaign, openedCampaign, tallyOf, vote } from './voting-mall.js';

const dayMs = 86_400_000;

shareMall();

describe('the end', () => {
  it('refuses ballots by the clock, though no job has run, and is then decided by the job', async () => {
    const campaign = await openedCampaign(mall, { hidden: true });
    const member = await mall.shopper();
    await vote(mall, member, campaign, 0);
    mall.server.clock.forward(7 * dayMs);
    expect((await vote(mall, member, campaign, 1)).userErrors).toMatchObject([
      { code: 'INVALID_STATE', state: 'CLOSED' },
    ]);
    expect(await tallyOf(mall, campaign)).toMatchObject({
      state: 'CLOSED',
      winnerId: null,
      candidates: null,
    });
    await mall.server.runJob('voting-finish');
    expect(await tallyOf(mall, campaign)).toMatchObject({
      state: 'ANNOUNCED',
      winnerId: campaign.candidates[0]?.id,
    });
  });

  it('never has two states under one version, though clocks differ', async () => {
    const campaign = await openedCampaign(mall);
    const member = await mall.shopper();
    // As a member: answers for everybody are kept for a second.
    const asked = async () => {
      const { state, ballots, winnerId, version } = await tallyOf(mall, campaign, member);
      return { state, ballots, won: winnerId !== null, version };
    };
    mall.server.clock.forward(7 * dayMs);
    const told = [await asked()];
    // A process whose clock is behind still takes a ballot.
    mall.server.clock.forward(-1);
    await vote(mall, member, campaign, 0);
    told.push(await asked());
    mall.server.clock.forward(1);
    told.push(await asked());
    await mall.server.runJob('voting-finish');
    told.push(await asked());
    expect(told).toEqual([
      { state: 'CLOSED', ballots: 0, won: false, version: '2' },
      { state: 'OPEN', ballots: 1, won: false, version: '3' },
      { state: 'CLOSED', ballots: 1, won: false, version: '4' },
      { state: 'ANNOUNCED', ballots: 1, won: true, version: '6' },
    ]);
  });

  it('makes the winner a coming-soon reward and notes its voters once', async () => {
    const campaign = await openedCampaign(mall);
    const [one, two, other] = [await mall.shopper(), await mall.shopper(), await mall.shopper()];
    await vote(mall, one, campaign, 2);
    await vote(mall, two, campaign, 2);
    await vote(mall, other, campaign, 0);
    mall.server.clock.forward(7 * dayMs);
    await mall.server.runJob('voting-finish');
    await mall.server.runJob('voting-finish');
    const answer = await mall.server.storefront(
      'query ($id: ID!) { voteCampaign(id: $id) { launchAt reward { handle status onSaleFrom priceFrom { points } } } }',
      { id: campaign.id },
    );
    const launchAt = at(answer, 'voteCampaign', 'launchAt');
    expect(at(answer, 'voteCampaign', 'reward')).toEqual({
      handle: `${campaign.handle}-c`,
      status: 'COMING_SOON',
      onSaleFrom: launchAt,
      priceFrom: { points: 100 },
    });
    const notices = async (shopper: typeof one) =>
      at(await shopper.ask('{ me { notices { nodes { kind message } } } }'), 'me', 'notices', 'nodes');
    for (const voter of [one, two]) {
      expect(await notices(voter)).toEqual([
        { kind: 'VOTE_WON', message: expect.stringContaining('选哪个？') as unknown },
      ]);
    }
    expect(await notices(other)).toEqual([]);
  });

  it('is told with the campaign it leads to, and the notice is its member’s alone', async () => {
    const campaign = await openedCampaign(mall);
    const [voter, other] = [await mall.shopper(), await mall.shopper()];
    await vote(mall, voter, campaign, 0);
    await close(mall, campaign);
    await mall.server.runJob('voting-finish');
    const told = await voter.ask(
      '{ me { notices { nodes { id subject { __typename id ... on VoteCampaign { handle } } } } } }',
    );
    const { id: campaignId, handle } = campaign;
    expect(at(told, 'me', 'notices', 'nodes', 0, 'subject')).toEqual({
      __typename: 'VoteCampaign',
      id: campaignId,
      handle,
    });
    const id = at(told, 'me', 'notices', 'nodes', 0, 'id');
    const read = 'query ($id: ID!) { node(id: $id) { id ... on Notice { kind } } }';
    expect((await voter.ask(read, { id })).data).toEqual({ node: { id, kind: 'VOTE_WON' } });
    expect((await other.ask(read, { id })).data).toEqual({ node: null });
    expect((await mall.server.storefront(read, { id })).data).toEqual({ node: null });
  });

  it('is brought about by an operator, once, with a trail', async () => {
    const campaign = await openedCampaign(mall);
    await vote(mall, await mall.shopper(), campaign, 1);
    expect(at(await close(mall, campaign), 'voteCampaignClose')).toMatchObject({
      campaign: { tally: { winnerId: campaign.candidates[1]?.id } },
      userErrors: [],
    });
    // What follows needs no job: it was begun with the answer.
    await vi.waitFor(async () => expect((await tallyOf(mall, campaign)).state).toBe('ANNOUNCED'));
    expect(at(await close(mall, campaign), 'voteCampaignClose', 'userErrors')).toEqual([
      { code: 'INVALID_STATE', state: 'ANNOUNCED' },
    ]);
    expect(await mall.trail(campaign.id)).toMatchObject([
      { action: 'voteAnnounce', actor: 'voting' },
      { action: 'voteCampaignClose', after: { ballots: 1, winner: campaign.candidates[1]?.id } },
      { action: 'voteCampaignCreate' },
    ]);
  });

  it('finds another name for the winner when its own was taken', async () => {
    const campaign = await openedCampaign(mall);
    await vote(mall, await mall.shopper(), campaign, 0);
    await mall.server.admin(
      `mutation ($input: RewardCreateInput!) { rewardCreate(input: $input) { userErrors { code } } }`,
      {
        input: {
          handle: `${campaign.handle}-a`,
          kind: 'PHYSICAL',
          title: { en: 'Squatter' },
          variants: [{ pricePlans: [{ price: { points: 1 } }] }],
        },
      },
    );
    await close(mall, campaign);
    await mall.server.runJob('voting-finish');
    const answer = await mall.server.storefront(
      'query ($id: ID!) { voteCampaign(id: $id) { reward { handle } } }',
      { id: campaign.id },
    );
    expect(at(answer, 'voteCampaign', 'reward', 'handle')).toBe(
      `${campaign.handle}-a-${campaign.id.slice(-6)}`,
    );
  });

  it('makes no reward when nobody voted', async () => {
    const campaign = await openedCampaign(mall);
    await close(mall, campaign);
    await mall.server.runJob('voting-finish');
    expect(await tallyOf(mall, campaign)).toMatchObject({ state: 'CLOSED', winnerId: null });
  });
});

describe('operators', () => {
  it('cannot open a campaign that could not be finished', async () => {
    const good = campaignInput(mall);
    const candidates = z.array(z.looseObject({})).parse(good.candidates);
    const [first = {}, ...others] = candidates;
    const wrong: [object, string, string[]][] = [
      [{ endsAt: mall.server.clock.now() }, 'INVALID_INPUT', ['endsAt']],
      [{ launchAt: good.endsAt }, 'INVALID_INPUT', ['launchAt']],
      [{ candidates: [first] }, 'INVALID_INPUT', ['candidates']],
      [{ candidates: [...candidates, first] }, 'INVALID_INPUT', ['candidates', '3', 'handle']],
      [{ candidates: [{ ...first, points: 0 }, ...others] }, 'INVALID_INPUT', ['candidates', '0', 'points']],
      [
        { candidates: [{ ...first, kind: 'VIRTUAL' }, ...others] },
        'INVALID_INPUT',
        ['candidates', '0', 'onHand'],
      ],
      [
        { candidates: [{ ...first, category: 'nowhere' }, ...others] },
        'NOT_FOUND',
        ['candidates', '0', 'category'],
      ],
      [{ handle: '' }, 'INVALID_INPUT', ['handle']],
      [{ title: { zh: '选哪个？' } }, 'INVALID_INPUT', ['title', 'en']],
      [{ story: { en: 'Once' } }, 'INVALID_INPUT', ['story', 'zh']],
      [
        { candidates: [{ ...first, title: { zh: '米糕' } }, ...others] },
        'INVALID_INPUT',
        ['candidates', '0', 'title', 'en'],
      ],
    ];
    for (const [change, code, path] of wrong) {
      const answer = await createCampaign(mall, { ...good, ...change });
      expect(at(answer, 'voteCampaignCreate')).toMatchObject({
        campaign: null,
        userErrors: [{ code, path }],
      });
    }
    expect(at(await createCampaign(mall, good), 'voteCampaignCreate', 'userErrors')).toEqual([]);
    expect(at(await createCampaign(mall, good), 'voteCampaignCreate', 'userErrors')).toMatchObject([
      { code: 'ALREADY_EXISTS', path: ['handle'] },
    ]);
  });

  it('read again which reward each candidate is to become', async () => {
    const key = mall.name().toLowerCase();
    const shelf = (name: string) =>
      mall.server.admin(
        `mutation ($key: String!) { ${name}(input: { key: $key, title: { en: "Cakes" } }) { userErrors { code } } }`,
        { key },
      );
    for (const name of ['categoryCreate', 'zoneCreate']) {
      expect(at(await shelf(name), name)).toEqual({ userErrors: [] });
    }
    const candidate = { kind: 'SERVICE', onHand: 7, category: key, zones: [key] };
    const input = campaignInput(mall, { candidate });
    expect(at(await createCampaign(mall, input), 'voteCampaignCreate')).toMatchObject({ userErrors: [] });
    const query = `query ($handle: String!) { voteCampaign(handle: $handle) {
      candidates { planned { handle kind onHand category zones } } } }`;
    const answer = await mall.server.admin(query, { handle: input.handle });
    const handles = z.array(z.object({ handle: z.string() })).parse(input.candidates);
    expect(at(answer, 'voteCampaign', 'candidates')).toEqual(
      handles.map(({ handle }) => ({ planned: { handle, ...candidate } })),
    );
  });

  it('see who voted for what', async () => {
    const campaign = await openedCampaign(mall);
    const voters = [await mall.shopper(), await mall.shopper()];
    for (const voter of voters) await vote(mall, voter, campaign, 0, { quantity: 3 });
    const document = `query ($id: ID!, $after: String) {
      voteBallots(candidateId: $id, first: 1, after: $after) {
        nodes { quantity member { id } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const id = campaign.candidates[0]?.id;
    const first = await mall.server.admin(document, { id });
    const after = at(first, 'voteBallots', 'pageInfo', 'endCursor');
    const second = await mall.server.admin(document, { id, after });
    expect([first, second].map((page) => at(page, 'voteBallots', 'nodes', 0))).toEqual(
      voters.toReversed().map((voter) => ({ quantity: 3, member: { id: voter.id } })),
    );
    expect(at(second, 'voteBallots', 'pageInfo', 'hasNextPage')).toBe(false);
  });
});
