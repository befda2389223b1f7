import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import type {
  Campaign,
  Candidate,
  Count,
  RewardPlan,
  VoteStanding,
  VoteState,
  Weighting,
} from './voting.rows.js';
import { isKeepable } from '../platform/text.rules.js';
import type { Picture } from '../platform/content.rules.js';
import { olderThan } from '../platform/keyset.js';

/** The tally with its counts in one row; `t` is the tally, `c` its campaign. */
export const STANDING_COLUMNS = `
  t.campaign_id, t.program_id, t.state, t.ballots, t.winner_id, t.closed_at, t.version, c.hidden, c.ends_at,
  (SELECT jsonb_agg(jsonb_build_array(n.candidate_id, n.ballots, n.weight, n.interest) ORDER BY d.position)
     FROM vote_candidate d JOIN vote_count n ON n.candidate_id = d.id WHERE d.campaign_id = c.id) AS counts`;

export type StandingColumns = {
  campaign_id: string;
  program_id: string;
  state: VoteState;
  ballots: number;
  winner_id: string | null;
  closed_at: Date | null;
  version: number;
  hidden: boolean;
  ends_at: Date;
  counts: [string, number, number, number][];
};

export function standingOf(row: StandingColumns): VoteStanding {
  return {
    campaignId: row.campaign_id,
    programId: row.program_id,
    state: row.state,
    ballots: row.ballots,
    winnerId: row.winner_id,
    closedAt: row.closed_at,
    version: row.version,
    hidden: row.hidden,
    endsAt: row.ends_at,
    counts: row.counts.map(([candidateId, ballots, weight, interest]): Count => ({
      candidateId,
      ballots,
      weight,
      interest,
    })),
  };
}

const CAMPAIGN_COLUMNS = `
  c.id, c.handle, c.title, c.summary, c.story, c.images, c.weighting, c.changeable, c.asks_quantity, c.most_pieces, c.tier, c.launch_at,
  c.reward_id, c.created_at, ${STANDING_COLUMNS},
  (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.position) FROM vote_candidate d WHERE d.campaign_id = c.id) AS candidates`;

const CAMPAIGNS = 'FROM vote_campaign c JOIN vote_tally t ON t.campaign_id = c.id';

type CampaignColumns = StandingColumns & {
  id: string;
  handle: string;
  title: LocalizedText;
  summary: LocalizedText;
  story: LocalizedText;
  images: Picture[];
  weighting: Weighting;
  changeable: boolean;
  asks_quantity: boolean;
  most_pieces: number;
  tier: string | null;
  launch_at: Date;
  reward_id: string | null;
  created_at: Date;
  candidates: {
    id: string;
    handle: string;
    title: LocalizedText;
    summary: LocalizedText;
    images: Picture[];
    reward: RewardPlan;
  }[];
};

function campaignOf(row: CampaignColumns): Campaign {
  const candidates = row.candidates.map(({ id, handle, title, summary, images, reward }): Candidate => ({
    id,
    handle,
    title,
    summary,
    images,
    reward,
  }));
  return {
    id: row.id,
    programId: row.program_id,
    handle: row.handle,
    title: row.title,
    summary: row.summary,
    story: row.story,
    images: row.images,
    weighting: row.weighting,
    changeable: row.changeable,
    hidden: row.hidden,
    asksQuantity: row.asks_quantity,
    mostPieces: row.most_pieces,
    tier: row.tier,
    endsAt: row.ends_at,
    launchAt: row.launch_at,
    rewardId: row.reward_id,
    createdAt: row.created_at,
    candidateIds: candidates.map((candidate) => candidate.id),
    candidates,
    standing: standingOf(row),
  };
}

/** Campaigns of a program by id; those that do not exist are left out. */
export async function findCampaigns(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<Campaign[]> {
  const rows = await db.query<CampaignColumns>(
    `SELECT ${CAMPAIGN_COLUMNS} ${CAMPAIGNS} WHERE c.program_id = $1 AND c.id = ANY($2::uuid[])`,
    [programId, ids],
  );
  return rows.map(campaignOf);
}

export async function campaignByHandle(
  db: Queryable,
  programId: string,
  handle: string,
): Promise<Campaign | null> {
  if (!isKeepable(handle)) return null;
  const [row] = await db.query<CampaignColumns>(
    `SELECT ${CAMPAIGN_COLUMNS} ${CAMPAIGNS} WHERE c.program_id = $1 AND c.handle = $2`,
    [programId, handle],
  );
  return row === undefined ? null : campaignOf(row);
}

export interface CampaignPage {
  programId: string;
  /** Only those that can be voted in, only the others, or all. */
  open: boolean | null;
  now: Date;
  /** Campaigns older than this one. */
  before: string | null;
  limit: number;
}

/** Newest first. */
export async function listCampaigns(db: Queryable, page: CampaignPage): Promise<Campaign[]> {
  const rows = await db.query<CampaignColumns>(
    `SELECT ${CAMPAIGN_COLUMNS} ${CAMPAIGNS}
      WHERE c.program_id = $1
        AND ${olderThan('c.id', '$2')}
        AND ($3::boolean IS NULL OR $3 = (t.state = 'open' AND c.ends_at > $4))
      ORDER BY c.id DESC
      LIMIT $5`,
    [page.programId, page.before, page.open, page.now, page.limit],
  );
  return rows.map(campaignOf);
}

/** Candidates of a program by id, for whoever was given one. */
export async function findCandidates(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<Candidate[]> {
  return db.query<Candidate>(
    `SELECT id, handle, title, summary, images, reward FROM vote_candidate WHERE program_id = $1 AND id = ANY($2::uuid[])`,
    [programId, ids],
  );
}

/** Campaigns whose time is up but whose row is still open, in the order of their ids. */
export function endedCampaigns(
  db: Queryable,
  now: Date,
  behind: string,
  limit: number,
): Promise<{ id: string; programId: string }[]> {
  return db.query(
    `SELECT t.campaign_id AS id, t.program_id AS "programId"
       FROM vote_tally t JOIN vote_campaign c ON c.id = t.campaign_id
      WHERE t.state = 'open' AND c.ends_at <= $1 AND t.campaign_id > $2
      ORDER BY t.campaign_id LIMIT $3`,
    [now, behind, limit],
  );
}

/** Campaigns with a winner that is no reward yet. */
export function undeliveredCampaigns(
  db: Queryable,
  behind: string,
  limit: number,
): Promise<{ id: string; programId: string }[]> {
  return db.query(
    `SELECT campaign_id AS id, program_id AS "programId"
       FROM vote_tally
      WHERE state = 'closed' AND winner_id IS NOT NULL AND campaign_id > $1
      ORDER BY campaign_id LIMIT $2`,
    [behind, limit],
  );
}

/** Campaigns whose winner is a reward of which not all its voters have been noted. */
export function unnotedCampaigns(
  db: Queryable,
  behind: string,
  limit: number,
): Promise<{ id: string; programId: string }[]> {
  return db.query(
    `SELECT id, program_id AS "programId" FROM vote_campaign
      WHERE reward_id IS NOT NULL AND noted_at IS NULL AND id > $1
      ORDER BY id LIMIT $2`,
    [behind, limit],
  );
}

const campaignsKey = Symbol('campaigns by id');

/** Campaigns of the program by uuid, one statement a request and tick. */
export function campaignLoader(db: Queryable, context: RequestContext): DataLoader<string, Campaign | null> {
  return context.memo(
    campaignsKey,
    () =>
      new DataLoader<string, Campaign | null>(async (ids) => {
        const rows = await findCampaigns(db, context.program.id, ids);
        const found = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}
