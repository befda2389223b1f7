import type { LocalizedText } from '../graphql/localized.js';
import type { Allocation, Lot } from './ledger.rules.js';

/** Accounts that belong to a member and carry a balance. */
export type MemberAccountKind = 'points' | 'pending' | 'owed' | 'expired';
/** Accounts with a row and a balance: a member's, or the escrow of what members give points to together. */
export type CarryingKind = MemberAccountKind | 'escrow';
/** The mall's own accounts: insert-only, their balance is the sum of their postings. */
export type SystemAccountKind = 'issuance' | 'redeemed' | 'donated';

const systemKinds: ReadonlySet<string> = new Set<SystemAccountKind>(['issuance', 'redeemed', 'donated']);

export function isSystem(kind: CarryingKind | SystemAccountKind): kind is SystemAccountKind {
  return systemKinds.has(kind);
}

export type TransferReason =
  | 'purchase'
  | 'purchase_refund'
  | 'grant'
  | 'check_in'
  | 'exchange'
  | 'exchange_refund'
  | 'expiry'
  | 'pending_release'
  | 'repayment'
  | 'donation'
  | 'donation_settlement'
  | 'pledge'
  | 'pool_settlement'
  | 'vote'
  | 'birthday';

/** An account that carries a balance or one of the mall's own. */
export type Party = { ownerId: string; kind: CarryingKind } | { ownerId: string; kind: SystemAccountKind };

/** What a command wants moved. */
export interface Movement {
  programId: string;
  from: Party;
  to: Party;
  amount: number;
  reason: TransferReason;
  subjectId: string | null;
  reverses?: string | null;
  note?: LocalizedText | null;
}

/** One locked account as the group knows it. */
export interface Account {
  ownerId: string;
  kind: CarryingKind;
  posted: number;
  held: number;
  version: number;
  changed: boolean;
}

export interface Leg {
  ownerId: string;
  kind: CarryingKind | SystemAccountKind;
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
  /** Which lots its points were taken from or put into. */
  allocations: Allocation[];
}

export interface LotRow extends Lot {
  /** Of a new one; nobody asks it of those that are stored. */
  programId: string | null;
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
  /** The movement that made them spendable, if they are. */
  releasedBy: string | null;
}
