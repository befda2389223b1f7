import type { Queryable } from '../platform/database.js';
import type { TierRules } from '../program/tier-rules.js';
import { rank, windowStart } from './tier.rules.js';

export interface RulesPreview {
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

/** `scoreOf` in SQL, of all months of a member, in a window of months from $from to $3. */
const score = (from: string, spend: string, interaction: string) => `
  floor((${spend}::numeric * floor(${sumOf(0, from)} / $4::numeric) + ${interaction}::numeric * ${sumOf(1, from)}) / 100)`;

function sumOf(place: 0 | 1, from: string): string {
  return `coalesce(sum((m.value ->> ${place})::numeric) FILTER (WHERE m.key BETWEEN ${from} AND $3), 0)`;
}

/** `tierAt` in SQL. */
const step = (reached: string, keys: string, froms: string) => `(
    SELECT s.key FROM unnest(${keys}::text[], ${froms}::bigint[]) AS s(key, score_from)
     WHERE s.score_from <= ${reached} ORDER BY s.score_from DESC LIMIT 1)`;

/**
 * Every member once, their months read once, scored by the rules in force and by the changed ones; a step is looked for once for all who
 * have the same scores. Nothing leaves the database but counts.
 */
const SQL = `
  SELECT ${step('old', '$7', '$8')} AS "from", ${step('next', '$12', '$13')} AS "to", sum(members)::int AS count
    FROM (SELECT scored.old, scored.next, count(*) AS members
            FROM member_tier t
           CROSS JOIN LATERAL (
             SELECT ${score('$2', '$5', '$6')} AS old, ${score('$9', '$10', '$11')} AS next FROM jsonb_each(t.months) AS m) scored
           WHERE t.program_id = $1
           GROUP BY 1, 2) same
   GROUP BY 1, 2`;

/**
 * How many members' scores would reach another step, and which way. What they hold is not asked: who lives on a validity does
 * so before and after, until their review.
 */
export async function previewRules(
  database: Queryable,
  { programId, old, next, today, minorPerUnit }: PreviewRules,
): Promise<RulesPreview> {
  const values = (rules: TierRules) => [
    windowStart(rules, today),
    rules.weights.spend,
    rules.weights.interaction,
    rules.tiers.map(({ key }) => key),
    rules.tiers.map(({ from }) => from),
  ];
  const [oldStart, ...oldValues] = values(old);
  const rows = await database.query<{ from: string | null; to: string | null; count: number }>(SQL, [
    programId,
    oldStart,
    today.slice(0, 7),
    minorPerUnit,
    ...oldValues,
    ...values(next),
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
