import type { BenefitUsage, Tier } from '@jifen/sdk';
import type { Phase } from '../state.js';

/** The ladder with what each step gives, and what the member used of it. */
export interface TierSheet {
  readonly kind: 'tier';
  readonly phase: Phase;
  readonly ladder: readonly Tier[];
  readonly usage: readonly BenefitUsage[];
}
