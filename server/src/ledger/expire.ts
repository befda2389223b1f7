import type { Command } from '../platform/group-commit/command.js';
import { LedgerBook } from './ledger.book.js';
import { allocateExpiry } from './ledger.rules.js';

/** Moves a member's points that are past their expiry into the member's expired account (L9); held ones stay until their hold ends. */
export function expirePoints(programId: string, memberId: string): Command<{ expired: number }> {
  return {
    name: 'ledger.expire',
    programId,
    idempotency: null,
    prepare(books) {
      const ledger = books.book(LedgerBook);
      ledger.need.points(programId, memberId);
      ledger.need.account(programId, memberId, 'expired');
    },
    decide(books) {
      const ledger = books.book(LedgerBook);
      const amount = ledger.expirable(memberId);
      if (amount === 0) return { expired: 0 };
      const lots = ledger.lotsOf(memberId);
      const allocations = ledger.covered(allocateExpiry(lots, amount, books.now.getTime()));
      const transferId = ledger.transfer({
        programId,
        from: { ownerId: memberId, kind: 'points' },
        to: { ownerId: memberId, kind: 'expired' },
        amount,
        reason: 'expiry',
        subjectId: null,
      });
      ledger.takeFromLots(transferId, allocations);
      return { expired: amount };
    },
  };
}
