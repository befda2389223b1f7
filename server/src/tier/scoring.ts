import { minorDigits } from '../platform/currency.rules.js';
import type { Program } from '../program/program.js';
import type { Version } from '../program/rule-versions.rules.js';
import type { TierRules } from '../program/tier-rules.js';

/** What a command must carry to score: which version counts is known when it decides. */
export interface Scoring {
  timeZone: string;
  minorPerUnit: number;
  versions: readonly Version<TierRules>[];
}

export function scoringOf(program: Pick<Program, 'timeZone' | 'currency' | 'rules'>): Scoring {
  return {
    timeZone: program.timeZone,
    minorPerUnit: 10 ** minorDigits(program.currency),
    versions: program.rules.tiers,
  };
}
