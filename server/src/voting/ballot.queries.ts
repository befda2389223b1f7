import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import type { Ballot } from './voting.rows.js';
import { olderThan } from '../platform/keyset.js';

/** `b` is the ballot. */
export const BALLOT_COLUMNS = `
  b.id, b.program_id, b.campaign_id, b.member_id, b.candidate_id, b.weight, b.spent, b.quantity, b.version,
  b.created_at, b.updated_at`;

export type BallotColumns = {
  id: string;
  program_id: string;
  campaign_id: string;
  member_id: string;
  candidate_id: string;
  weight: number;
  spent: number;
  quantity: number;
  version: number;
  created_at: Date;
  updated_at: Date;
};

export function ballotOf(row: BallotColumns): Ballot {
  return {
    id: row.id,
    programId: row.program_id,
    campaignId: row.campaign_id,
    memberId: row.member_id,
    candidateId: row.candidate_id,
    weight: row.weight,
    spent: row.spent,
    quantity: row.quantity,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Ballots of a program by id, those that do not exist are left out. */
export async function findBallots(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<Ballot[]> {
  const rows = await db.query<BallotColumns>(
    `SELECT ${BALLOT_COLUMNS} FROM ballot b WHERE b.program_id = $1 AND b.id = ANY($2::uuid[])`,
    [programId, ids],
  );
  return rows.map(ballotOf);
}

export interface BallotPage {
  programId: string;
  /** Ballots older than this one. */
  before: string | null;
  limit: number;
}

/** Of one member, newest first. */
export async function ballotsOfMember(db: Queryable, memberId: string, page: BallotPage): Promise<Ballot[]> {
  const rows = await db.query<BallotColumns>(
    `SELECT ${BALLOT_COLUMNS} FROM ballot b
      WHERE b.program_id = $1 AND b.member_id = $2 AND ${olderThan('b.id', '$3')}
      ORDER BY b.id DESC LIMIT $4`,
    [page.programId, memberId, page.before, page.limit],
  );
  return rows.map(ballotOf);
}

/** For one candidate, newest first. */
export async function ballotsForCandidate(
  db: Queryable,
  candidateId: string,
  page: BallotPage,
): Promise<Ballot[]> {
  const rows = await db.query<BallotColumns>(
    `SELECT ${BALLOT_COLUMNS} FROM ballot b
      WHERE b.program_id = $1 AND b.candidate_id = $2 AND ${olderThan('b.id', '$3')}
      ORDER BY b.id DESC LIMIT $4`,
    [page.programId, candidateId, page.before, page.limit],
  );
  return rows.map(ballotOf);
}

const ownKey = Symbol('own ballots by campaign');

/** The signed-in member’s ballots by campaign, one statement a request and tick; null where they have not voted. */
export function ownBallotLoader(
  db: Queryable,
  context: RequestContext,
  memberId: string,
): DataLoader<string, Ballot | null> {
  return context.memo(
    ownKey,
    () =>
      new DataLoader<string, Ballot | null>(async (campaignIds) => {
        const rows = await db.query<BallotColumns>(
          `SELECT ${BALLOT_COLUMNS} FROM ballot b WHERE b.campaign_id = ANY($1::uuid[]) AND b.member_id = $2`,
          [campaignIds, memberId],
        );
        const found = new Map(rows.map((row) => [row.campaign_id, ballotOf(row)]));
        return campaignIds.map((id) => found.get(id) ?? null);
      }),
  );
}
