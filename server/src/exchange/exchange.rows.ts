import type { RewardKind } from '../catalog/reward.draft.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Cash } from '../platform/currency.rules.js';

export type ExchangeState =
  | 'awaiting_payment'
  | 'confirmed'
  | 'fulfilled'
  | 'cancelled'
  | 'refunded'
  | 'expired';

export interface ExchangeLine {
  position: number;
  rewardId: string;
  variantId: string;
  pricePlanId: string;
  kind: RewardKind;
  title: LocalizedText;
  quantity: number;
  /** What was paid for one piece. */
  unitPoints: number;
  /** What one piece costs without the member's discount; null when there was none. */
  listPoints: number | null;
  unitCashMinor: number | null;
  /** The period whose limit the line used; null without a limit. */
  limitStartsOn: string | null;
  /** The batch the line was taken from; null without batches. */
  batchStartedOn: string | null;
  /** When its codes were given out or the goods handed over. */
  deliveredAt: Date | null;
}

export interface Exchange {
  id: string;
  programId: string;
  memberId: string;
  state: ExchangeState;
  points: number;
  cash: Cash | null;
  transferId: string | null;
  holdId: string | null;
  paymentDueAt: Date | null;
  /** Whether the member's tier has its physical lines sent free of charge. */
  freeShipping: boolean;
  carrier: string | null;
  trackingNumber: string | null;
  fulfilledAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  lines: ExchangeLine[];
}

export type PaymentState =
  | 'pending'
  | 'capturing'
  | 'captured'
  | 'failed'
  | 'voiding'
  | 'voided'
  | 'refunding'
  | 'refunded';

export interface Payment {
  exchangeId: string;
  programId: string;
  provider: string;
  intentId: string | null;
  amount: Cash;
  state: PaymentState;
}
