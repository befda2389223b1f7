import { z } from 'zod';
import { type Mall, uuidOf } from '../mall.js';
import type { Player } from '../operation.js';

const name = 'ballots';
const document = `mutation ($input: VoteCastInput!) {
  voteCast(input: $input) { ballot { id } tally { ballots } userErrors { code } }
}`;
const payloadShape = z.object({
  ballot: z.object({ id: z.string() }),
  tally: z.object({ ballots: z.number() }),
});

const campaignCreate = `mutation ($input: VoteCampaignCreateInput!) {
  voteCampaignCreate(input: $input) { campaign { id candidates { id } } userErrors { code message } }
}`;
const campaignShape = z.object({
  id: z.string(),
  candidates: z.array(z.object({ id: z.string() })).length(3),
});
const createdShape = z.object({ voteCampaignCreate: z.object({ campaign: campaignShape }) });
const weightings = ['BALLOT', 'SPENT'];
const dayMs = 86_400_000;

/** Two campaigns: one where a ballot weighs one, one where it weighs the points put in. */
function campaignsOf(mall: Mall): z.infer<typeof campaignShape>[] {
  return z.array(campaignShape).parse(mall.more.get(name));
}

/** Members vote and change their minds; however often they do, they have one ballot. */
export const ballots: Player = {
  name,
  weight: 4,
  async furnish(admin, mall) {
    const campaigns: unknown[] = [];
    for (const weighting of weightings) {
      const title = { zh: '选哪个', en: 'Which one' };
      const candidates = ['a', 'b', 'c'].map((place) => ({
        handle: `${weighting.toLowerCase()}-${place}`,
        title,
        points: 10,
      }));
      const [endsAt, launchAt] = [new Date(Date.now() + dayMs), new Date(Date.now() + 2 * dayMs)];
      const input = { handle: weighting.toLowerCase(), title, weighting, endsAt, launchAt, candidates };
      campaigns.push(createdShape.parse(await admin(campaignCreate, input)).voteCampaignCreate.campaign);
    }
    mall.more.set(name, campaigns);
  },
  propose: (chance, { mall }) => ({
    action: 'cast',
    args: {
      member: chance.int(0, mall.members.length - 1),
      campaign: chance.int(0, 1),
      place: chance.int(0, 2),
      points: chance.int(1, 12),
    },
  }),
  ask({ key, args }, { mall }) {
    const campaign = campaignsOf(mall)[Number(args['campaign'])];
    if (campaign === undefined) return null;
    const candidateId = campaign.candidates[Number(args['place'])]?.id;
    const points = args['campaign'] === 1 ? args['points'] : null;
    return {
      endpoint: '/graphql',
      document,
      variables: { input: { campaignId: campaign.id, candidateId, points, idempotencyKey: key } },
      member: Number(args['member']),
      field: 'voteCast',
    };
  },
  done: (_operation, payload) => ({ id: payloadShape.parse(payload).ballot.id }),
  async check(scene, db) {
    const rows = await db.query<Row>(
      `SELECT id, campaign_id, member_id, candidate_id, spent::int FROM ballot WHERE program_id = $1`,
      [scene.mall.programUuid],
    );
    const found = new Map(rows.map((row) => [`${row.campaign_id} ${row.member_id}`, row]));
    const wrong: string[] = [];
    const answered = new Map<string, Answered[]>();
    for (const { operation, done } of scene.successes(name, 'cast')) {
      const { member, campaign, place, points } = operation.args;
      const told = campaignsOf(scene.mall)[Number(campaign)];
      const voter = scene.mall.members[Number(member)]?.uuid;
      if (told === undefined || voter === undefined) continue;
      const key = `${uuidOf('campaign', told.id)} ${voter}`;
      const candidateId = uuidOf('candidate', told.candidates[Number(place)]?.id);
      const spent = campaign === 1 ? Number(points) : 0;
      const one = { id: uuidOf('ballot', done['id']), candidateId, spent };
      answered.set(key, [...(answered.get(key) ?? []), one]);
    }
    for (const [key, casts] of answered) wrong.push(...contradictions(key, found.get(key), casts));
    const unasked = [...found.keys()].filter((key) => !answered.has(key));
    return [
      ...wrong,
      ...unasked.map((key) => `the ballot of ${key} is there, though nobody was answered so`),
    ];
  },
};

type Row = { id: string; campaign_id: string; member_id: string; candidate_id: string; spent: number };
type Answered = { id: string; candidateId: string; spent: number };

/** Several casts of one member may have been on their way at once: the ballot is one of them, with the most points. */
function contradictions(key: string, row: Row | undefined, casts: readonly Answered[]): string[] {
  if (row === undefined) return [`the answered ballot of ${key} is not there`];
  const most = Math.max(...casts.map((cast) => cast.spent));
  const demands: [boolean, string][] = [
    [casts.every((cast) => cast.id === row.id), 'has another id than answered'],
    [casts.some((cast) => cast.candidateId === row.candidate_id), 'is for a candidate nobody was answered'],
    [row.spent === most, `has ${row.spent} points in it, answered were up to ${most}`],
  ];
  return demands.filter(([holds]) => !holds).map(([, text]) => `the ballot of ${key} ${text}`);
}
