import { earn } from '../ledger/earn.js';
import { expiresAt, type ExpiryRule } from '../ledger/expiry.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { NoticeBook } from '../notice/notice.book.js';
import { dayOf } from '../platform/calendar.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { encodeId } from '../platform/ids.js';
import { BenefitBook } from './benefit.book.js';
import { BirthdayBook } from './birthday.book.js';
import { isGiftDue } from './birthday.rules.js';
import type { Scoring } from './scoring.js';
import { TierBook } from './tier.book.js';

export interface GiveBirthdayGift {
  programId: string;
  memberId: string;
  /** The birthday: today, or one that is made up for. */
  day: string;
  scoring: Scoring;
  expiry: ExpiryRule;
  leastDaysBetween: number;
}

/**
 * What the tier of a member gives for a birthday (T3), once a year whoever asks and however often. It is the tier the
 * member had that day: who rose later gets nothing for a birthday that was before.
 */
export function giveBirthdayGift(input: GiveBirthdayGift): Command<{ points: number }> {
  const { programId, memberId, day, scoring } = input;
  return {
    name: 'tier.giveBirthdayGift',
    programId,
    // The year of the gift is its key.
    idempotency: null,
    prepare(books) {
      books.book(LedgerBook).need.earning(programId, memberId, dayOf(books.now, scoring.timeZone));
      books.book(TierBook).need(memberId);
      books.book(BirthdayBook).need(memberId);
    },
    decide(books) {
      const [tiers, birthdays] = [books.book(TierBook), books.book(BirthdayBook)];
      if (!tiers.isOf(memberId, programId)) {
        return refuse({ code: 'NOT_FOUND', id: encodeId('member', memberId) });
      }
      const standing = tiers.standing(memberId, scoring, day);
      const step = tiers.step(memberId, scoring, day);
      const points = step?.benefits.birthdayPoints ?? 0;
      const isOfThatDay = standing.since !== null && standing.since <= day;
      if (step === null || points === 0 || !isOfThatDay) return { points: 0 };
      if (!isGiftDue(birthdays.last(memberId), day, input.leastDaysBetween)) return { points: 0 };
      const earnedOn = dayOf(books.now, scoring.timeZone);
      const subjectId = earn(books.book(LedgerBook), {
        programId,
        memberId,
        amount: points,
        reason: 'birthday',
        subjectId: null,
        note: step.title,
        earnedOn,
        expiresAt: expiresAt(input.expiry, earnedOn, scoring.timeZone),
      });
      birthdays.add({ programId, memberId, day, points });
      const benefit = 'birthday_gift' as const;
      books.book(BenefitBook).used({ programId, memberId, tier: step.key, benefit, subjectId, points });
      books.book(NoticeBook).add({
        programId,
        memberId,
        kind: benefit,
        subjectId: memberId,
        occasion: day.slice(0, 4),
        facts: { points, tier: step.title },
        at: books.now,
      });
      return { points };
    },
  };
}
