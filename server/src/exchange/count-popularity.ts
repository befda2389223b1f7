import { type Popularity, storePopularity } from '../catalog/store-popularity.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import { firstIdOf } from '../platform/ids.js';
import { programsInTurn } from '../platform/jobs/programs-in-turn.js';

/** How far back exchanges count: what was loved years ago makes room. */
const countedMs = 90 * 86_400_000;

/**
 * Counts anew how many units of each reward were exchanged of late and not undone, by which lists of the most popular are sorted. Not as
 * they are exchanged: members who want the same reward would wait for its row. Gives how many rewards moved.
 */
export async function countPopularity({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<number> {
  const since = firstIdOf(new Date(clock.now().getTime() - countedMs));
  const programs = await database.background.query<{ id: string }>('SELECT id FROM program ORDER BY id');
  return programsInTurn(programs, async ({ id }) => {
    const counted = await database.background.query<Popularity>(movedSql, [id, since]);
    await storePopularity(database, id, counted);
    return counted.length;
  });
}

/** An exchange of one line has it in its own row. */
const movedSql = `
  WITH counting AS (
    SELECT id, reward_id, quantity FROM exchange
     WHERE program_id = $1 AND id >= $2 AND state IN ('confirmed', 'fulfilled')
  ), units AS (
    SELECT reward_id, sum(quantity)::bigint AS units
      FROM (SELECT reward_id, quantity FROM counting WHERE reward_id IS NOT NULL
            UNION ALL
            SELECT l.reward_id, l.quantity FROM counting c JOIN bundle_line l ON l.exchange_id = c.id
             WHERE c.reward_id IS NULL) line
     GROUP BY reward_id
  )
  SELECT r.id AS "rewardId", coalesce(u.units, 0) AS units
    FROM reward r LEFT JOIN units u ON u.reward_id = r.id
   WHERE r.program_id = $1 AND r.popularity <> coalesce(u.units, 0)`;
