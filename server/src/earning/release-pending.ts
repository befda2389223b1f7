import { releasePending } from '../ledger/earn.js';
import { expiresAt, type ExpiryRule } from '../ledger/expiry.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { dayOf } from '../platform/calendar.js';
import type { Command } from '../platform/group-commit/command.js';

export interface ReleasePending {
  programId: string;
  memberId: string;
  /** The movement that made the points pending. */
  transferId: string;
  timeZone: string;
  expiry: ExpiryRule;
}

/** Pending points whose waiting time is over become spendable; the expiry starts on this day. */
export function releaseDuePending(input: ReleasePending): Command<{ released: number }> {
  const { programId, memberId, transferId, timeZone } = input;
  return {
    name: 'earning.releasePending',
    programId,
    idempotency: null,
    prepare(books) {
      const ledger = books.book(LedgerBook);
      ledger.need.earning(programId, memberId, dayOf(books.now, timeZone));
      ledger.need.account(programId, memberId, 'pending');
      ledger.need.pending(transferId);
    },
    decide(books) {
      const ledger = books.book(LedgerBook);
      const amount = ledger.pendingOf(transferId);
      if (amount === 0) return { released: 0 };
      const earnedOn = dayOf(books.now, timeZone);
      const earned = {
        programId,
        memberId,
        amount,
        reason: 'pending_release' as const,
        subjectId: null,
        earnedOn,
        expiresAt: expiresAt(input.expiry, earnedOn, timeZone),
      };
      releasePending(ledger, earned, transferId);
      return { released: amount };
    },
  };
}
