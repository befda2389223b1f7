import { rowsOf } from '../platform/rows-of.js';
import type { Statement } from '../platform/group-commit/command.js';
import type { PoolChanges } from './pool.book.js';

/** Every effect of a group on pools, set-based. */
export function storePools(changes: PoolChanges): Statement[] {
  return [
    storeTallies(changes),
    insertPledges(changes),
    updatePledges(changes),
    storeWinners(changes),
    storeCancellations(changes),
    storeSettlements(changes),
  ].filter((statement) => statement !== null);
}

const storeTalliesSql = `
  UPDATE pool_tally t
    SET state = c.state, pledged = c.pledged, backers = c.backers, unresolved = c.unresolved,
        numbers = c.numbers, closed_at = c.closed_at, version = c.version
   FROM ${rowsOf(
     `$1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::timestamptz[],
      $8::bigint[]`,
     'pool_id, state, pledged, backers, unresolved, numbers, closed_at, version',
   )} AS c
  WHERE t.pool_id = c.pool_id`;

function storeTallies({ pools }: PoolChanges): Statement | null {
  if (pools.length === 0) return null;
  return {
    text: storeTalliesSql,
    values: [
      pools.map((p) => p.id),
      pools.map((p) => p.state),
      pools.map((p) => p.pledged),
      pools.map((p) => p.backers),
      pools.map((p) => p.unresolved),
      pools.map((p) => p.numbers),
      pools.map((p) => p.closedAt),
      pools.map((p) => p.version),
    ],
  };
}

const insertPledgesSql = `
  INSERT INTO pledge (id, program_id, pool_id, member_id, number, points, state, version, created_at, updated_at)
  SELECT * FROM ${rowsOf(
    `$1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::bigint[], $7::text[],
     $8::bigint[], $9::timestamptz[], $10::timestamptz[]`,
  )} AS r`;

/** No ON CONFLICT: a second first pledge of one member must fail loudly, not overwrite what was counted. */
function insertPledges({ fresh }: PoolChanges): Statement | null {
  if (fresh.length === 0) return null;
  return {
    text: insertPledgesSql,
    values: [
      fresh.map((g) => g.id),
      fresh.map((g) => g.programId),
      fresh.map((g) => g.poolId),
      fresh.map((g) => g.memberId),
      fresh.map((g) => g.number),
      fresh.map((g) => g.points),
      fresh.map((g) => g.state),
      fresh.map((g) => g.version),
      fresh.map((g) => g.createdAt),
      fresh.map((g) => g.updatedAt),
    ],
  };
}

const updatePledgesSql = `
  UPDATE pledge g
    SET points = c.points, state = c.state, version = c.version, updated_at = c.updated_at
   FROM ${rowsOf(
     '$1::uuid[], $2::bigint[], $3::text[], $4::bigint[], $5::timestamptz[]',
     'id, points, state, version, updated_at',
   )} AS c
  WHERE g.id = c.id`;

function updatePledges({ changed }: PoolChanges): Statement | null {
  if (changed.length === 0) return null;
  return {
    text: updatePledgesSql,
    values: [
      changed.map((g) => g.id),
      changed.map((g) => g.points),
      changed.map((g) => g.state),
      changed.map((g) => g.version),
      changed.map((g) => g.updatedAt),
    ],
  };
}

const storeWinnersSql = `
  INSERT INTO pool_winner (pool_id, program_id, place, number)
  SELECT * FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::int[], $4::int[]')} AS r`;

function storeWinners({ winners }: PoolChanges): Statement | null {
  if (winners.length === 0) return null;
  return {
    text: storeWinnersSql,
    values: [
      winners.map((w) => w.poolId),
      winners.map((w) => w.programId),
      winners.map((w) => w.place),
      winners.map((w) => w.number),
    ],
  };
}

const storeCancellationsSql = `
  INSERT INTO pool_cancellation (pool_id, program_id, reason, at)
  SELECT * FROM ${rowsOf('$1::uuid[], $2::uuid[], $3::jsonb[], $4::timestamptz[]')} AS r`;

function storeCancellations({ cancellations }: PoolChanges): Statement | null {
  if (cancellations.length === 0) return null;
  return {
    text: storeCancellationsSql,
    values: [
      cancellations.map((c) => c.poolId),
      cancellations.map((c) => c.programId),
      cancellations.map((c) => JSON.stringify(c.reason)),
      cancellations.map((c) => c.at),
    ],
  };
}

const storeSettlementsSql = `
  INSERT INTO pool_settlement
    (pool_id, program_id, points, amount_minor, currency, statement, document_url, transfer_id, at)
  SELECT * FROM ${rowsOf(
    `$1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::jsonb[], $7::text[],
     $8::uuid[], $9::timestamptz[]`,
  )} AS r`;

function storeSettlements({ settlements }: PoolChanges): Statement | null {
  if (settlements.length === 0) return null;
  return {
    text: storeSettlementsSql,
    values: [
      settlements.map((s) => s.poolId),
      settlements.map((s) => s.programId),
      settlements.map((s) => s.points),
      settlements.map((s) => s.amountMinor),
      settlements.map((s) => s.currency),
      settlements.map((s) => JSON.stringify(s.statement)),
      settlements.map((s) => s.documentUrl),
      settlements.map((s) => s.transferId),
      settlements.map((s) => s.at),
    ],
  };
}
