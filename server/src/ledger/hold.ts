import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import type { Hold, TransferReason } from './ledger.rows.js';
import { allocateCapture } from './ledger.rules.js';

/** Ends a hold by spending its points, earliest expiry first; gives the movement. */
export function captureHold(
  ledger: LedgerBook,
  hold: Hold,
  reason: TransferReason,
  note: LocalizedText | null,
): string {
  const { programId, ownerId, amount, subjectId } = hold;
  const allocations = ledger.covered(allocateCapture(ledger.lotsOf(ownerId), amount));
  let transferId = '';
  ledger.resolveHold(hold.id, 'captured', () => {
    transferId = ledger.transfer({
      programId,
      from: { ownerId, kind: 'points' },
      to: { ownerId: programId, kind: 'redeemed' },
      amount,
      reason,
      subjectId,
      note,
    });
    ledger.takeFromLots(transferId, allocations);
    return transferId;
  });
  return transferId;
}

/** Ends a hold without spending: its points are available again, and expire if they came due meanwhile. */
export function releaseHold(ledger: LedgerBook, hold: Hold, outcome: 'released' | 'expired'): void {
  ledger.resolveHold(hold.id, outcome, () => null);
}
