import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import type { Party, TransferReason } from './ledger.rows.js';
import { allocateSpend } from './ledger.rules.js';

export interface Spent {
  programId: string;
  memberId: string;
  /** Must be at most what ledger.available says. */
  amount: number;
  reason: TransferReason;
  subjectId: string;
  /** What it was spent on, shown in the statement. */
  note: LocalizedText | null;
  /** Where the points go; the mall's own account of what was redeemed unless said otherwise. */
  to?: Party;
}

/** Moves points from a member, earliest expiry first, and gives the movement. */
export function spend(ledger: LedgerBook, spent: Spent): string {
  const { programId, memberId, amount, reason, subjectId, note } = spent;
  const allocations = ledger.covered(
    allocateSpend(ledger.lotsOf(memberId), amount, ledger.books.now.getTime()),
  );
  const transferId = ledger.transfer({
    programId,
    from: { ownerId: memberId, kind: 'points' },
    to: spent.to ?? { ownerId: programId, kind: 'redeemed' },
    amount,
    reason,
    subjectId,
    note,
  });
  ledger.takeFromLots(transferId, allocations);
  return transferId;
}
