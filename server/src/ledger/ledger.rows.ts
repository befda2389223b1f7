import type { LocalizedText } from '../graphql/localized.js';
import type { Lot } from './ledger.rules.js';

/** Accounts that belong to a member and carry a balance. */
export type MemberAccountKind = 'points' | 'pending' | 'owed' | 'expired';
/** The mall's own accounts: insert-only, their balance is the sum of their postings. */
export type SystemAccountKind = 'issuance' | 'redeemed';

export type TransferReason =
  | 'purchase'
  | 'purchase_refund'
  | 'grant'
  | 'check_in'
  | 'exchange'
  | 'exchange_refund'
  | 'expiry'
  | 'pending_release'
  | 'repayment';

/** One locked account as the group knows it. */
export interface Account {
  programId: string;
  ownerId: string;
  kind: MemberAccountKind;
  posted: number;
  held: number;
  version: number;
  changed: boolean;
}

export interface Leg {
  ownerId: string;
  kind: MemberAccountKind | SystemAccountKind;
  /** Null on the mall's own accounts. */
  version: number | null;
  balance: number | null;
}

/** One movement with both its legs. */
export interface Transfer {
  id: string;
  programId: string;
  debit: Leg;
  credit: Leg;
  amount: number;
  reason: TransferReason;
  subjectId: string | null;
  reverses: string | null;
  note: LocalizedText | null;
}

export interface LotRow extends Lot {
  programId: string;
  ownerId: string;
  state: 'stored' | 'changed' | 'new';
}

export interface Hold {
  id: string;
  programId: string;
  ownerId: string;
  amount: number;
  subjectId: string;
  expiresAt: Date;
  resolved: boolean;
}

export interface HoldResolution {
  holdId: string;
  outcome: 'captured' | 'released' | 'expired';
  transferId: string | null;
}

/** Points earned by one movement that the member cannot spend yet. */
export interface PendingPoints {
  transferId: string;
  programId: string;
  ownerId: string;
  amount: number;
  dueAt: Date;
}
