import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { expirePoints } from './expire.js';

export interface LedgerParts {
  database: Database;
  groups: GroupCommit;
  clock: Clock;
}

const batch = 500;

/** Moves points past their expiry into their members' expired accounts (L9). Gives how many members were touched. */
export async function expireDuePoints({ database, groups, clock }: LedgerParts): Promise<number> {
  let touched = 0;
  let behind = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const due = await database.query<{ owner_id: string; program_id: string }>(
      `SELECT DISTINCT owner_id, program_id FROM lot
        WHERE remaining > 0 AND expires_at <= $1 AND owner_id > $2
        ORDER BY owner_id LIMIT $3`,
      [clock.now(), behind, batch],
    );
    const outcomes = await Promise.all(
      due.map((one) => groups.submit(expirePoints(one.program_id, one.owner_id))),
    );
    touched += outcomes.filter((outcome) => !('refused' in outcome) && outcome.expired > 0).length;
    if (due.length < batch) return touched;
    behind = due.at(-1)?.owner_id ?? behind;
  }
}

/** Sums up the postings of the mall's own accounts: many small rows become one an account. */
export async function rollUpPostings({
  database,
  clock,
}: Pick<LedgerParts, 'database' | 'clock'>): Promise<void> {
  await database.query(
    `WITH taken AS (
       DELETE FROM system_posting WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM system_posting ORDER BY at LIMIT 100000 FOR UPDATE SKIP LOCKED))
       RETURNING program_id, kind, amount
     )
     INSERT INTO system_posting (program_id, kind, amount, at)
     SELECT program_id, kind, sum(amount), $1 FROM taken GROUP BY program_id, kind`,
    [clock.now()],
  );
}

export function ledgerJobs(parts: LedgerParts): Job[] {
  return [
    {
      name: 'ledger-expire-points',
      pattern: '* * * * *',
      run: async () => void (await expireDuePoints(parts)),
    },
    { name: 'ledger-roll-up-postings', pattern: '*/10 * * * *', run: () => rollUpPostings(parts) },
  ];
}
