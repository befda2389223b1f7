import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import { spend } from './spend.js';

export interface CameBack {
  programId: string;
  memberId: string;
  /** What the points had been spent on or held for. */
  subjectId: string;
  note: LocalizedText | null;
}

/** Points that came back to a member repay what is owed before anything is bought with them. */
export function repayOwed(ledger: LedgerBook, { programId, memberId, subjectId, note }: CameBack): void {
  const owed = ledger.owed(memberId);
  if (owed === 0) return;
  const amount = Math.min(owed, ledger.available(memberId));
  if (amount === 0) return;
  const to = { ownerId: memberId, kind: 'owed' } as const;
  spend(ledger, { programId, memberId, amount, reason: 'repayment', subjectId, note, to });
}
