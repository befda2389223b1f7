import { ownPrice } from '@jifen/sdk';
import { availability, mostAtOnce } from './availability.js';
import type { KeptLine } from './kept-line.js';
import { isLocked, openPlans, planOfPrice, samePrice } from './price.js';
import type { Line } from './state.js';
import type { Reward } from './types.js';

/** What has become of the lines of an earlier visit: what can be had still, and the titles of what cannot as it was. */
export interface Rechecked {
  readonly lines: readonly Line[];
  /** Cannot be had any more at all. */
  readonly gone: readonly string[];
  /** There are fewer left than were in the cart. */
  readonly fewer: readonly string[];
  readonly repriced: readonly string[];
}

/** Looks at each line anew, by what its reward is for this member now; without its reward it is gone. */
export function recheck(kept: readonly KeptLine[], rewards: readonly Reward[], now: number): Rechecked {
  const lines: Line[] = [];
  const gone: string[] = [];
  const fewer: string[] = [];
  const repriced: string[] = [];
  for (const before of kept) {
    const reward = rewards.find(({ handle }) => handle === before.handle);
    const line = reward === undefined ? null : lineNow(before, reward, now);
    if (line === null) {
      gone.push(reward?.title ?? before.title);
      continue;
    }
    lines.push(line);
    if (line.quantity < before.quantity) fewer.push(line.reward.title);
    if (!samePrice(ownPrice(line.plan), before.price)) repriced.push(line.reward.title);
  }
  return { lines, gone, fewer, repriced };
}

function lineNow(before: KeptLine, reward: Reward, now: number): Line | null {
  const variant = reward.variants.find(({ id }) => id === before.variantId);
  if (variant === undefined || isLocked(reward, true) || reward.limitLeft === 0) return null;
  const { kind } = availability(reward, [variant.stock], now);
  if (kind !== 'left' && kind !== 'unlimited') return null;
  const plan =
    openPlans(variant).find(({ id }) => id === before.planId) ?? planOfPrice(variant, before.price);
  if (plan === null) return null;
  const quantity = Math.min(before.quantity, mostAtOnce(variant.stock, reward.limitLeft));
  return { reward, variant, plan, quantity };
}
