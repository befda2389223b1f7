import type { Database } from '../platform/database.js';

/** Nobody who changes the catalog of the mall waits longer than for so many. */
const portion = 1_000;

export interface Popularity {
  rewardId: string;
  units: number;
}

/** Stores how popular rewards of a program are. It gives the catalog no new version: lists by popularity are looked for anew each time. */
export async function storePopularity(
  database: Database,
  programId: string,
  counted: readonly Popularity[],
): Promise<void> {
  for (let from = 0; from < counted.length; from += portion) {
    const some = counted.slice(from, from + portion);
    await database.background.transaction(async (client) => {
      // The program first, as every change of a catalog does, so that none waits for another in a circle.
      await client.query('SELECT FROM program WHERE id = $1 FOR NO KEY UPDATE', [programId]);
      await client.query(
        `UPDATE reward r SET popularity = c.units FROM unnest($2::uuid[], $3::bigint[]) AS c(id, units)
          WHERE r.id = c.id AND r.program_id = $1`,
        [programId, some.map(({ rewardId }) => rewardId), some.map(({ units }) => units)],
      );
    });
  }
}
