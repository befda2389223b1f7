import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Queryable } from '../platform/database.js';
import type { Months, Standing } from './tier.rules.js';

type Columns = {
  member_id: string;
  tier: string | null;
  since: string | null;
  valid_until: string | null;
  months: Months;
};

const standings = Symbol('standings');

/** Where members of this program stand, read together once a request; null for strangers. */
export function standingLoader(
  database: Queryable,
  context: RequestContext,
): DataLoader<string, Standing | null> {
  return context.memo(
    standings,
    () =>
      new DataLoader<string, Standing | null>(async (ids) => {
        const rows = await database.query<Columns>(
          `SELECT member_id, tier, since, valid_until, months
             FROM member_tier WHERE program_id = $1 AND member_id = ANY($2::uuid[])`,
          [context.program.id, ids],
        );
        const byId = new Map(rows.map((row) => [row.member_id, standingOf(row)]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

function standingOf({ tier, since, valid_until: validUntil, months }: Columns): Standing {
  return { tier, since, validUntil, months };
}
