import type { Queryable } from '@jifen/server/platform/database.js';
import { type Mall, startingPoints } from './mall.js';

/**
 * What moves points without being of anything: each member was granted once what the mall began with, and nothing expired
 * or was pending. All other movements are accounted for by what they are of.
 */
export async function wrongGrants(mall: Mall, db: Queryable): Promise<string[]> {
  const rows = await db.query<{ told: string }>(
    `SELECT reason || ' of ' || string_agg(amount::text, ' and ') || ' to ' || credit_owner AS told
       FROM transfer WHERE program_id = $1 AND reason IN ('grant', 'expiry', 'pending_release')
      GROUP BY reason, credit_owner`,
    [mall.programUuid],
  );
  const stored = new Set(rows.map(({ told }) => told));
  const expected = new Set(mall.members.map(({ uuid }) => `grant of ${startingPoints} to ${uuid}`));
  return [
    ...[...stored].filter((told) => !expected.has(told)).map((told) => `nobody asked for the ${told}`),
    ...[...expected].filter((told) => !stored.has(told)).map((told) => `the ${told} is not there`),
  ];
}
