import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { expirePoints } from './expire.js';

export interface LedgerParts {
  database: Database;
  groups: GroupCommit;
  clock: Clock;
}

/** Moves points past their expiry into their members' expired accounts (L9). Gives how many members were touched. */
export function expireDuePoints({ database, groups, clock }: LedgerParts): Promise<number> {
  return inPortions({
    read: (behind, limit) =>
      database.query<{ owner_id: string; program_id: string }>(
        `SELECT DISTINCT owner_id, program_id FROM lot
          WHERE open AND expires_at <= $1 AND owner_id > $2
          ORDER BY owner_id LIMIT $3`,
        [clock.now(), behind, limit],
      ),
    idOf: (due) => due.owner_id,
    work: async (due) => {
      const outcome = await groups.submit(expirePoints(due.program_id, due.owner_id));
      return !('refused' in outcome) && outcome.expired > 0;
    },
  });
}

/** Sums up the postings of the mall's own accounts: many small rows become one an account. */
async function rollUpPostings({ database, clock }: Pick<LedgerParts, 'database' | 'clock'>): Promise<void> {
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
