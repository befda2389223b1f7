import type { Queryable } from '../platform/database.js';
import { PLEDGE } from './pool.book.js';
import type {
  Pledge,
  PledgePage,
  PledgeState,
  PoolPage,
  PoolState,
  Progress,
  Settlement,
} from './pool.rows.js';
import { isKeepable } from '../platform/text.rules.js';
import { olderThan } from '../platform/keyset.js';

type ProgressColumns = { [Field in keyof Progress]: Progress[Field] };

type SettlementJson = Omit<Settlement, 'at'> & { at: string };
type PageColumns = { [Field in Exclude<keyof PoolPage, 'settlement'>]: PoolPage[Field] } & {
  settlement: SettlementJson | null;
};

function pageOf(row: PageColumns): PoolPage {
  const { settlement } = row;
  return { ...row, settlement: settlement && { ...settlement, at: new Date(settlement.at) } };
}

const PROGRESS = `p.id AS "poolId", p.program_id AS "programId", t.state, t.pledged, p.target, t.backers, p.deadline, t.version`;

const PAGE = `${PROGRESS}, p.handle, p.title, p.summary, p.story, p.images, p.least, p.most, p.allotment, p.terms, p.winners,
       p.seed_hash AS "seedHash", CASE WHEN t.state <> 'open' THEN encode(p.seed, 'hex') END AS seed,
       ARRAY(SELECT w.number FROM pool_winner w WHERE w.pool_id = p.id ORDER BY w.place) AS won,
       (SELECT c.reason FROM pool_cancellation c WHERE c.pool_id = p.id) AS cancelled,
       (SELECT jsonb_build_object('points', s.points, 'amountMinor', s.amount_minor, 'currency', s.currency,
                                  'statement', s.statement, 'documentUrl', s.document_url, 'at', s.at)
          FROM pool_settlement s WHERE s.pool_id = p.id) AS settlement,
       p.created_at AS "createdAt"`;

const POOL = 'pool p JOIN pool_tally t ON t.pool_id = p.id';

/** How far some pools are, whosever they are: whoever asks says which program may see it. */
export function readProgress(db: Queryable, ids: readonly string[]): Promise<Progress[]> {
  return db.query<ProgressColumns>(`SELECT ${PROGRESS} FROM ${POOL} WHERE p.id = ANY($1::uuid[])`, [ids]);
}

/** Pools of one program by id; those that do not exist are left out. */
export async function findPools(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<PoolPage[]> {
  const sql = `SELECT ${PAGE} FROM ${POOL} WHERE p.program_id = $1 AND p.id = ANY($2::uuid[])`;
  return (await db.query<PageColumns>(sql, [programId, ids])).map(pageOf);
}

export async function findPoolId(db: Queryable, programId: string, handle: string): Promise<string | null> {
  if (!isKeepable(handle)) return null;
  const sql = 'SELECT id FROM pool WHERE program_id = $1 AND handle = $2';
  const [found] = await db.query<{ id: string }>(sql, [programId, handle]);
  return found?.id ?? null;
}

/** Newest first; only those that take pledges at this moment, only the others, or all. */
export async function listPools(
  db: Queryable,
  asked: { programId: string; open: boolean | null; now: Date; before: string | null; limit: number },
): Promise<PoolPage[]> {
  const rows = await db.query<PageColumns>(
    `SELECT ${PAGE} FROM ${POOL}
      WHERE p.program_id = $1 AND ${olderThan('p.id', '$2')}
        AND ($3::boolean IS NULL OR $3 = (t.state = 'open' AND p.deadline > $4))
      ORDER BY p.id DESC LIMIT $5`,
    [asked.programId, asked.before, asked.open, asked.now, asked.limit],
  );
  return rows.map(pageOf);
}

type PledgeColumns = { [Field in keyof PledgePage]: PledgePage[Field] };

/** Of the captured pledge g: all of them where nothing is drawn, the winners where something is. */
const ALLOTTED = `(g.state = 'captured' AND EXISTS (
         SELECT FROM pool p WHERE p.id = g.pool_id AND (p.allotment <> 'draw' OR EXISTS (
           SELECT FROM pool_winner w WHERE w.pool_id = g.pool_id AND w.number = g.number))))`;
/** The same where all are of one pool, $2, of which is asked once instead of for each. */
const ALLOTTED_OF_POOL = `(g.state = 'captured' AND (
         (SELECT p.allotment <> 'draw' FROM pool p WHERE p.id = $2)
         OR g.number = ANY (ARRAY(SELECT w.number FROM pool_winner w WHERE w.pool_id = $2))))`;

/** Pledges of one member by id; those of others are left out. */
export function findPledges(
  db: Queryable,
  asked: { programId: string; memberId: string; ids: readonly string[] },
): Promise<PledgePage[]> {
  return db.query<PledgeColumns>(
    `SELECT ${PLEDGE}, ${ALLOTTED} AS allotted FROM pledge g
      WHERE g.program_id = $1 AND g.member_id = $2 AND g.id = ANY($3::uuid[])`,
    [asked.programId, asked.memberId, asked.ids],
  );
}

/** What one member put into each of some pools. */
export function pledgesIn(
  db: Queryable,
  asked: { programId: string; memberId: string; poolIds: readonly string[] },
): Promise<PledgePage[]> {
  return db.query<PledgeColumns>(
    `SELECT ${PLEDGE}, ${ALLOTTED} AS allotted FROM pledge g
      WHERE g.program_id = $1 AND g.member_id = $2 AND g.pool_id = ANY($3::uuid[])`,
    [asked.programId, asked.memberId, asked.poolIds],
  );
}

/** What one member put into one pool, and how far that is: of one moment, so that the two never contradict each other. */
export async function pledgedNow(
  db: Queryable,
  asked: { programId: string; memberId: string; poolId: string },
): Promise<{ pledge: PledgePage; progress: Progress }> {
  type Columns = PledgeColumns & {
    poolState: PoolState;
    pledged: number;
    target: number;
    backers: number;
    deadline: Date;
    poolVersion: number;
  };
  const [row] = await db.query<Columns>(
    `SELECT ${PLEDGE}, ${ALLOTTED} AS allotted, t.state AS "poolState", t.pledged, t.target, t.backers, d.deadline,
            t.version AS "poolVersion"
       FROM pledge g JOIN pool_tally t ON t.pool_id = g.pool_id JOIN pool d ON d.id = g.pool_id
      WHERE g.program_id = $1 AND g.member_id = $2 AND g.pool_id = $3`,
    [asked.programId, asked.memberId, asked.poolId],
  );
  if (row === undefined) throw new Error('A pledge that was made is not there.');
  const { poolState: state, pledged, target, backers, deadline, poolVersion: version, ...pledge } = row;
  const { programId, poolId } = asked;
  return { pledge, progress: { poolId, programId, state, pledged, target, backers, deadline, version } };
}

/** The pledges of one member, of one state or all, newest first. */
export function listPledgesOf(
  db: Queryable,
  asked: {
    programId: string;
    memberId: string;
    state: PledgeState | null;
    before: string | null;
    limit: number;
  },
): Promise<PledgePage[]> {
  return db.query<PledgeColumns>(
    `SELECT ${PLEDGE}, ${ALLOTTED} AS allotted FROM pledge g
      WHERE g.program_id = $1 AND g.member_id = $2 AND ($3::text IS NULL OR g.state = $3)
        AND ${olderThan('g.id', '$4')}
      ORDER BY g.id DESC LIMIT $5`,
    [asked.programId, asked.memberId, asked.state, asked.before, asked.limit],
  );
}

interface InPool {
  programId: string;
  poolId: string;
  /** Behind this number. */
  after: number;
  limit: number;
}

/** Every pledge to one pool in the order of their numbers; only those who get something, only the others, or all. */
export function listPledgesTo(
  db: Queryable,
  asked: InPool & { allotted: boolean | null },
): Promise<PledgePage[]> {
  return db.query<PledgeColumns>(
    `SELECT ${PLEDGE}, ${ALLOTTED_OF_POOL} AS allotted FROM pledge g
      WHERE g.program_id = $1 AND g.pool_id = $2 AND g.number > $3
        AND ($4::boolean IS NULL OR $4 = ${ALLOTTED_OF_POOL})
      ORDER BY g.number LIMIT $5`,
    [asked.programId, asked.poolId, asked.after, asked.allotted, asked.limit],
  );
}

/** What a draw is made from: the pledges of a full pool, in the order of their numbers. None before it is full, without looking at one. */
export function listEntries(db: Queryable, asked: InPool): Promise<Pick<Pledge, 'number' | 'points'>[]> {
  return db.query<{ number: number; points: number }>(
    `SELECT g.number, g.points FROM pledge g
      WHERE g.program_id = $1 AND g.pool_id = $2 AND g.number > $3 AND g.state IN ('held', 'captured')
        AND (SELECT t.state IN ('succeeded', 'completed') FROM pool_tally t WHERE t.pool_id = $2)
      ORDER BY g.number LIMIT $4`,
    [asked.programId, asked.poolId, asked.after, asked.limit],
  );
}
