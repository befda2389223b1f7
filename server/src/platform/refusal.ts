import type { Period } from './period.rules.js';
import type { Cash } from './currency.rules.js';

/** The facts of each refusal; whoever translates it puts them into words. A name means one kind of fact: callers ask for all of them at once. */
interface Facts {
  INSUFFICIENT_POINTS: { balance: number; required: number };
  OUT_OF_STOCK: { variantId: string; available: number };
  LIMIT_REACHED: { rewardId: string; limit: number; left: number; period: Period };
  NOT_ON_SALE: { rewardId: string; onSaleFrom: Date | null; onSaleUntil: Date | null };
  PRICE_CHANGED: { expected: PriceFact; actual: PriceFact };
  CURRENCY_MISMATCH: { expectedCurrency: string; actualCurrency: string };
  IDEMPOTENCY_CONFLICT: { key: string };
  NOT_FOUND: { id: string };
  INVALID_INPUT: { reason: LocalizedReason };
  ALREADY_CHECKED_IN: { nextAt: Date };
  /** The reason where the state alone does not tell it. */
  INVALID_STATE: { state: string; reason?: LocalizedReason };
  PAYMENT_DECLINED: { exchangeId: string };
  ALREADY_EXISTS: { id: string };
  /** The lowest tier that may, by its key and as members call it. */
  TIER_REQUIRED: { tier: string; title: LocalizedReason };
  TARGET_REACHED: { pointsLeft: number };
  AMOUNT_OUT_OF_RANGE: { least: number; most: number | null };
  ALREADY_VOTED: { campaignId: string };
}

export interface PriceFact {
  points: number;
  cash: Cash | null;
}

/** Why an input is not acceptable, said to people. */
export interface LocalizedReason {
  zh: string;
  en: string;
}

/** Names the rule that refused. */
export type RefusalCode = keyof Facts;

/** A rule that said no, with the facts it decided on. Refusals are answers, not exceptions. */
export type Refusal = {
  [Code in RefusalCode]: { code: Code; path?: string[] } & Facts[Code];
}[RefusalCode];

export interface Refused {
  refused: Refusal[];
}

export function refuse(...refused: Refusal[]): Refused {
  return { refused };
}

/** An id, as it came in this field, that names nothing of the caller's. */
export function unknownId(field: string, id: string): Refused {
  return refuse({ code: 'NOT_FOUND', id, path: [field] });
}

export function isRefused(outcome: object): outcome is Refused {
  return 'refused' in outcome;
}
