import type { LocalizedText } from '../graphql/localized.js';
import type { LedgerBook } from './ledger.book.js';
import { splitEarned } from './ledger.rules.js';
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
  const debt = -(ledger.account(memberId, 'owed')?.posted ?? 0);
  if (debt === 0) return;
  const { repaid } = splitEarned(ledger.available(memberId), debt);
  if (repaid === 0) return;
  const to = { ownerId: memberId, kind: 'owed' } as const;
  spend(ledger, { programId, memberId, amount: repaid, reason: 'repayment', subjectId, note, to });
}
