import type { Statement } from '../platform/group-commit/command.js';
import type { PoolChanges } from './pool.book.js';

/** Every effect of a group on pools, set-based. */
export function storePools(changes: PoolChanges): Statement[] {
  return [storeTallies(changes), storePledges(changes), storeWinners(changes)].filter(
    (statement) => statement !== null,
  );
}

function storeTallies({ pools }: PoolChanges): Statement | null {
  if (pools.length === 0) return null;
  return {
    text: `UPDATE pool_tally t
              SET state = c.state, pledged = c.pledged, backers = c.backers, unresolved = c.unresolved,
                  numbers = c.numbers, closed_at = c.closed_at, version = c.version
             FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::int[], $5::int[], $6::int[], $7::timestamptz[], $8::bigint[])
               AS c(pool_id, state, pledged, backers, unresolved, numbers, closed_at, version)
            WHERE t.pool_id = c.pool_id`,
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

function storePledges({ pledges }: PoolChanges): Statement | null {
  if (pledges.length === 0) return null;
  return {
    text: `INSERT INTO pledge (id, program_id, pool_id, member_id, number, points, state, version, created_at, updated_at)
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::bigint[], $7::text[],
                                $8::bigint[], $9::timestamptz[], $10::timestamptz[])
           ON CONFLICT (pool_id, member_id) DO UPDATE
              SET points = excluded.points, state = excluded.state, version = excluded.version,
                  updated_at = excluded.updated_at`,
    values: [
      pledges.map((g) => g.id),
      pledges.map((g) => g.programId),
      pledges.map((g) => g.poolId),
      pledges.map((g) => g.memberId),
      pledges.map((g) => g.number),
      pledges.map((g) => g.points),
      pledges.map((g) => g.state),
      pledges.map((g) => g.version),
      pledges.map((g) => g.createdAt),
      pledges.map((g) => g.updatedAt),
    ],
  };
}

function storeWinners({ winners }: PoolChanges): Statement | null {
  if (winners.length === 0) return null;
  return {
    text: `INSERT INTO pool_winner (pool_id, program_id, place, number)
           SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[])`,
    values: [
      winners.map((w) => w.poolId),
      winners.map((w) => w.programId),
      winners.map((w) => w.place),
      winners.map((w) => w.number),
    ],
  };
}
