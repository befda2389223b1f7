import { addDays, dayOf } from '../platform/calendar.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { inForce } from '../program/rule-versions.rules.js';
import { birthdayJobs } from './birthday.jobs.js';
import { lookAgain } from './look-again.js';
import { type TellParts, tellOfRules } from './tell-rules.js';
import { everyProgram, type TierJobParts } from './programs.js';
import type { Scoring } from './scoring.js';

type Row = { member_id: string };

/**
 * Ends the validities that are over, by the calendar of each program, and tells members of their sprint, once each.
 * Gives how many members' tiers moved or were renewed.
 */
export function reviewTiers(parts: TierJobParts): Promise<number> {
  return everyProgram(parts, ({ id: programId, scoring }) =>
    lookAtAll(parts, programId, scoring, (behind, limit) =>
      parts.database.query<Row>(
        `SELECT t.member_id FROM member_tier t
          WHERE t.program_id = $1 AND t.tier IS NOT NULL AND t.member_id > $4
            AND (t.valid_until <= $2 OR t.valid_until <= $3 AND NOT EXISTS (
                  SELECT FROM notice n
                   WHERE n.member_id = t.member_id AND n.kind = 'tier_sprint' AND n.subject_id = t.member_id
                     AND n.occasion = t.valid_until::text))
          ORDER BY t.member_id LIMIT $5`,
        [programId, ...reviewDays(scoring, parts.clock.now()), behind, limit],
      ),
    ),
  );
}

/** Looks at everybody who was last looked at under older rules than those in force. Gives how many tiers moved. */
export function applyTierRules(parts: TierJobParts): Promise<number> {
  return everyProgram(parts, async ({ id: programId, scoring }) => {
    const { version } = inForce(scoring.versions, parts.clock.now());
    if (version === 1) return 0;
    return lookAtAll(parts, programId, scoring, (behind, limit) =>
      parts.database.query<Row>(
        `SELECT member_id FROM member_tier WHERE program_id = $1 AND rules_version < $2 AND member_id > $3
          ORDER BY member_id LIMIT $4`,
        [programId, version, behind, limit],
      ),
    );
  });
}

export function tierJobs(parts: TellParts): Job[] {
  return [
    ...birthdayJobs(parts),
    // All day, because midnights differ; and so often, because a run that its process took along, or whose moment nobody saw, is made
    // up for by the next.
    {
      name: 'tier-review',
      pattern: '3,13,23,33,43,53 * * * *',
      run: async () => void (await reviewTiers(parts)),
    },
    { name: 'tier-rules', pattern: '*/5 * * * *', run: async () => void (await applyTierRules(parts)) },
    { name: 'tier-rules-told', pattern: '*/5 * * * *', run: async () => void (await tellOfRules(parts)) },
  ];
}

/** Today, and the last day on which a validity may end whose sprint has begun. */
function reviewDays({ versions, timeZone }: Scoring, now: Date): [today: string, sprinting: string] {
  const today = dayOf(now, timeZone);
  return [today, addDays(today, inForce(versions, now).rules.sprint.days)];
}

function lookAtAll(
  { groups }: TierJobParts,
  programId: string,
  scoring: Scoring,
  read: (behind: string, limit: number) => Promise<Row[]>,
): Promise<number> {
  return inPortions({
    read,
    idOf: (row) => row.member_id,
    work: async ({ member_id: memberId }) => {
      const outcome = await groups.submit(lookAgain({ programId, memberId, scoring }));
      return !('refused' in outcome) && outcome.moved;
    },
  });
}
