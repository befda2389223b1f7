import type { Queryable } from '../platform/database.js';
import type { Entry } from './draw.rules.js';

type PoolKey = { programId: string; poolId: string };
type HeldKey = PoolKey & { pledgeId: string; memberId: string };

interface Closing {
  /** Only of this pool; null: of all. */
  only: string | null;
  behind: string;
  limit: number;
}

/** Pools that are open past their deadline, whosever they are. */
export function listOverdue(db: Queryable, now: Date, behind: string, limit: number): Promise<PoolKey[]> {
  return db.query<PoolKey>(
    `SELECT p.id AS "poolId", p.program_id AS "programId"
       FROM pool p JOIN pool_tally t ON t.pool_id = p.id
      WHERE p.deadline <= $1 AND t.state = 'open' AND p.id > $2
      ORDER BY p.id LIMIT $3`,
    [now, behind, limit],
  );
}

/** Pledges whose points are still held though their pool is closed. */
export function listHeldOfClosed(db: Queryable, { only, behind, limit }: Closing): Promise<HeldKey[]> {
  return db.query<HeldKey>(
    `SELECT g.id AS "pledgeId", g.program_id AS "programId", g.pool_id AS "poolId", g.member_id AS "memberId"
       FROM pool_tally t JOIN pledge g ON g.pool_id = t.pool_id
      WHERE t.state IN ('succeeded', 'failed') AND g.state = 'held' AND g.id > $1 AND ($2::uuid IS NULL OR t.pool_id = $2)
      ORDER BY g.id LIMIT $3`,
    [behind, only, limit],
  );
}

/** Full pools whose points are all captured and whose winners are not drawn yet. */
export function listDueDraws(db: Queryable, { only, behind, limit }: Closing): Promise<PoolKey[]> {
  return db.query<PoolKey>(
    `SELECT p.id AS "poolId", p.program_id AS "programId"
       FROM pool_tally t JOIN pool p ON p.id = t.pool_id
      WHERE t.state = 'succeeded' AND t.unresolved = 0 AND p.allotment = 'draw'
        AND p.id > $1 AND ($2::uuid IS NULL OR p.id = $2)
      ORDER BY p.id LIMIT $3`,
    [behind, only, limit],
  );
}

/** What the draw of a closed pool is made from. */
export async function drawOf(
  db: Queryable,
  poolId: string,
): Promise<{ seed: Buffer; winners: number; entries: (Entry & { memberId: string })[] }> {
  const [pool] = await db.query<{ seed: Buffer; winners: number }>(
    `SELECT p.seed, p.winners FROM pool p JOIN pool_tally t ON t.pool_id = p.id
      WHERE p.id = $1 AND t.state <> 'open' AND p.winners IS NOT NULL`,
    [poolId],
  );
  if (pool === undefined) throw new Error('A draw was asked of a pool that has none.');
  const entries = await db.query<{ number: number; points: number; memberId: string }>(
    `SELECT number, points, member_id AS "memberId" FROM pledge WHERE pool_id = $1 AND state = 'captured' ORDER BY number`,
    [poolId],
  );
  return { ...pool, entries };
}
