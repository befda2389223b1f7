import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import type { Job } from '../jobs/job-runner.js';

/** How long the first answer is repeated: longer than anybody retries, shorter than the table could bear. */
const keepKeysMs = 90 * 86_400_000;

/** Forgets keys that nobody will retry any more, a portion a statement. Gives how many. */
export async function purgeIdempotencyKeys({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - keepKeysMs);
  let purged = 0;
  for (;;) {
    const [row] = await database.query<{ count: number }>(
      `WITH gone AS (
         DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM idempotency_key WHERE created_at < $1 ORDER BY created_at LIMIT 10000))
         RETURNING 1)
       SELECT count(*) AS count FROM gone`,
      [before],
    );
    if (row === undefined || row.count === 0) return purged;
    purged += row.count;
  }
}

export function idempotencyJobs(parts: { database: Database; clock: Clock }): Job[] {
  return [
    {
      name: 'idempotency-purge',
      pattern: '41 * * * *',
      run: async () => void (await purgeIdempotencyKeys(parts)),
    },
  ];
}
