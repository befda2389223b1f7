import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { mall, shareMall } from './shared-mall.js';
import { SocketClient } from './socket-client.js';
import { at } from './start-server.js';
import {
  close,
  liveTally,
  liveTallyShape,
  openedCampaign,
  type StageCampaign,
  tallyOf,
  vote,
} from './voting-mall.js';

shareMall();

const counted = async (campaign: StageCampaign) =>
  (await tallyOf(mall, campaign)).candidates?.map(({ ballots, weight, interest }) => [
    ballots,
    weight,
    interest,
  ]);
const codesOf = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);

describe('a ballot', () => {
  it('is one of each member, and moves with its quantity when it is changed', async () => {
    const campaign = await openedCampaign(mall);
    const [one, other] = [await mall.shopper(), await mall.shopper()];
    const first = await vote(mall, one, campaign, 0, { quantity: 2 });
    expect(first).toMatchObject({
      ballot: { weight: 1, spent: 0, quantity: 2, version: '1' },
      userErrors: [],
    });
    expect(first.tally?.candidates?.map(({ share }) => share)).toEqual([100, 0, 0]);
    await vote(mall, other, campaign, 0, { quantity: 1 });
    expect(await counted(campaign)).toEqual([
      [2, 2, 3],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const changed = await vote(mall, one, campaign, 2, { quantity: 5 });
    expect(changed.ballot).toMatchObject({ id: first.ballot?.id, version: '2' });
    expect(changed.tally).toEqual(await tallyOf(mall, campaign));
    expect(await counted(campaign)).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 5],
    ]);
  });

  it('that says the same again changes nothing, not even its version', async () => {
    const campaign = await openedCampaign(mall);
    const member = await mall.shopper();
    const first = await vote(mall, member, campaign, 1);
    expect(await vote(mall, member, campaign, 1)).toEqual(first);
  });

  it('is answered again under its key, with what became of it since', async () => {
    const campaign = await openedCampaign(mall);
    const member = await mall.shopper();
    const idempotencyKey = mall.name();
    const first = await vote(mall, member, campaign, 0, { idempotencyKey });
    await vote(mall, member, campaign, 1);
    expect(await vote(mall, member, campaign, 0, { idempotencyKey })).toMatchObject({
      ballot: { id: first.ballot?.id, candidateId: campaign.candidates[1]?.id },
      tally: { ballots: 1 },
    });
    expect(codesOf(await vote(mall, member, campaign, 2, { idempotencyKey }))).toEqual([
      'IDEMPOTENCY_CONFLICT',
    ]);
  });

  it('cannot be changed where it is final', async () => {
    const campaign = await openedCampaign(mall, { changeable: false });
    const member = await mall.shopper();
    await vote(mall, member, campaign, 0);
    expect((await vote(mall, member, campaign, 1)).userErrors).toMatchObject([
      { code: 'ALREADY_VOTED', campaignId: campaign.id },
    ]);
    expect(await counted(campaign)).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('spends the points put in, and only the difference when they are raised', async () => {
    const campaign = await openedCampaign(mall, { weighting: 'SPENT' });
    const member = await mall.shopper(100);
    await vote(mall, member, campaign, 0, { points: 30 });
    expect(await member.balance()).toMatchObject({ available: 70 });
    await vote(mall, member, campaign, 1, { points: 90 });
    expect(await member.balance()).toMatchObject({ available: 10 });
    expect(await counted(campaign)).toEqual([
      [0, 0, 0],
      [1, 90, 0],
      [0, 0, 0],
    ]);
    expect((await vote(mall, member, campaign, 1, { points: 101 })).userErrors).toMatchObject([
      { code: 'INSUFFICIENT_POINTS', balance: 10, required: 11 },
    ]);
    expect((await vote(mall, member, campaign, 1, { points: 89 })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['points'] },
    ]);
    const statement = await member.ask('{ me { statement { nodes { amount reason description } } } }');
    expect(at(statement, 'me', 'statement', 'nodes')).toMatchObject([
      { amount: -60, reason: 'VOTE' },
      { amount: -30, reason: 'VOTE' },
      { amount: 100 },
    ]);
  });

  it('counts points without taking them, and nobody without points', async () => {
    const campaign = await openedCampaign(mall, { weighting: 'COUNTED' });
    const [rich, poor] = [await mall.shopper(800), await mall.shopper()];
    await vote(mall, rich, campaign, 0);
    expect(await rich.balance()).toMatchObject({ available: 800 });
    expect(await counted(campaign)).toEqual([
      [1, 800, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect((await vote(mall, poor, campaign, 0)).userErrors).toMatchObject([
      { code: 'INSUFFICIENT_POINTS', balance: 0, required: 1 },
    ]);
  });

  it('is for a member, a candidate and a campaign of the mall', async () => {
    const campaign = await openedCampaign(mall);
    const other = await openedCampaign(mall);
    const member = await mall.shopper();
    const nobody = { ask: mall.server.storefront.bind(mall.server) };
    await expect(vote(mall, nobody, campaign, 0)).rejects.toThrow('invalid_type');
    const candidateId = other.candidates[0]?.id;
    for (const wrong of [
      { candidateId },
      { campaignId: other.id },
      { campaignId: 'x' },
      { candidateId: 'x' },
    ]) {
      expect(codesOf(await vote(mall, member, campaign, 0, wrong))).toEqual(['NOT_FOUND']);
    }
    for (const wrong of [{ points: 5 }, { quantity: 100 }, { quantity: -1 }]) {
      expect(codesOf(await vote(mall, member, campaign, 0, wrong))).toEqual(['INVALID_INPUT']);
    }
    expect((await tallyOf(mall, campaign)).ballots).toBe(0);
  });

  it('is found again by its member, and by nobody else', async () => {
    const campaign = await openedCampaign(mall);
    const [one, other] = [await mall.shopper(), await mall.shopper()];
    const { ballot } = await vote(mall, one, campaign, 0);
    const document = `query ($ballot: ID!, $campaign: ID!) {
      node(id: $ballot) { id } voteCampaign(id: $campaign) { ballot { id } } me { ballots { nodes { id } } }
    }`;
    const variables = { ballot: ballot?.id, campaign: campaign.id };
    const id = ballot?.id;
    expect((await one.ask(document, variables)).data).toEqual({
      node: { id },
      voteCampaign: { ballot: { id } },
      me: { ballots: { nodes: [{ id }] } },
    });
    expect((await other.ask(document, variables)).data).toEqual({
      node: null,
      voteCampaign: { ballot: null },
      me: { ballots: { nodes: [] } },
    });
  });
});

describe('a hidden campaign', () => {
  it('tells its counts only when it is over, operators always', async () => {
    const campaign = await openedCampaign(mall, { hidden: true });
    const { tally } = await vote(mall, await mall.shopper(), campaign, 1);
    expect(tally).toMatchObject({ ballots: 1, candidates: null });
    expect(await tallyOf(mall, campaign)).toMatchObject({ ballots: 1, candidates: null });
    const admin = await mall.server.admin(
      'query ($id: ID!) { voteCampaign(id: $id) { tally { candidates { ballots } } } }',
      { id: campaign.id },
    );
    expect(at(admin, 'voteCampaign', 'tally', 'candidates')).toEqual(
      [0, 1, 0].map((ballots) => ({ ballots })),
    );
    await close(mall, campaign);
    expect(await counted(campaign)).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
  });
});

describe('the campaigns of a mall', () => {
  it('are listed newest first, open or over, page by page', async () => {
    const [older, newer] = [await openedCampaign(mall), await openedCampaign(mall)];
    await close(mall, older);
    const handles = async (variables: object) => {
      const answer = await mall.server.storefront(
        `query ($open: Boolean, $first: Int, $after: String) {
          voteCampaigns(open: $open, first: $first, after: $after) { nodes { handle } pageInfo { endCursor } }
        }`,
        { first: 1, ...variables },
      );
      const { nodes, pageInfo } = z
        .object({
          nodes: z.array(z.object({ handle: z.string() })),
          pageInfo: z.object({ endCursor: z.string() }),
        })
        .parse(at(answer, 'voteCampaigns'));
      return { handles: nodes.map(({ handle }) => handle), after: pageInfo.endCursor };
    };
    const all = await handles({});
    expect(all.handles).toEqual([newer.handle]);
    expect((await handles({ after: all.after })).handles).toEqual([older.handle]);
    expect((await handles({ open: true })).handles).toEqual([newer.handle]);
    expect((await handles({ open: false })).handles).toEqual([older.handle]);
  });
});

describe('the live tally', () => {
  const socketUrl = () => `${mall.server.origin.replace('http', 'ws')}/graphql`;

  it('is told to a publishable key without a member', async () => {
    const campaign = await openedCampaign(mall);
    const client = await SocketClient.accepted(socketUrl(), { key: 'pk_demo' });
    const id = client.subscribe(liveTally, { id: campaign.id });
    const states = () => client.data(id, liveTallyShape).map(({ voteTally }) => voteTally);
    await vi.waitFor(() => expect(states()).toMatchObject([{ state: 'OPEN', ballots: 0, version: '1' }]));
    const { tally } = await vote(mall, await mall.shopper(), campaign, 1);
    await vi.waitFor(() => expect(states().at(-1)).toEqual(tally));
    await close(mall, campaign);
    await vi.waitFor(() => expect(states().at(-1)).toMatchObject({ state: 'ANNOUNCED', ballots: 1 }));
    await client.close();
  });

  it('keeps the counts of a hidden campaign back until it is closed', async () => {
    const campaign = await openedCampaign(mall, { hidden: true });
    const client = await SocketClient.accepted(socketUrl(), { key: 'pk_demo' });
    const id = client.subscribe(liveTally, { id: campaign.id });
    const last = () => client.data(id, liveTallyShape).at(-1)?.voteTally;
    await vote(mall, await mall.shopper(), campaign, 1);
    await vi.waitFor(() => expect(last()).toMatchObject({ ballots: 1, candidates: null }));
    await close(mall, campaign);
    await vi.waitFor(() =>
      expect(last()?.candidates).toMatchObject([{ share: 0 }, { share: 100 }, { share: 0 }]),
    );
    const told = client.data(id, liveTallyShape).map(({ voteTally }) => voteTally);
    expect(told.filter(({ state, candidates }) => state === 'OPEN' && candidates !== null)).toEqual([]);
    await client.close();
  });
});
