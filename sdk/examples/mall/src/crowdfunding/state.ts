import type { PoolDetail, PoolProgress, PoolSummary } from '@jifen/sdk';
import type { Problem } from '../refusals.js';
import type { Phase } from '../state.js';
import type { Verdict } from './verdict.js';

/** What the page knows of pools. */
export interface Crowdfunding {
  /** Whether nobody has answered yet which there are. */
  readonly awaited: boolean;
  readonly pools: readonly PoolSummary[];
  /** The newest progress heard of each pool, whatever answer or socket it came from. */
  readonly progress: ReadonlyMap<string, PoolProgress>;
}

export interface PoolSheet {
  readonly kind: 'pool';
  /** Tells this opening of the sheet from every other. */
  readonly opening: string;
  readonly handle: string;
  readonly phase: Phase;
  readonly pool: PoolDetail | null;
  /** What the pledge shall be in all; null while the field for another amount is empty. */
  readonly points: number | null;
  readonly otherAmount: boolean;
  /** Withdrawing waits for a second, deliberate press. */
  readonly withdrawing: boolean;
  readonly working: boolean;
  readonly problem: Problem | null;
  /** What doing the draw again gave; null before. */
  readonly verified: Verdict | null;
}

export const noCrowdfunding: Crowdfunding = { awaited: true, pools: [], progress: new Map() };
