import { rowsOf } from '../platform/rows-of.js';
import type { Statement } from '../platform/group-commit/command.js';
import type { Ballot, Count, Tally } from './voting.rows.js';

export interface VoteChanges {
  tallies: readonly Tally[];
  counts: readonly Count[];
  fresh: readonly Ballot[];
  changed: readonly Ballot[];
}

/** Every vote of a group as set-based statements: a row a ballot, and a few whatever the size of the campaign. */
export function storeVotes(changes: VoteChanges): Statement[] {
  return [
    updateTallies(changes.tallies),
    updateCounts(changes.counts),
    insertBallots(changes.fresh),
    updateBallots(changes.changed),
  ].filter((statement) => statement !== null);
}

const updateTalliesSql = `
  UPDATE vote_tally t
    SET state = c.state, ballots = c.ballots, winner_id = c.winner_id, closed_at = c.closed_at, version = c.version
   FROM ${rowsOf(
     '$1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::timestamptz[], $6::bigint[]',
     'campaign_id, state, ballots, winner_id, closed_at, version',
   )} AS c
  WHERE t.campaign_id = c.campaign_id`;

function updateTallies(tallies: readonly Tally[]): Statement | null {
  if (tallies.length === 0) return null;
  return {
    text: updateTalliesSql,
    values: [
      tallies.map((t) => t.campaignId),
      tallies.map((t) => t.state),
      tallies.map((t) => t.ballots),
      tallies.map((t) => t.winnerId),
      tallies.map((t) => t.closedAt),
      tallies.map((t) => t.version),
    ],
  };
}

const updateCountsSql = `
  UPDATE vote_count v SET ballots = c.ballots, weight = c.weight, interest = c.interest
   FROM ${rowsOf(
     '$1::uuid[], $2::int[], $3::bigint[], $4::bigint[]',
     'candidate_id, ballots, weight, interest',
   )} AS c
  WHERE v.candidate_id = c.candidate_id`;

function updateCounts(counts: readonly Count[]): Statement | null {
  if (counts.length === 0) return null;
  return {
    text: updateCountsSql,
    values: [
      counts.map((c) => c.candidateId),
      counts.map((c) => c.ballots),
      counts.map((c) => c.weight),
      counts.map((c) => c.interest),
    ],
  };
}

const insertBallotsSql = `
  INSERT INTO ballot (id, program_id, campaign_id, member_id, candidate_id, weight, spent, quantity, version,
                      created_at, updated_at)
  SELECT * FROM ${rowsOf(
    `$1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[],
     $8::int[], $9::bigint[], $10::timestamptz[], $11::timestamptz[]`,
  )} AS r`;

/** No ON CONFLICT: a second ballot of one member must fail loudly, not overwrite what was counted. */
function insertBallots(fresh: readonly Ballot[]): Statement | null {
  if (fresh.length === 0) return null;
  return {
    text: insertBallotsSql,
    values: [
      fresh.map((b) => b.id),
      fresh.map((b) => b.programId),
      fresh.map((b) => b.campaignId),
      fresh.map((b) => b.memberId),
      fresh.map((b) => b.candidateId),
      fresh.map((b) => b.weight),
      fresh.map((b) => b.spent),
      fresh.map((b) => b.quantity),
      fresh.map((b) => b.version),
      fresh.map((b) => b.createdAt),
      fresh.map((b) => b.updatedAt),
    ],
  };
}

const updateBallotsSql = `
  UPDATE ballot b
    SET candidate_id = c.candidate_id, weight = c.weight, spent = c.spent, quantity = c.quantity,
        version = c.version, updated_at = c.updated_at
   FROM ${rowsOf(
     `$1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::int[], $6::bigint[], $7::timestamptz[]`,
     'id, candidate_id, weight, spent, quantity, version, updated_at',
   )} AS c
  WHERE b.id = c.id`;

function updateBallots(changed: readonly Ballot[]): Statement | null {
  if (changed.length === 0) return null;
  return {
    text: updateBallotsSql,
    values: [
      changed.map((b) => b.id),
      changed.map((b) => b.candidateId),
      changed.map((b) => b.weight),
      changed.map((b) => b.spent),
      changed.map((b) => b.quantity),
      changed.map((b) => b.version),
      changed.map((b) => b.updatedAt),
    ],
  };
}
