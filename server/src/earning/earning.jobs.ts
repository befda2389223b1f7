import type { LedgerParts } from '../ledger/ledger.jobs.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { parseRules } from '../program/rules.js';
import { releaseDuePending } from './release-pending.js';

const batch = 500;

/** Makes pending points spendable whose waiting time is over. Gives how many movements were released. */
export async function releaseAllDuePending({ database, groups, clock }: LedgerParts): Promise<number> {
  let released = 0;
  for (;;) {
    const due = await database.query<{
      transfer_id: string;
      program_id: string;
      owner_id: string;
      time_zone: string;
      rules: unknown;
    }>(
      `SELECT q.transfer_id, q.program_id, q.owner_id, p.time_zone, p.rules
         FROM pending_points q JOIN program p ON p.id = q.program_id
        WHERE q.amount > 0 AND q.due_at <= $1
        ORDER BY q.due_at LIMIT $2`,
      [clock.now(), batch],
    );
    const outcomes = await Promise.all(
      due.map((one) =>
        groups.submit(
          releaseDuePending({
            programId: one.program_id,
            memberId: one.owner_id,
            transferId: one.transfer_id,
            timeZone: one.time_zone,
            expiry: parseRules(one.rules).expiry,
          }),
        ),
      ),
    );
    released += outcomes.filter((outcome) => !('refused' in outcome) && outcome.released > 0).length;
    if (due.length < batch) return released;
  }
}

export function earningJobs(parts: LedgerParts): Job[] {
  return [
    {
      name: 'earning-release-pending',
      pattern: '* * * * *',
      run: async () => void (await releaseAllDuePending(parts)),
    },
  ];
}
