import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { idSource } from '../server/src/platform/ids.js';
import { systemRandom } from '../server/src/platform/random.js';
import { updateCampaign } from '../server/src/voting/update-campaign.js';
import { mall, shareMall } from './shared-mall.js';
import { at } from './start-server.js';
import { close, openedCampaign, type StageCampaign, tallyOf, vote } from './voting-mall.js';

shareMall();

const both = (zh: string, en: string) => ({ zh, en });
const nothing = both('', '');
const pictures = (name: string) => [{ url: `/${name}.svg`, alt: both('图', 'A picture') }];
/** As openedCampaign opens it. */
const opened = { title: both('选哪个？', 'Which one?'), summary: nothing, story: nothing, images: [] };
const candidate = {
  summary: both('一句话', 'One sentence'),
  description: both('很多话', 'Many sentences'),
  images: pictures('cake'),
};
const asOpened = { title: opened.title, ...candidate };

const texts = 'title { zh en } summary { zh en } images { url alt { zh en } }';
const asTold = `texts { ${texts} story { zh en } } candidates { texts { ${texts} description { zh en } } }`;
const told = z
  .object({ texts: z.unknown(), candidates: z.array(z.object({ texts: z.unknown() })) })
  .transform((campaign) => ({
    texts: campaign.texts,
    candidates: campaign.candidates.map((one) => one.texts),
  }));

async function update(input: object, key?: string) {
  const answer = await mall.server.admin(
    `mutation ($input: VoteCampaignUpdateInput!) {
      voteCampaignUpdate(input: $input) { campaign { ${asTold} } userErrors { code path } }
    }`,
    { input },
    key,
  );
  const campaign = at(answer, 'voteCampaignUpdate', 'campaign');
  return {
    campaign: campaign === null ? null : told.parse(campaign),
    userErrors: at(answer, 'voteCampaignUpdate', 'userErrors'),
  };
}

const candidateId = (campaign: StageCampaign, place: number) =>
  z.string().parse(campaign.candidates[place]?.id);

/** Everything of the campaign that is not told in words. */
const votedOn = async ({ id }: StageCampaign) => {
  const query = `query ($id: ID!) { voteCampaign(id: $id) {
    handle weighting changeable hidden asksQuantity mostPieces endsAt launchAt
    candidates { id points planned { handle kind onHand category zones } }
    tally { state ballots version candidates { candidateId ballots weight } }
  } }`;
  return at(await mall.server.admin(query, { id }), 'voteCampaign');
};
const seenTitle = async ({ id }: StageCampaign) =>
  at(
    await mall.server.storefront('query ($id: ID!) { voteCampaign(id: $id) { title } }', { id }),
    'voteCampaign',
    'title',
  );

describe('a campaign', () => {
  it('is told differently where it was mistyped, and so are its candidates; what was voted on is what it was', async () => {
    const campaign = await openedCampaign(mall, { candidate });
    await vote(mall, await mall.shopper(), campaign, 1);
    const before = await votedOn(campaign);
    const [question, name] = [both('选哪一个？', 'Which of these?'), both('蛋糕', 'Cake')];
    const changed = await update({
      campaignId: campaign.id,
      title: both(' 选哪一个？', 'Which of these?'),
      candidates: [{ candidateId: candidateId(campaign, 1), title: name, images: [] }],
    });
    const cake = { ...asOpened, title: name, images: [] };
    expect(changed).toEqual({
      campaign: { texts: { ...opened, title: question }, candidates: [asOpened, cake, asOpened] },
      userErrors: [],
    });
    expect(await votedOn(campaign)).toEqual(before);
    expect(await seenTitle(campaign)).toBe(question.zh);
    const [entry] = await mall.server.database.query(
      "SELECT before, after FROM audit WHERE action = 'voteCampaignUpdate' ORDER BY id DESC LIMIT 1",
    );
    const id = candidateId(campaign, 1);
    expect(entry).toEqual({
      before: { ...opened, candidates: [{ id, ...asOpened }] },
      after: { ...opened, title: question, candidates: [{ id, ...cake }] },
    });
    expect(await mall.trail(campaign.id)).toMatchObject([
      { action: 'voteCampaignUpdate' },
      { action: 'voteCampaignCreate' },
    ]);
  });

  it('becomes the reward that its winner is called now, and can still be put right then', async () => {
    const campaign = await openedCampaign(mall, { candidate });
    await vote(mall, await mall.shopper(), campaign, 0);
    const [title, description] = [both('蛋糕', 'Cake'), both('好吃', 'Delicious')];
    const candidates = [{ candidateId: candidateId(campaign, 0), title, description }];
    await update({ campaignId: campaign.id, candidates });
    await close(mall, campaign);
    await vi.waitFor(async () => expect((await tallyOf(mall, campaign)).state).toBe('ANNOUNCED'));
    const query = 'query ($id: ID!) { voteCampaign(id: $id) { reward { title description } } }';
    const reward = async () =>
      at(await mall.server.storefront(query, { id: campaign.id }), 'voteCampaign', 'reward');
    expect(await reward()).toEqual({ title: title.zh, description: description.zh });
    const story = both('选出来了', 'It is chosen');
    const again = [{ candidateId: candidateId(campaign, 0), title: both('糕', 'A cake') }];
    const late = await update({ campaignId: campaign.id, story, candidates: again });
    expect(late).toMatchObject({
      campaign: { texts: { story }, candidates: [{ title: both('糕', 'A cake') }, {}, {}] },
      userErrors: [],
    });
    // The reward is another thing by now.
    expect(await reward()).toEqual({ title: title.zh, description: description.zh });
  });

  it('loses what null is said of, but never a title', async () => {
    const campaign = await openedCampaign(mall, { candidate });
    const filled = { summary: both('一句', 'One'), story: both('故事', 'A story'), images: pictures('vote') };
    const { campaign: full } = await update({ campaignId: campaign.id, ...filled });
    expect(full?.texts).toEqual({ ...opened, ...filled });
    const gone = { title: null, summary: null, images: null };
    const emptied = await update({
      campaignId: campaign.id,
      ...gone,
      story: null,
      candidates: [{ candidateId: candidateId(campaign, 2), ...gone, description: null }],
    });
    const bare = { title: opened.title, summary: nothing, description: nothing, images: [] };
    expect(emptied.campaign).toEqual({ texts: opened, candidates: [asOpened, asOpened, bare] });
    expect((await update({ campaignId: campaign.id, candidates: null })).campaign).toEqual(emptied.campaign);
  });

  it('is said the same of twice without a trail', async () => {
    const campaign = await openedCampaign(mall, { candidate });
    const candidates = [{ candidateId: candidateId(campaign, 0), title: both('蛋糕', 'Cake') }];
    const input = { campaignId: campaign.id, story: both('故事', 'A story'), candidates };
    await update(input);
    const trail = await mall.trail(campaign.id);
    expect(trail).toHaveLength(2);
    for (const same of [input, { campaignId: campaign.id }]) {
      expect((await update(same)).userErrors).toEqual([]);
    }
    expect(await mall.trail(campaign.id)).toEqual(trail);
  });

  it('keeps what operators change of it and of one candidate at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const campaign = await openedCampaign(mall, { candidate });
      const { id: campaignId } = campaign;
      const [title, summary] = [both('蛋糕', 'Cake'), both('甜', 'Sweet')];
      const [story, description] = [both('故事', 'A story'), both('好吃', 'Delicious')];
      const own = (more: object) => [{ candidateId: candidateId(campaign, 1), ...more }];
      await Promise.all([
        update({ campaignId, story, candidates: own({ title }) }),
        update({ campaignId, summary, candidates: own({ description }) }),
        update({ campaignId, candidates: own({ summary }) }),
      ]);
      expect((await update({ campaignId })).campaign).toEqual({
        texts: { ...opened, story, summary },
        candidates: [asOpened, { ...asOpened, title, summary, description }, asOpened],
      });
    }
  });

  it('is refused what a new one is refused, and whatever is not of this campaign', async () => {
    const campaign = await openedCampaign(mall, { candidate });
    const other = await openedCampaign(mall);
    const foreign = await openedCampaign(mall, {}, 'sk_demo2');
    const { id: campaignId } = campaign;
    const own = { candidateId: candidateId(campaign, 0) };
    const cake = { ...own, title: both('蛋糕', 'Cake') };
    const refused = (code: string, ...path: string[]) => ({ campaign: null, userErrors: [{ code, path }] });
    const wrong: [object, ...string[]][] = [
      [{ title: both('', 'x') }, 'title', 'zh'],
      [{ story: both('x', '') }, 'story', 'en'],
      [{ images: [{ url: 'nowhere' }] }, 'images'],
      [{ candidates: [{ ...own, title: both(' ', ' ') }] }, 'candidates', '0', 'title'],
      [{ candidates: [{ ...own, title: both('x', '') }] }, 'candidates', '0', 'title', 'en'],
      [{ candidates: [{ ...own, description: both('\u0000', 'x') }] }, 'candidates', '0', 'description'],
      [{ candidates: [{ ...own, images: [{ url: 'nowhere' }] }] }, 'candidates', '0', 'images'],
      [{ candidates: [cake, cake] }, 'candidates', '1', 'candidateId'],
    ];
    for (const [more, ...path] of wrong) {
      expect(await update({ campaignId, ...more })).toEqual(refused('INVALID_INPUT', ...path));
    }
    for (const unknown of [candidateId(other, 0), candidateId(foreign, 0), 'nothing']) {
      const candidates = [cake, { candidateId: unknown, title: both('蛋糕', 'Cake') }];
      const path = ['candidates', '1', 'candidateId'];
      expect(await update({ campaignId, candidates })).toEqual(refused('NOT_FOUND', ...path));
    }
    for (const unknown of [foreign.id, 'nothing', mall.nameless(campaignId)]) {
      const input = { campaignId: unknown, title: both('问', 'Q') };
      expect(await update(input)).toEqual(refused('NOT_FOUND', 'campaignId'));
    }
    expect(await mall.trail(campaignId)).toHaveLength(1);
  });

  it('is told anew to everybody when another process has put it right', async () => {
    const campaign = await openedCampaign(mall);
    // The clock stands, so no answer grows too old to be given again.
    expect(await seenTitle(campaign)).toBe(opened.title.zh);
    const { database, clock, programs } = mall.server;
    const hands = { database, newId: idSource(clock, systemRandom), onCommit: () => undefined };
    const program = { id: programs.first, timeZone: 'Asia/Shanghai', currency: 'CNY' };
    const title = both('选哪一个？', 'Which of these?');
    const changes = { texts: { title }, candidates: [] };
    const operator = { program, actor: 'test', now: clock.now() };
    await updateCampaign(hands, operator, mall.uuid('campaign', campaign.id), changes);
    await vi.waitFor(async () => expect(await seenTitle(campaign)).toBe(title.zh), 10_000);
  });
});
