import type { Values, Viewer } from './rewards.filter.js';

/** The points that a member can spend, by the name under which the statement knows them. */
export function pointsOf(member: string): string {
  return `(SELECT COALESCE(sum(a.posted - a.held), 0)::bigint FROM account a
    WHERE a.owner_id = ${member} AND a.kind = 'points')`;
}

/**
 * Whether a member has the points for `reward r` at their own price: cheapestFor() and stepRequired() of price.rules.ts in SQL.
 * Everything but points_from is the same for every reward and asked once a statement. Nobody's balance affords nothing.
 */
export function affordableCondition(viewer: Viewer, values: Values): string {
  if (viewer.memberId === null) return 'false';
  if (viewer.footing === null)
    throw new Error('What is affordable was asked without where the member stands.');
  const { ladder, rank } = viewer.footing;
  const member = values.add(viewer.memberId, 'uuid');
  const program = values.add(viewer.programId, 'uuid');
  const now = values.add(viewer.now, 'timestamptz');
  const keys = values.add(
    ladder.map((step) => step.key),
    'text[]',
  );
  // Counted from 1, 0 without a tier; what is for a tier that the rules no longer know is for the top.
  const place = (tier: string) => `COALESCE(array_position(${keys}, ${tier}), cardinality(${keys}))`;
  const own = values.add(rank + 1, 'int');
  const left = values.add(100 - (ladder[rank]?.benefits.discountPercent ?? 0), 'int');
  const points = `(SELECT ${pointsOf(member)})`;
  const open = `(p.tier IS NULL OR ${place('p.tier')} <= ${own})`;
  const begun = `(p.starts_at IS NULL OR p.starts_at <= ${now})`;
  const offered = `(p.ends_at IS NULL OR p.ends_at > ${now})`;
  const price = `CASE WHEN p.tier IS NULL THEN (p.points * ${left} + 99) / 100 ELSE p.points END`;
  // Those of which points_from does not tell all: only some may pay it, or nobody any more.
  const special = `SELECT v.reward_id FROM price_plan p JOIN variant v ON v.id = p.variant_id
    WHERE p.program_id = ${program} AND (p.tier IS NOT NULL OR p.ends_at <= ${now})`;
  const affordable = `SELECT v.reward_id FROM variant v JOIN price_plan p ON p.variant_id = v.id
    WHERE v.reward_id IN (${special})
    GROUP BY v.reward_id
   HAVING COALESCE(min(${price}) FILTER (WHERE ${open} AND ${begun} AND ${offered}),
                   min(${price}) FILTER (WHERE ${open} AND ${offered})) <= ${points}`;
  const closed = `SELECT rz.reward_id FROM zone z JOIN reward_zone rz ON rz.zone_id = z.id
    WHERE z.program_id = ${program} AND z.tier IS NOT NULL
    GROUP BY rz.reward_id HAVING min(${place('z.tier')}) > ${own}`;
  return `((r.points_from <= ${points} * 100 / ${left} AND r.id NOT IN (${special})) OR r.id IN (${affordable}))
    AND r.id NOT IN (${closed})`;
}
