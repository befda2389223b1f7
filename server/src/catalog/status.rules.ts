import type { Pricing } from './price.rules.js';
import type { RewardState } from './reward.draft.js';

/** Where a reward stands for members. */
export type RewardStatus = 'coming_soon' | 'on_sale' | 'sold_out' | 'ended';

export interface StatusFacts {
  state: RewardState;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  pricing: Pricing;
}

/** When a sale begins for which there is a price: what has none yet is not to be had, though its window be open. */
export function saleFrom(onSaleFrom: Date | null, pricing: Pricing): Date | null {
  if (!(pricing instanceof Date)) return onSaleFrom;
  return onSaleFrom !== null && onSaleFrom > pricing ? onSaleFrom : pricing;
}

/** Window and prices are asked before the stock: what has not begun is not sold out, what is over stays over. */
export function rewardStatus(facts: StatusFacts, inStock: boolean, now: Date): RewardStatus {
  if (facts.state !== 'listed' || facts.pricing === 'over') return 'ended';
  if (facts.onSaleUntil !== null && facts.onSaleUntil <= now) return 'ended';
  const begins = saleFrom(facts.onSaleFrom, facts.pricing);
  if (begins !== null && begins > now) return 'coming_soon';
  return inStock ? 'on_sale' : 'sold_out';
}
