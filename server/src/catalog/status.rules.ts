import type { RewardState } from './reward.draft.js';

/** Where a reward stands for members. */
export type RewardStatus = 'coming_soon' | 'on_sale' | 'sold_out' | 'ended';

export interface StatusFacts {
  state: RewardState;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
}

/** The window is asked before the stock: what has not begun is not sold out, what is over stays over. */
export function rewardStatus(facts: StatusFacts, inStock: boolean, now: Date): RewardStatus {
  if (facts.state !== 'listed') return 'ended';
  if (facts.onSaleUntil !== null && facts.onSaleUntil <= now) return 'ended';
  if (facts.onSaleFrom !== null && facts.onSaleFrom > now) return 'coming_soon';
  return inStock ? 'on_sale' : 'sold_out';
}
