import type { RewardStatus, Stock } from './types.js';

interface Offered {
  readonly status: RewardStatus;
  readonly onSaleFrom: string | null;
  /** When the sale begins for this member, earlier than for everybody. */
  readonly earlyAccess: string | null;
  readonly onSaleUntil: string | null;
}

export type Availability =
  | { readonly kind: 'coming-soon'; readonly from: string | null }
  | { readonly kind: 'ended' }
  | { readonly kind: 'sold-out' }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'left'; readonly count: number; readonly low: boolean };

const fewEnoughToHurry = 10;

/** What can be said of a reward now: the window by the clock, the rest by the newest stock of its variants. */
export function availability(reward: Offered, stocks: readonly Stock[], now: number): Availability {
  const from = reward.earlyAccess ?? reward.onSaleFrom;
  if (from !== null && Date.parse(from) > now) return { kind: 'coming-soon', from };
  if (reward.onSaleUntil !== null && Date.parse(reward.onSaleUntil) <= now) return { kind: 'ended' };
  if (reward.status === 'ENDED') return { kind: 'ended' };
  if (reward.status === 'COMING_SOON' && reward.onSaleFrom === null)
    return { kind: 'coming-soon', from: null };
  if (stocks.some((stock) => stock.unlimited)) return { kind: 'unlimited' };
  const count = stocks.reduce((sum, stock) => sum + (stock.available ?? 0), 0);
  return count <= 0 ? { kind: 'sold-out' } : { kind: 'left', count, low: count <= fewEnoughToHurry };
}

export type Readiness =
  | 'ready'
  | 'signed-out'
  | 'locked'
  | 'coming-soon'
  | 'ended'
  | 'sold-out'
  | 'limit-reached'
  | { readonly short: number };

/** Why the exchange button can or cannot be pressed; the server decides again, on locked facts. */
export function readiness(asked: {
  readonly availability: Availability;
  readonly quantity: number;
  readonly limitLeft: number | null;
  /** Whether it needs a higher tier than the member's. */
  readonly locked: boolean;
  readonly points: number;
  readonly balance: number | null;
}): Readiness {
  const { kind } = asked.availability;
  if (kind === 'coming-soon' || kind === 'ended' || kind === 'sold-out') return kind;
  if (asked.balance === null) return 'signed-out';
  if (asked.locked) return 'locked';
  if (asked.limitLeft !== null && asked.limitLeft < asked.quantity) return 'limit-reached';
  return asked.balance < asked.points ? { short: asked.points - asked.balance } : 'ready';
}

/** The most that may be asked for at once: what is left, what the limit leaves, and a sane ceiling. */
export function mostAtOnce(stock: Stock, limitLeft: number | null): number {
  return Math.max(1, Math.min(stock.available ?? 20, limitLeft ?? 20, 20));
}
