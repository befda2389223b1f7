import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Connections } from '../platform/database.js';
import { encodeId, type NewId } from '../platform/ids.js';
import { invalid } from '../platform/content.rules.js';
import { isRefused, type Refusal, type Refused, refuse } from '../platform/refusal.js';
import { recordAudit } from '../program/audit.js';
import {
  announcedOf,
  earliest,
  inForce,
  noticeRefusal,
  notBeforeNewest,
  type Version,
  withVersion,
} from '../program/rule-versions.rules.js';
import { parseRules } from '../program/rules.js';
import type { TierRules } from '../program/tier-rules.js';
import { draftedRules } from './rules-draft.js';
import type { TierRulesInput } from './tier.admin.types.js';
import { couldLose } from './ladder-change.rules.js';

export interface ChangeRulesParts {
  database: Connections;
  newId: NewId;
  /** Called after the commit. */
  onCommit: () => void;
}

export interface ChangeRules {
  programId: string;
  timeZone: string;
  actor: string;
  /** When it was asked, before whoever asked waited for the others. */
  now: Date;
  given: TierRulesInput;
  /** Null: as early as the notice allows. */
  effectiveFrom: Date | null;
  /** What members were told to expect must not vanish unseen. */
  replacesAnnounced: boolean;
}

const stored = z.looseObject({});

/**
 * Appends a version of the ladder's rules. By what members could lose comes into force only after the days of notice: everybody
 * reads of it at once in `tierRules`, and a job tells each member with a tier (`tell-rules.ts`, P5).
 */
export async function changeRules(
  { database, newId, onCommit }: ChangeRulesParts,
  { programId, timeZone, actor, now, given, effectiveFrom, replacesAnnounced }: ChangeRules,
): Promise<{ version: Version<TierRules> } | Refused> {
  const outcome = await database.transaction(async (client) => {
    const [row] = await client.query<{ rules: unknown }>(
      'SELECT rules FROM program WHERE id = $1 FOR NO KEY UPDATE',
      [programId],
    );
    const rules = parseRules(row?.rules);
    const asOf = notBeforeNewest(rules.tiers, now);
    const old = inForce(rules.tiers, asOf);
    const announced = announcedOf(rules.tiers, asOf);
    if (announced !== null && !replacesAnnounced) return refuse(announcedAlready(announced));
    const next = draftedRules(old.rules, given);
    if (isRefused(next)) return next;
    // The rules in force, said again, do change something where others are announced: those are taken back.
    if (announced === null && isDeepStrictEqual(next, old.rules)) return refuse(nothingToChange);
    const loses = couldLose(old.rules, next);
    const from = effectiveFrom ?? earliest(loses, now, rules.noticeDays);
    const early = noticeRefusal(loses, from, { now, noticeDays: rules.noticeDays, timeZone });
    if (early !== null) return refuse(early);
    const tiers = withVersion(rules.tiers, { rules: next, effectiveFrom: from }, asOf);
    await client.query('UPDATE program SET rules = $2::jsonb WHERE id = $1', [
      programId,
      JSON.stringify({ ...stored.parse(row?.rules), tiers }),
    ]);
    const version = tiers.at(-1);
    if (version === undefined) throw new Error('Rules need a version.');
    await recordAudit(client, newId, {
      programId,
      actor,
      action: 'tierRulesChange',
      subject: encodeId('program', programId),
      before: announced ?? old,
      after: version,
      at: now,
    });
    return { version };
  });
  onCommit();
  return outcome;
}

const nothingToChange = invalid(
  ['rules'],
  '这与现行规则相同，没有可更改的内容。',
  'These are the rules in force already: there is nothing to change.',
);

function announcedAlready({ effectiveFrom }: Version<TierRules>): Refusal {
  return invalid(
    ['replacesAnnounced'],
    `已公告将于 ${effectiveFrom} 生效的规则；若要以此取代，请将 replacesAnnounced 设为 true。`,
    `Rules that take effect at ${effectiveFrom} are announced already; set replacesAnnounced to true if these are to replace them.`,
  );
}
