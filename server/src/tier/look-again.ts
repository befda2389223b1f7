import { LedgerBook } from '../ledger/ledger.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { encodeId } from '../platform/ids.js';
import type { Scoring } from './scoring.js';
import { TierBook } from './tier.book.js';

export interface LookAgain {
  programId: string;
  memberId: string;
  scoring: Scoring;
}

/**
 * Looks at where a member stands now: rules that came into force lift at once, and a validity that is over is renewed or
 * lands one step lower. It decides on the locked row, so done twice it does nothing the second time.
 */
export function lookAgain({ programId, memberId, scoring }: LookAgain): Command<{ moved: boolean }> {
  return {
    name: 'tier.lookAgain',
    programId,
    idempotency: null,
    prepare(books) {
      books.book(LedgerBook).need.account(programId, memberId, 'points');
      books.book(TierBook).need(memberId);
    },
    decide(books) {
      const tiers = books.book(TierBook);
      if (!tiers.isOf(memberId, programId)) {
        return refuse({ code: 'NOT_FOUND', id: encodeId('member', memberId) });
      }
      return { moved: tiers.look(memberId, scoring) };
    },
  };
}
