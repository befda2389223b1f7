import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import type { Hold, Party, TransferReason } from './ledger.rows.js';
import { allocateCapture } from './ledger.rules.js';
import { repayOwed } from './repay.js';

export interface Captured {
  reason: TransferReason;
  /** What it was spent on, shown in the statement. */
  note: LocalizedText | null;
  /** Where the points go; the mall's own account of what was redeemed unless said otherwise. */
  to?: Party;
}

/** Ends a hold by spending its points, earliest expiry first; gives the movement. */
export function captureHold(ledger: LedgerBook, hold: Hold, captured: Captured): string {
  const { programId, ownerId, amount, subjectId } = hold;
  const allocations = ledger.covered(allocateCapture(ledger.lotsOf(ownerId), amount));
  let transferId = '';
  ledger.resolveHold(hold.id, 'captured', () => {
    transferId = ledger.transfer({
      programId,
      from: { ownerId, kind: 'points' },
      to: captured.to ?? { ownerId: programId, kind: 'redeemed' },
      amount,
      reason: captured.reason,
      subjectId,
      note: captured.note,
    });
    ledger.takeFromLots(transferId, allocations);
    return transferId;
  });
  return transferId;
}

/** Ends a hold without spending: its points repay what is owed or are available again, and expire if they came due meanwhile. */
export function releaseHold(ledger: LedgerBook, hold: Hold, outcome: 'released' | 'expired'): void {
  const { programId, ownerId: memberId, subjectId } = hold;
  ledger.resolveHold(hold.id, outcome, () => null);
  repayOwed(ledger, { programId, memberId, subjectId, note: null });
}
