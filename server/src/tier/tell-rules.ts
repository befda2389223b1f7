import { dayOf } from '../platform/calendar.js';
import type { NewId } from '../platform/ids.js';
import { noteAll } from '../notice/note-all.js';
import type { NoticeFacts } from '../notice/notice.rows.js';
import { announcedOf, inForce } from '../program/rule-versions.rules.js';
import { everyProgram, type ProgramOfJob, type TierJobParts } from './programs.js';
import { changedRules } from './tier-changes.rules.js';
import { couldLose } from './ladder-change.rules.js';
import { portionsOf } from '../platform/jobs/portions.js';

export type TellParts = TierJobParts & { newId: NewId };

const portion = 200;
/** More would be no notice but a document; the rest is in the rules. */
const namedChanges = 3;

/**
 * Tells members with a tier of announced rules by which they could lose (P5), each once for each announcement: those who
 * rise to a tier meanwhile, too. Gives how many were told.
 */
export function tellOfRules(parts: TellParts): Promise<number> {
  return everyProgram(parts, (program) => tellMembers(parts, program));
}

async function tellMembers(
  { database, newId, clock }: TellParts,
  { id: programId, scoring: { versions, timeZone } }: ProgramOfJob,
): Promise<number> {
  const now = clock.now();
  const announced = announcedOf(versions, now);
  const { rules } = inForce(versions, now);
  if (announced === null || !couldLose(rules, announced.rules)) return 0;
  const { effectiveFrom, announcedAt: occasion = effectiveFrom } = announced;
  const changes = changedRules(rules, announced.rules).toSorted((a, b) => Number(b.loses) - Number(a.loses));
  const facts: NoticeFacts['tier_rules'] = {
    from: dayOf(new Date(effectiveFrom), timeZone),
    changes: changes.slice(0, namedChanges).map(({ words }) => words),
    more: Math.max(0, changes.length - namedChanges),
  };
  let told = 0;
  const portions = portionsOf(portion, {
    read: (behind, limit) =>
      database.query<{ member_id: string }>(
        `SELECT t.member_id FROM member_tier t
          WHERE t.program_id = $1 AND t.tier IS NOT NULL AND t.member_id > $2 AND NOT EXISTS (
                SELECT FROM notice n
                 WHERE n.member_id = t.member_id AND n.kind = 'tier_rules' AND n.subject_id = $1 AND n.occasion = $3)
          ORDER BY t.member_id LIMIT $4`,
        [programId, behind, occasion, limit],
      ),
    idOf: (member) => member.member_id,
  });
  for await (const members of portions) {
    await noteAll(
      database,
      newId,
      members.map(({ member_id: memberId }) => ({
        programId,
        memberId,
        kind: 'tier_rules',
        subjectId: programId,
        occasion,
        facts,
        at: now,
      })),
    );
    told += members.length;
  }
  return told;
}
