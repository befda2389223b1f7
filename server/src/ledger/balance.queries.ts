import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import type { BalanceFacts } from './balance.rules.js';

type Columns = {
  owner_id: string;
  program_id: string;
  posted: number;
  held: number;
  pending: number;
  owed: number;
  version: number;
  lots: { expires_at: string; remaining: number }[];
};

/** The balances of some members, each in one consistent read. */
export async function readBalances(
  db: Queryable,
  memberIds: readonly string[],
): Promise<Map<string, BalanceFacts>> {
  const rows = await db.query<Columns>(
    `SELECT a.owner_id, a.program_id, a.posted, a.held,
            coalesce(o.pending, 0)::bigint AS pending, coalesce(o.owed, 0)::bigint AS owed,
            (a.version + coalesce(o.version, 0))::bigint AS version,
            coalesce(l.lots, '[]') AS lots
       FROM account a
       LEFT JOIN LATERAL (
         SELECT sum(posted) FILTER (WHERE kind = 'pending') AS pending,
                -sum(posted) FILTER (WHERE kind = 'owed') AS owed,
                sum(version) AS version
           FROM account o WHERE o.owner_id = a.owner_id AND o.kind <> 'points'
       ) o ON true
       LEFT JOIN LATERAL (
         SELECT jsonb_agg(jsonb_build_object('expires_at', s.expires_at, 'remaining', s.remaining) ORDER BY s.expires_at) AS lots
           FROM (SELECT expires_at, sum(remaining) AS remaining FROM lot
                  WHERE owner_id = a.owner_id AND open
                  GROUP BY expires_at) s
       ) l ON true
      WHERE a.owner_id = ANY($1::uuid[]) AND a.kind = 'points'`,
    [memberIds],
  );
  return new Map(rows.map((row) => [row.owner_id, factsOf(row)]));
}

function factsOf(row: Columns): BalanceFacts {
  return {
    memberId: row.owner_id,
    programId: row.program_id,
    posted: row.posted,
    held: row.held,
    pending: row.pending,
    owed: row.owed,
    version: row.version,
    lots: row.lots.map((lot) => ({ expiresAt: new Date(lot.expires_at), remaining: lot.remaining })),
  };
}

const balancesKey = Symbol('balances by member');

/** Balances by member, one statement a request and tick. */
export function balanceLoader(
  db: Queryable,
  context: RequestContext,
): DataLoader<string, BalanceFacts | null> {
  return context.memo(
    balancesKey,
    () =>
      new DataLoader<string, BalanceFacts | null>(async (ids) => {
        const found = await readBalances(db, ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}
