import type { ExpiryRule } from '../ledger/expiry.rules.js';
import type { Clock } from '../platform/clock.js';
import { minorDigits } from '../platform/currency.rules.js';
import type { Queryable } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { programsInTurn } from '../platform/jobs/programs-in-turn.js';
import { parseRules, type ProgramRules } from '../program/rules.js';
import type { Scoring } from './scoring.js';

export interface TierJobParts {
  database: Queryable;
  groups: GroupCommit;
  clock: Clock;
}

/** A program as jobs of tiers need it. */
export interface ProgramOfJob {
  id: string;
  scoring: Scoring;
  expiry: ExpiryRule;
  birthday: ProgramRules['birthday'];
}

type Columns = { id: string; time_zone: string; currency: string; rules: unknown };

/** Goes over all programs. Gives the sum of what was done. */
export async function everyProgram(
  { database }: TierJobParts,
  work: (program: ProgramOfJob) => Promise<number>,
): Promise<number> {
  const programs = await database.query<Columns>(
    'SELECT id, time_zone, currency, rules FROM program ORDER BY id',
  );
  return programsInTurn(programs, async ({ id, time_zone: timeZone, currency, rules }) => {
    const { tiers: versions, expiry, birthday } = parseRules(rules);
    const minorPerUnit = 10 ** minorDigits(currency);
    return work({ id, scoring: { timeZone, minorPerUnit, versions }, expiry, birthday });
  });
}
