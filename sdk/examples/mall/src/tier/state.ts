import type { BenefitUsage, TierRuleBook } from '@jifen/sdk';
import type { Phase } from '../state.js';

/** The rules with what each step gives, and what the member used of it. */
export interface TierSheet {
  readonly kind: 'tier';
  readonly phase: Phase;
  readonly usage: readonly BenefitUsage[];
  /** Null until they are read. */
  readonly rules: TierRuleBook | null;
}
