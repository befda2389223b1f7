import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { dayOf, startOfDay } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import type { Benefit } from './benefit.rows.js';
import type { BenefitUsage, TierBenefitUsage } from './benefit.types.js';

const usages = Symbol('benefit usages');

/** An exchange that was undone gave nobody anything: what it used is kept, and not counted. */
const notUndone = `NOT EXISTS (
  SELECT FROM exchange e WHERE e.id = u.subject_id AND e.state IN ('cancelled', 'expired', 'refunded'))`;

/** What members used since the year began in their mall's time zone, read together once a request. */
export function benefitUsageLoader(
  database: Queryable,
  context: RequestContext,
): DataLoader<string, BenefitUsage[]> {
  const { program, now } = context;
  return context.memo(
    usages,
    () =>
      new DataLoader<string, BenefitUsage[]>(async (ids) => {
        const year = dayOf(now, program.timeZone).slice(0, 4);
        const rows = await database.query<{
          member_id: string;
          benefit: Benefit;
          uses: number;
          points: number;
        }>(
          `SELECT member_id, benefit, count(*)::int AS uses, sum(points)::bigint AS points
             FROM benefit_usage u
            WHERE program_id = $1 AND member_id = ANY($2::uuid[]) AND at >= $3 AND ${notUndone}
            GROUP BY member_id, benefit ORDER BY uses DESC, benefit`,
          [program.id, ids, startOfDay(`${year}-01-01`, program.timeZone)],
        );
        return ids.map((id) => rows.filter((row) => row.member_id === id));
      }),
  );
}

/** What the members of each tier used in a period, most uses first. */
export function benefitUsageOf(
  database: Queryable,
  programId: string,
  { from, until }: { from: Date; until: Date },
): Promise<TierBenefitUsage[]> {
  return database.query<{ [Field in keyof TierBenefitUsage]: TierBenefitUsage[Field] }>(
    `SELECT tier, benefit, count(*)::int AS uses, count(DISTINCT member_id)::int AS members,
            sum(points)::bigint AS points
       FROM benefit_usage u
      WHERE program_id = $1 AND at >= $2 AND at < $3 AND ${notUndone}
      GROUP BY tier, benefit ORDER BY uses DESC, tier, benefit`,
    [programId, from, until],
  );
}
