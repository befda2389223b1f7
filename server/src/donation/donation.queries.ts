import type { Picture } from '../platform/content.rules.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import { MILESTONES, type MilestoneJson, milestoneOf } from './donation.book.js';
import type { DonationState, Gift, ToldNews, OverFunding, Progress, ProjectPage } from './donation.rows.js';
import { isKeepable } from '../platform/text.rules.js';
import { numberedBelow, olderThan } from '../platform/keyset.js';

type ProgressColumns = {
  id: string;
  program_id: string;
  goal: number;
  over_funding: OverFunding;
  ends_at: Date | null;
  state: DonationState;
  raised: number;
  donors: number;
  gifts: number;
  version: number;
  milestones: MilestoneJson[];
};

type PageColumns = ProgressColumns & {
  handle: string;
  title: LocalizedText;
  summary: LocalizedText;
  story: LocalizedText;
  recipient: LocalizedText;
  images: Picture[];
  least: number;
  created_at: Date;
  settlement: SettlementJson | null;
};

interface SettlementJson {
  points: number;
  amount_minor: number;
  currency: string;
  statement: LocalizedText;
  document_url: string | null;
  at: string;
}

const PROGRESS = `p.id, p.program_id, p.goal, p.over_funding, p.ends_at, t.state, t.donors, t.gifts, t.version,
       t.settled + a.posted AS raised, ${MILESTONES}`;

const PAGE = `${PROGRESS}, p.handle, p.title, p.summary, p.story, p.recipient, p.images, p.least,
       p.created_at, (SELECT to_jsonb(s) FROM donation_settlement s WHERE s.project_id = p.id) AS settlement`;

const PROJECT = `donation_project p
       JOIN donation_tally t ON t.project_id = p.id
       JOIN account a ON a.owner_id = p.id AND a.kind = 'escrow'`;

function progressRow(row: ProgressColumns): Progress {
  return {
    projectId: row.id,
    programId: row.program_id,
    state: row.state,
    endsAt: row.ends_at,
    goal: row.goal,
    overFunding: row.over_funding,
    raised: row.raised,
    donors: row.donors,
    gifts: row.gifts,
    milestones: row.milestones.map(milestoneOf),
    version: row.version,
  };
}

function pageRow(row: PageColumns): ProjectPage {
  const { settlement } = row;
  return {
    ...progressRow(row),
    handle: row.handle,
    title: row.title,
    summary: row.summary,
    story: row.story,
    recipient: row.recipient,
    images: row.images,
    least: row.least,
    createdAt: row.created_at,
    settlement:
      settlement === null
        ? null
        : {
            points: settlement.points,
            amountMinor: settlement.amount_minor,
            currency: settlement.currency,
            statement: settlement.statement,
            documentUrl: settlement.document_url,
            at: new Date(settlement.at),
          },
  };
}

/** How far some projects are, whosever they are: whoever asks says which program may see it. */
export async function readProgress(db: Queryable, ids: readonly string[]): Promise<Progress[]> {
  const sql = `SELECT ${PROGRESS} FROM ${PROJECT} WHERE p.id = ANY($1::uuid[])`;
  return (await db.query<ProgressColumns>(sql, [ids])).map(progressRow);
}

/** Projects of one program by id; those that do not exist are left out. */
export async function findProjects(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<ProjectPage[]> {
  const sql = `SELECT ${PAGE} FROM ${PROJECT} WHERE p.program_id = $1 AND p.id = ANY($2::uuid[])`;
  return (await db.query<PageColumns>(sql, [programId, ids])).map(pageRow);
}

export async function findProjectId(
  db: Queryable,
  programId: string,
  handle: string,
): Promise<string | null> {
  if (!isKeepable(handle)) return null;
  const [found] = await db.query<{ id: string }>(
    'SELECT id FROM donation_project WHERE program_id = $1 AND handle = $2',
    [programId, handle],
  );
  return found?.id ?? null;
}

/** Newest first; only those that take gifts at this moment, only the others, or all. */
export async function listProjects(
  db: Queryable,
  asked: { programId: string; open: boolean | null; now: Date; before: string | null; limit: number },
): Promise<ProjectPage[]> {
  const rows = await db.query<PageColumns>(
    `SELECT ${PAGE} FROM ${PROJECT}
      WHERE p.program_id = $1 AND ${olderThan('p.id', '$2')}
        AND ($3::boolean IS NULL OR $3 = (t.state = 'open' AND (p.ends_at IS NULL OR p.ends_at > $4)
                                          AND (p.over_funding = 'accept' OR t.settled + a.posted < p.goal)))
      ORDER BY p.id DESC LIMIT $5`,
    [asked.programId, asked.before, asked.open, asked.now, asked.limit],
  );
  return rows.map(pageRow);
}

/** Projects that are open past their end, whosever they are. */
export function listEnded(
  db: Queryable,
  now: Date,
  behind: string,
  limit: number,
): Promise<{ projectId: string; programId: string }[]> {
  return db.query(
    `SELECT p.id AS "projectId", p.program_id AS "programId"
       FROM donation_project p JOIN donation_tally t ON t.project_id = p.id
      WHERE p.ends_at <= $1 AND t.state = 'open' AND p.id > $2
      ORDER BY p.id LIMIT $3`,
    [now, behind, limit],
  );
}

const GIFT = `d.id, d.program_id AS "programId", d.project_id AS "projectId", d.member_id AS "memberId", d.number, d.points,
       d.worth_minor AS "worthMinor", d.currency, d.anonymous, d.transfer_id AS "transferId", d.at`;

type GiftColumns = { [Field in keyof Gift]: Gift[Field] };

/** Gifts of one member by id; those of others are left out. */
export function findGifts(
  db: Queryable,
  asked: { programId: string; memberId: string; ids: readonly string[] },
): Promise<Gift[]> {
  return db.query<GiftColumns>(
    `SELECT ${GIFT} FROM donation d WHERE d.program_id = $1 AND d.member_id = $2 AND d.id = ANY($3::uuid[])`,
    [asked.programId, asked.memberId, asked.ids],
  );
}

/** The gifts of one member, newest first. */
export function listGiftsOf(
  db: Queryable,
  asked: { programId: string; memberId: string; before: string | null; limit: number },
): Promise<Gift[]> {
  return db.query<GiftColumns>(
    `SELECT ${GIFT} FROM donation d
      WHERE d.program_id = $1 AND d.member_id = $2 AND ${olderThan('d.id', '$3')}
      ORDER BY d.id DESC LIMIT $4`,
    [asked.programId, asked.memberId, asked.before, asked.limit],
  );
}

/** The gifts to one project, newest first, each with the name of who gave. */
export function listGiftsTo(
  db: Queryable,
  asked: { programId: string; projectId: string; before: number | null; limit: number },
): Promise<(Gift & { donorName: string | null })[]> {
  return db.query<GiftColumns & { donorName: string | null }>(
    `SELECT ${GIFT}, m.display_name AS "donorName"
       FROM donation d JOIN member m ON m.id = d.member_id
      WHERE d.program_id = $1 AND d.project_id = $2 AND ${numberedBelow('d.number', '$3')}
      ORDER BY d.number DESC LIMIT $4`,
    [asked.programId, asked.projectId, asked.before, asked.limit],
  );
}

export function findNews(db: Queryable, programId: string, ids: readonly string[]): Promise<ToldNews[]> {
  return db.query<{ [Field in keyof ToldNews]: ToldNews[Field] }>(
    `SELECT ${newsColumns} FROM donation_news WHERE program_id = $1 AND id = ANY($2::uuid[])`,
    [programId, ids],
  );
}

const newsColumns = 'id, project_id AS "projectId", title, body, images, at';

/** What one member has given to each of some projects; those they gave nothing to are left out. */
export async function givenBy(
  db: Queryable,
  memberId: string,
  projectIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.query<{ project_id: string; points: number }>(
    `SELECT project_id, sum(points)::bigint AS points FROM donation
      WHERE project_id = ANY($2::uuid[]) AND member_id = $1 GROUP BY project_id`,
    [memberId, projectIds],
  );
  return new Map(rows.map((row) => [row.project_id, row.points]));
}

/** What is told about one project, newest first. */
export function listNews(
  db: Queryable,
  asked: { programId: string; projectId: string; before: string | null; limit: number },
): Promise<ToldNews[]> {
  return db.query<{ [Field in keyof ToldNews]: ToldNews[Field] }>(
    `SELECT ${newsColumns} FROM donation_news
      WHERE program_id = $1 AND project_id = $2 AND ${olderThan('id', '$3')}
      ORDER BY id DESC LIMIT $4`,
    [asked.programId, asked.projectId, asked.before, asked.limit],
  );
}
