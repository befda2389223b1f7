import { dayOf } from '../platform/calendar.js';
import { inPortions } from '../platform/jobs/portions.js';
import type { Job } from '../platform/jobs/job-runner.js';
import { inForce } from '../program/rule-versions.rules.js';
import { birthdaysDue } from './birthday.rules.js';
import { giveBirthdayGift } from './give-birthday-gift.js';
import { everyProgram, type ProgramOfJob, type TierJobParts } from './programs.js';

type Row = { member_id: string; day: string };

/** Gives what is due for the birthdays of today and of the last days. Gives how many members were given something. */
export function giveBirthdayGifts(parts: TierJobParts): Promise<number> {
  return everyProgram(parts, (program) => giveDue(parts, program));
}

function giveDue({ database, groups, clock }: TierJobParts, program: ProgramOfJob): Promise<number> {
  const { id: programId, scoring, expiry, birthday } = program;
  const now = clock.now();
  const due = birthdaysDue(dayOf(now, scoring.timeZone), birthday.catchUpDays);
  const { leastDaysBetween } = birthday;
  const { tiers } = inForce(scoring.versions, now).rules;
  const giving = tiers.filter(({ benefits }) => benefits.birthdayPoints > 0).map(({ key }) => key);
  return inPortions({
    read: (behind, limit) =>
      database.query<Row>(
        // Gathered by their birthdays first, then by the gifts they had, then each by its tier: to find a few in the order of ids, PostgreSQL
        // may look at every member there is.
        `WITH born AS MATERIALIZED (
           SELECT m.id, d.day
             FROM unnest($2::date[], $3::text[]) AS d(day, birthday)
             JOIN member m ON m.program_id = $1 AND m.birthday = d.birthday AND m.id > $5)
         SELECT b.id AS member_id, b.day
           FROM born b
          CROSS JOIN LATERAL (
                SELECT FROM member_tier t WHERE t.member_id = b.id AND t.tier = ANY($4::text[]) OFFSET 0) AS giving
          WHERE NOT EXISTS (
                SELECT FROM birthday_gift g WHERE g.member_id = b.id AND g.year = extract(year FROM b.day)::int OFFSET 0)
          ORDER BY b.id LIMIT $6`,
        [programId, due.map(({ day }) => day), due.map(({ birthday }) => birthday), giving, behind, limit],
      ),
    idOf: (row) => row.member_id,
    work: async ({ member_id: memberId, day }) => {
      const gift = { programId, memberId, day, scoring, expiry, leastDaysBetween };
      const outcome = await groups.submit(giveBirthdayGift(gift));
      return !('refused' in outcome) && outcome.points > 0;
    },
  });
}

export function birthdayJobs(parts: TierJobParts): Job[] {
  return [
    // As often as the reviews, and before them, so that a missed day still knows the tier it had.
    {
      name: 'tier-birthdays',
      pattern: '1,11,21,31,41,51 * * * *',
      run: async () => void (await giveBirthdayGifts(parts)),
    },
  ];
}
