import { minorDigits } from '../platform/currency.rules.js';
import type { Program } from '../program/program.js';

/** What points are worth in cash (P4) at the moment of a command; what was worth it then stays so. */
export interface ValueAnchor {
  currency: string;
  minorPerUnit: number;
  pointsPerUnit: number;
}

export function anchorOf({ currency, rules }: Pick<Program, 'currency' | 'rules'>): ValueAnchor {
  return { currency, minorPerUnit: 10 ** minorDigits(currency), pointsPerUnit: rules.pointsPerCurrencyUnit };
}
