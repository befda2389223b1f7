import { earn } from '../ledger/earn.js';
import { expiresAt, type ExpiryRule } from '../ledger/expiry.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { CheckInBook } from './check-in.book.js';
import { type CheckInLadder, nextStreak, pointsFor } from './check-in.rules.js';

export interface CheckInInput {
  programId: string;
  memberId: string;
  idempotencyKey: string;
  /** By which calendar it counts, and what it counts for the member's tier. */
  scoring: Scoring;
  ladder: CheckInLadder;
  expiry: ExpiryRule;
}

/** The member's daily check-in (E2): once a calendar day of the program, more for days in a row. */
export function checkIn(input: CheckInInput): Command<{ day: string; streak: number; points: number }> {
  const { programId, memberId, scoring } = input;
  const { timeZone } = scoring;
  return {
    name: 'earning.checkIn',
    programId,
    idempotency: { scope: memberId, key: input.idempotencyKey, input: {} },
    prepare(books) {
      books.book(LedgerBook).need.earning(programId, memberId, dayOf(books.now, timeZone));
      books.book(TierBook).need(memberId);
      books.book(CheckInBook).need(memberId);
    },
    decide(books) {
      const day = dayOf(books.now, timeZone);
      const streak = nextStreak(books.book(CheckInBook).last(memberId), day);
      if (streak === null) {
        return refuse({ code: 'ALREADY_CHECKED_IN', nextAt: startOfDay(addDays(day, 1), timeZone) });
      }
      const points = pointsFor(input.ladder, streak);
      books.book(CheckInBook).add({ memberId, programId, day, streak, points });
      if (points > 0) {
        earn(books.book(LedgerBook), {
          programId,
          memberId,
          amount: points,
          reason: 'check_in',
          subjectId: null,
          earnedOn: day,
          expiresAt: expiresAt(input.expiry, day, timeZone),
        });
      }
      books.book(TierBook).interacted(memberId, 'checkIn', scoring);
      return { day, streak, points };
    },
  };
}
