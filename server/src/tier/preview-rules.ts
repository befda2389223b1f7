import type { Queryable } from '../platform/database.js';
import type { TierRules } from '../program/tier-rules.js';
import { rank, windowStart } from './tier.rules.js';

export interface Moves {
  members: number;
  up: number;
  down: number;
  unchanged: number;
  moves: { from: string | null; to: string | null; count: number }[];
}

export interface PreviewRules {
  programId: string;
  old: TierRules;
  next: TierRules;
  today: string;
  minorPerUnit: number;
}

/** The score of `scoreOf` and the step of `tierAt`, in SQL: every member once, nothing leaves the database but counts. */
const SQL = `
  SELECT scored.tier AS "from", step.key AS "to", count(*)::int AS count
    FROM (
      SELECT t.tier,
             floor(($4::numeric * floor(coalesce(sum((m.value ->> 0)::numeric), 0) / $6::numeric)
                  + $5::numeric * coalesce(sum((m.value ->> 1)::numeric), 0)) / 100) AS score
        FROM member_tier t
        LEFT JOIN LATERAL jsonb_each(t.months) AS m ON m.key BETWEEN $2 AND $3
       WHERE t.program_id = $1
       GROUP BY t.member_id
    ) AS scored
    LEFT JOIN LATERAL (
      SELECT s.key FROM unnest($7::text[], $8::bigint[]) AS s(key, score_from)
       WHERE s.score_from <= scored.score ORDER BY s.score_from DESC LIMIT 1
    ) AS step ON true
   GROUP BY 1, 2`;

/** How many members would stand on another step, and which way they would go. */
export async function previewRules(
  database: Queryable,
  { programId, old, next, today, minorPerUnit }: PreviewRules,
): Promise<Moves> {
  const rows = await database.query<{ from: string | null; to: string | null; count: number }>(SQL, [
    programId,
    windowStart(next, today),
    today.slice(0, 7),
    next.weights.spend,
    next.weights.interaction,
    minorPerUnit,
    next.tiers.map(({ key }) => key),
    next.tiers.map(({ from }) => from),
  ]);
  const sum = (counted: typeof rows) => counted.reduce((all, row) => all + row.count, 0);
  // A step that the new ladder no longer has is compared by where it stood.
  const before = (key: string | null) => {
    const at = rank(next.tiers, key);
    return at >= 0 ? at : Math.min(rank(old.tiers, key), next.tiers.length);
  };
  const way = (row: (typeof rows)[number]) =>
    row.from === row.to ? 0 : Math.sign(rank(next.tiers, row.to) - before(row.from)) || -1;
  const moves = rows.filter((row) => row.from !== row.to).toSorted((a, b) => b.count - a.count);
  return {
    members: sum(rows),
    up: sum(rows.filter((row) => way(row) > 0)),
    down: sum(rows.filter((row) => way(row) < 0)),
    unchanged: sum(rows.filter((row) => way(row) === 0)),
    moves,
  };
}
