import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import type { TransferReason } from './ledger.rows.js';
import { splitEarned } from './ledger.rules.js';

export interface Earned {
  programId: string;
  memberId: string;
  amount: number;
  reason: TransferReason;
  subjectId: string | null;
  /** What for, in the member's words, shown in the statement. */
  note?: LocalizedText | null;
  /** The day in the program's time zone on which the points count as earned. */
  earnedOn: string;
  expiresAt: Date;
}

/**
 * Credits points from the mall's issuance; what the member owes is repaid first.
 * Gives the movement that reached the member's points, or null when all of it repaid a debt.
 */
export function earn(ledger: LedgerBook, earned: Earned): string | null {
  return credit(ledger, earned, { ownerId: earned.programId, kind: 'issuance' });
}

/** Points that were pending become spendable. */
export function releasePending(ledger: LedgerBook, earned: Earned, transferId: string): void {
  const releasedBy = credit(ledger, earned, { ownerId: earned.memberId, kind: 'pending' });
  ledger.takePending(transferId, earned.amount, releasedBy);
}

/** Credits points the member can see but not spend before `dueAt`. */
export function earnPending(ledger: LedgerBook, earned: Earned, dueAt: Date): string {
  const { programId, memberId, amount, reason, subjectId, note } = earned;
  const transferId = ledger.transfer({
    programId,
    from: { ownerId: programId, kind: 'issuance' },
    to: { ownerId: memberId, kind: 'pending' },
    amount,
    reason,
    subjectId,
    note: note ?? null,
  });
  ledger.addPending({ transferId, programId, ownerId: memberId, amount, dueAt, releasedBy: null });
  return transferId;
}

type Source = { ownerId: string; kind: 'issuance' } | { ownerId: string; kind: 'pending' };

function credit(ledger: LedgerBook, earned: Earned, from: Source): string | null {
  const { programId, memberId, reason, subjectId, note } = earned;
  const { repaid, kept } = splitEarned(earned.amount, ledger.owed(memberId));
  if (repaid > 0) {
    const to = { ownerId: memberId, kind: 'owed' } as const;
    ledger.transfer({
      programId,
      from,
      to,
      amount: repaid,
      reason: 'repayment',
      subjectId,
      note: note ?? null,
    });
  }
  if (kept === 0) return null;
  const to = { ownerId: memberId, kind: 'points' } as const;
  const transferId = ledger.transfer({
    programId,
    from,
    to,
    amount: kept,
    reason,
    subjectId,
    note: note ?? null,
  });
  ledger.putIntoLot(transferId, {
    programId,
    ownerId: memberId,
    earnedOn: earned.earnedOn,
    expiresAt: earned.expiresAt,
    amount: kept,
  });
  return transferId;
}
