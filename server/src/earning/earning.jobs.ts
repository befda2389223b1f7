import type { LedgerParts } from '../ledger/ledger.jobs.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { parseRules } from '../program/rules.js';
import { releaseDuePending } from './release-pending.js';

type Due = { transfer_id: string; program_id: string; owner_id: string; time_zone: string; rules: unknown };

/** Makes pending points spendable whose waiting time is over. Gives how many movements were released. */
function releaseAllDuePending({ database, groups, clock }: LedgerParts): Promise<number> {
  return inPortions({
    read: (behind, limit) =>
      database.query<Due>(
        `SELECT q.transfer_id, q.program_id, q.owner_id, p.time_zone, p.rules
           FROM pending_points q JOIN program p ON p.id = q.program_id
          WHERE q.amount > 0 AND q.due_at <= $1 AND q.transfer_id > $2
          ORDER BY q.transfer_id LIMIT $3`,
        [clock.now(), behind, limit],
      ),
    idOf: (due) => due.transfer_id,
    work: async (due) => {
      const command = releaseDuePending({
        programId: due.program_id,
        memberId: due.owner_id,
        transferId: due.transfer_id,
        timeZone: due.time_zone,
        expiry: parseRules(due.rules).expiry,
      });
      const outcome = await groups.submit(command);
      return !('refused' in outcome) && outcome.released > 0;
    },
  });
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
