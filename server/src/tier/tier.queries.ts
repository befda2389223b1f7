import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { inForce, type Version } from '../program/rule-versions.rules.js';
import type { TierRules } from '../program/tier-rules.js';
import { type Scoring, scoringOf } from './scoring.js';
import { standingNow } from './standing-now.rules.js';
import type { Held, Months, Standing } from './tier.rules.js';

/** Of `member_tier`. */
export const STANDING_COLUMNS = 'member_id, tier, since, valid_until, months, rules_version, held_before';

export type StandingColumns = {
  member_id: string;
  tier: string | null;
  since: string | null;
  valid_until: string | null;
  months: Months;
  rules_version: number;
  held_before: Held[];
};

const standings = Symbol('standings');

/** Where members of this program stand now, read together once a request; null for strangers. */
export function standingLoader(
  database: Queryable,
  context: RequestContext,
): DataLoader<string, Standing | null> {
  return context.memo(
    standings,
    () =>
      new DataLoader<string, Standing | null>(async (ids) => {
        const { program, now } = context;
        const scoring = scoringOf(program);
        const rules = inForce(scoring.versions, now);
        const today = dayOf(now, scoring.timeZone);
        const rows = await database.query<StandingColumns>(
          `SELECT ${STANDING_COLUMNS}
             FROM member_tier WHERE program_id = $1 AND member_id = ANY($2::uuid[])`,
          [program.id, ids],
        );
        const byId = new Map(
          rows.map((row) => [row.member_id, standingNow(standingOf(row), scoring, rules, today)]),
        );
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

export function standingOf(row: StandingColumns): Standing {
  const { tier, since, valid_until: validUntil, months } = row;
  return { tier, since, validUntil, months, rulesVersion: row.rules_version, heldBefore: row.held_before };
}

/** As a statement of another capability brings it along, in one way: what the row says of the tier, and what an end asks about. */
export type TierTuple = [
  tier: string | null,
  validUntil: string | null,
  rulesVersion: number,
  /** Null while the validity is not over. */
  months: Months | null,
];

/** The tuple of a member, by the name under which the statement knows them and this day. */
export function tierTuple(member: string, today: string): string {
  return `(SELECT json_build_array(t.tier, t.valid_until, t.rules_version, CASE WHEN t.valid_until <= ${today} THEN t.months END)
    FROM member_tier t WHERE t.member_id = ${member})`;
}

/** The tier that a member has now. */
export function tierOf(
  [tier, validUntil, rulesVersion, months]: TierTuple,
  { scoring, rules, now }: { scoring: Scoring; rules: Version<TierRules>; now: Date },
): string | null {
  const standing = { tier, since: null, validUntil, months: months ?? {}, rulesVersion, heldBefore: [] };
  return standingNow(standing, scoring, rules, dayOf(now, scoring.timeZone)).tier;
}
