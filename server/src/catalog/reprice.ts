import type { Clock } from '../platform/clock.js';
import type { Database, Queryable } from '../platform/database.js';
import { programsInTurn } from '../platform/jobs/programs-in-turn.js';
import { newCatalogVersion } from './catalog-version.js';

/** What lists are sorted by, of every reward with a price that has a window; as pointsFrom() of save-reward.ts decides it. */
const stale = `
  SELECT r.id, r.program_id, c.points
    FROM reward r
    CROSS JOIN LATERAL (
      SELECT COALESCE(
               min(p.points) FILTER (WHERE p.tier IS NULL AND p.in_force),
               min(p.points) FILTER (WHERE p.tier IS NULL AND NOT p.over),
               min(p.points) FILTER (WHERE p.in_force),
               min(p.points) FILTER (WHERE NOT p.over),
               min(p.points) FILTER (WHERE p.tier IS NULL),
               min(p.points)) AS points
        FROM variant v
        CROSS JOIN LATERAL (
          SELECT points, tier, (starts_at IS NULL OR starts_at <= $1) AND (ends_at IS NULL OR ends_at > $1) AS in_force,
                 ends_at IS NOT NULL AND ends_at <= $1 AS over
            FROM price_plan WHERE variant_id = v.id) p
       WHERE v.reward_id = r.id) c
   WHERE r.id IN (SELECT v.reward_id FROM price_plan p JOIN variant v ON v.id = p.variant_id
                   WHERE p.starts_at IS NOT NULL OR p.ends_at IS NOT NULL)
     AND c.points IS NOT NULL AND c.points <> r.points_from`;

/** Follows prices into and out of their windows, so that lists are sorted by what counts now. Gives how many moved. */
export async function repriceRewards({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<number> {
  const now = clock.now();
  const programs = await database.query<{ program_id: string }>(
    `SELECT DISTINCT s.program_id FROM (${stale}) s ORDER BY s.program_id`,
    [now],
  );
  return programsInTurn(programs, ({ program_id: programId }) =>
    database.transaction((client) => repriceProgram(client, programId, now)),
  );
}

async function repriceProgram(client: Queryable, programId: string, now: Date): Promise<number> {
  // The program first, as every change of a catalog does, so that none waits for another in a circle.
  await client.query(`UPDATE program SET ${newCatalogVersion} WHERE id = $1`, [programId]);
  const rows = await client.query<{ id: string }>(
    `UPDATE reward r SET points_from = s.points FROM (${stale}) s
      WHERE r.id = s.id AND s.program_id = $2 RETURNING r.id`,
    [now, programId],
  );
  return rows.length;
}
