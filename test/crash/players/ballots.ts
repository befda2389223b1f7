import type { Queryable } from '@jifen/server/platform/database.js';
import { z } from 'zod';
import { type Mall, uuidOf } from '../mall.js';
import type { Player, Scene } from '../operation.js';

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
const dayMs = 86_400_000;
/** Where a ballot weighs one, where it weighs the points put in, and one that ends while members still vote. */
const kinds = [
  { handle: 'ballot', weighting: 'BALLOT', lastsMs: dayMs },
  { handle: 'spent', weighting: 'SPENT', lastsMs: dayMs },
  { handle: 'late', weighting: 'BALLOT', lastsMs: 6_000 },
];

function campaignsOf(mall: Mall): z.infer<typeof campaignShape>[] {
  return z.array(campaignShape).parse(mall.more.get(name));
}

/** Members vote and change their minds; however often they do, they have one ballot. */
export const ballots: Player = {
  name,
  weight: 5,
  reaches: { cast: 250 },
  jobs: ['voting-finish'],
  async furnish(admin, mall) {
    const campaigns: unknown[] = [];
    for (const { handle, weighting, lastsMs } of kinds) {
      const title = { zh: '选哪个', en: 'Which one' };
      const candidates = ['a', 'b', 'c'].map((place) => ({
        handle: `${handle}-${place}`,
        title,
        points: 10,
      }));
      const [endsAt, launchAt] = [new Date(Date.now() + lastsMs), new Date(Date.now() + 2 * dayMs)];
      const input = { handle, title, weighting, endsAt, launchAt, candidates };
      campaigns.push(createdShape.parse(await admin(campaignCreate, input)).voteCampaignCreate.campaign);
    }
    mall.more.set(name, campaigns);
  },
  propose: (chance, { mall }) => ({
    action: 'cast',
    args: {
      member: chance.int(0, mall.members.length - 1),
      campaign: chance.int(0, kinds.length - 1),
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
  async due({ mall }, db) {
    const rows = await db.query(
      `SELECT FROM vote_campaign c JOIN vote_tally t ON t.campaign_id = c.id
        WHERE c.program_id = $1 AND c.handle = 'late' AND c.noted_at IS NULL AND NOT (t.state = 'closed' AND t.ballots = 0)`,
      [mall.programUuid],
    );
    return rows.map(() => 'a campaign whose time is up');
  },
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
      ...(await wrongEnds(scene, db)),
      ...unasked.map((key) => `the ballot of ${key} is there, though nobody was answered so`),
    ];
  },
};

type Row = { id: string; campaign_id: string; member_id: string; candidate_id: string; spent: number };
type Answered = { id: string; candidateId: string; spent: number };

/** What the end of a campaign brought: its winner in the mall once, and a notice for each who chose it. */
async function wrongEnds({ mall }: Scene, db: Queryable): Promise<string[]> {
  const [end] = await db.query<{
    state: string;
    rewards: number;
    voters: number;
    told: number;
    notices: number;
  }>(
    `SELECT t.state,
            (SELECT count(*)::int FROM reward r WHERE r.program_id = c.program_id AND r.handle LIKE 'late-%') AS rewards,
            (SELECT count(*)::int FROM ballot b WHERE b.candidate_id = t.winner_id) AS voters,
            (SELECT count(*)::int FROM notice n JOIN ballot b ON b.member_id = n.member_id AND b.candidate_id = t.winner_id
              WHERE n.kind = 'vote_won' AND n.subject_id = c.id) AS told,
            (SELECT count(*)::int FROM notice n WHERE n.kind = 'vote_won' AND n.program_id = c.program_id) AS notices
       FROM vote_campaign c JOIN vote_tally t ON t.campaign_id = c.id WHERE c.program_id = $1 AND c.handle = 'late'`,
    [mall.programUuid],
  );
  if (end === undefined) return ['the campaign that was to end is not there'];
  const { state, rewards, voters, told, notices } = end;
  const fine = voters === told && told === notices && rewards === (state === 'announced' ? 1 : 0);
  return fine
    ? []
    : [`the end left ${state}, ${rewards} rewards, ${told} of ${voters} voters told in ${notices} notices`];
}

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
