import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import type { TransferReason } from './ledger.rows.js';
import { allocateTakeBack, splitClawback } from './ledger.rules.js';
import { repayOwed } from './repay.js';

export interface Refunded {
  programId: string;
  memberId: string;
  /** The movement that is undone, whole. */
  transferId: string;
  amount: number;
  reason: TransferReason;
  subjectId: string;
  note: LocalizedText | null;
  /** Day and expiry of what replaces lots that have expired meanwhile. */
  today: string;
  graceUntil: Date;
}

/**
 * Undoes a spend: the points go back into the very lots they came from, with their old expiry.
 * What came from lots that expired meanwhile gets a short new life, so that a refund is never worthless. What is owed is then repaid.
 */
export function refundSpend(ledger: LedgerBook, refunded: Refunded): void {
  const { programId, memberId, amount, reason, subjectId, transferId, note } = refunded;
  const now = ledger.books.now.getTime();
  const allocations = ledger.allocationsOf(transferId);
  const back = ledger.transfer({
    programId,
    from: { ownerId: programId, kind: 'redeemed' },
    to: { ownerId: memberId, kind: 'points' },
    amount,
    reason,
    subjectId,
    note,
    reverses: transferId,
  });
  const alive = allocations.filter(({ lotId }) => (ledger.lot(lotId)?.expiresAt ?? 0) > now);
  ledger.restoreToLots(back, alive);
  const lost = amount - alive.reduce((sum, allocation) => sum + allocation.amount, 0);
  if (lost > 0) {
    const lot = {
      programId,
      ownerId: memberId,
      earnedOn: refunded.today,
      expiresAt: refunded.graceUntil,
      amount: lost,
    };
    ledger.putIntoLot(back, lot);
  }
  repayOwed(ledger, { programId, memberId, subjectId, note });
}

export interface TakenBack {
  programId: string;
  memberId: string;
  /** The movement that credited the points. */
  earnedBy: string | null;
  amount: number;
  reason: TransferReason;
  subjectId: string;
}

/** Takes back what was earned: pending points first, then the member's own; the rest is owed and repaid from later earnings. */
export function takeBack(ledger: LedgerBook, taken: TakenBack): { taken: number; owed: number } {
  const { programId, memberId, reason, subjectId, earnedBy } = taken;
  const to = { ownerId: programId, kind: 'issuance' } as const;
  const base = { programId, to, reason, subjectId, reverses: earnedBy };

  const fromPending = earnedBy === null ? 0 : Math.min(taken.amount, ledger.pendingOf(earnedBy));
  if (earnedBy !== null && fromPending > 0) {
    ledger.transfer({ ...base, from: { ownerId: memberId, kind: 'pending' }, amount: fromPending });
    ledger.takePending(earnedBy, fromPending);
  }
  const split = splitClawback(taken.amount - fromPending, ledger.available(memberId));
  if (split.taken > 0) {
    const own = earnedBy === null ? new Set<string>() : ledger.earnedLots(earnedBy);
    const now = ledger.books.now.getTime();
    const allocations = ledger.covered(allocateTakeBack(ledger.lotsOf(memberId), own, split.taken, now), own);
    const transferId = ledger.transfer({
      ...base,
      from: { ownerId: memberId, kind: 'points' },
      amount: split.taken,
    });
    ledger.takeFromLots(transferId, allocations);
  }
  if (split.owed > 0)
    ledger.transfer({ ...base, from: { ownerId: memberId, kind: 'owed' }, amount: split.owed });
  return { taken: fromPending + split.taken, owed: split.owed };
}
