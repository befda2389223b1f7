import { noteAll } from '../notice/note-all.js';
import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import { inForce } from '../program/rule-versions.rules.js';
import type { DemoMember } from './demo.types.js';
import type { Seeding, SeedParts } from './seed.parts.js';

/** What a member did before the demo began, which no command can do today: joining, checking in, rising to a tier. */
export async function seedPast(
  { database, newId }: SeedParts,
  { program, now }: Seeding,
  memberId: string,
  { past, standing }: Pick<DemoMember, 'past' | 'standing'>,
): Promise<void> {
  const { id: programId, timeZone } = program;
  const today = dayOf(now, timeZone);
  if (past !== undefined) {
    const joinedAt = startOfDay(addDays(today, past.joined.days), timeZone);
    await database.query('UPDATE member SET created_at = $2 WHERE id = $1', [memberId, joinedAt]);
    // They brought no points: what members have is told by their grants.
    await database.query(
      `INSERT INTO check_in (member_id, day, program_id, streak, points)
       SELECT $1, $2::date - $4::int + nth - 1, $3, nth, 0 FROM generate_series(1, $4::int) nth
        WHERE NOT EXISTS (SELECT FROM check_in WHERE member_id = $1)`,
      [memberId, today, programId, past.checkIns],
    );
  }
  if (standing === undefined || standing.tier === null) return;
  const { key, since } = standing.tier;
  const tier = inForce(program.rules.tiers, now).rules.tiers.find((one) => one.key === key);
  if (tier === undefined) throw new Error(`The demo's ladder has no ${key}.`);
  const day = addDays(today, since.days);
  await noteAll(database, newId, [
    {
      programId,
      memberId,
      kind: 'tier_raised',
      subjectId: memberId,
      occasion: `${day} ${key}`,
      facts: { tier: tier.title },
      at: startOfDay(day, timeZone),
    },
  ]);
}
