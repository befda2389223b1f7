import type { Refusal } from '../platform/refusal.js';
import type { Allotment, PledgeState, PoolState } from './pool.rows.js';

/** What a pledge is decided on; `asked` is what it shall be in all, `current` what it is. */
export interface AskedPledge {
  asked: number;
  current: number;
  pledged: number;
  target: number;
  least: number;
  most: number | null;
}

/** Why a pledge of so many points in all is not taken; null when it is. The last gap may be smaller than the least pledge. */
export function checkPledge({ asked, current, pledged, target, least, most }: AskedPledge): Refusal | null {
  const left = target - pledged;
  if (asked <= current) return notRaised;
  const floor = Math.min(least, current + left);
  // Before the target: whoever then asked for all that is left would be refused again.
  if (most !== null && asked > most) return { code: 'AMOUNT_OUT_OF_RANGE', least: floor, most };
  if (asked - current > left) return { code: 'TARGET_REACHED', pointsLeft: left };
  return asked < floor ? { code: 'AMOUNT_OUT_OF_RANGE', least: floor, most } : null;
}

const notRaised: Refusal = {
  code: 'INVALID_INPUT',
  reason: {
    zh: '参与积分只能增加；要取回积分，请退出。',
    en: 'A pledge can only be raised; to have points back, withdraw it.',
  },
};

/** The deadline is asked with every pledge, so that no pledge depends on when the clock's job ran. */
export function isOpen(state: PoolState, deadline: Date, now: Date): boolean {
  return state === 'open' && deadline > now;
}

/** The state as it is told: past its deadline an open pool has failed. */
export function stateNow(state: PoolState, deadline: Date, now: Date): PoolState {
  return state === 'open' && !isOpen(state, deadline, now) ? 'failed' : state;
}

/** Whole percent, rounded down: 100 is the target and nothing less. */
export function percent(pledged: number, target: number): number {
  // The product may be larger than numbers are exact.
  return Number((BigInt(pledged) * 100n) / BigInt(target));
}

/** What becomes of a held pledge once its pool is closed; null while it is not. */
export function resolution(state: PoolState): Extract<PledgeState, 'captured' | 'released'> | null {
  if (state === 'succeeded') return 'captured';
  return state === 'failed' ? 'released' : null;
}

/** The state of a closed pool whose pledges are all resolved; a draw waits for its result. */
export function resolvedState(state: PoolState, allotment: Allotment): PoolState {
  if (state === 'failed') return 'released';
  return state === 'succeeded' && allotment !== 'draw' ? 'completed' : state;
}
