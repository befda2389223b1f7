import type { LocalizedText } from '../graphql/localized.js';
import { earn, type Earned, earnPending } from '../ledger/earn.js';
import { expiresAt, type ExpiryRule } from '../ledger/expiry.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import type { Books, Command } from '../platform/group-commit/command.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { multipliedInWords } from '../platform/spoken.rules.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { PurchaseBook } from './purchase.book.js';
import {
  checkLines,
  checkOrderId,
  type PurchaseLine,
  purchasePoints,
  type PurchaseRule,
} from './purchase.rules.js';

/** The most points one order may earn: more is a mistake in the order, not a customer. */
const MOST_PER_ORDER = 1_000_000_000;

/** An order as the brand's backend tells of it. */
interface Order {
  orderId: string;
  totalMinor: number;
  currency: string;
  lines: PurchaseLine[];
  /** Null: now. */
  purchasedAt: Date | null;
}

export interface RecordPurchase extends Order {
  programId: string;
  memberId: string;
  programCurrency: string;
  /** By which calendar it counts, and what it counts for the buyer's tier. */
  scoring: Scoring;
  rule: PurchaseRule;
  expiry: ExpiryRule;
}

/** A paid order earns points (E1), once per order id of the brand. */
export function recordPurchase(input: RecordPurchase): Command<{ purchaseId: string }> {
  const { programId, memberId, orderId, totalMinor, currency, lines, scoring } = input;
  const { timeZone } = scoring;
  return {
    name: 'earning.recordPurchase',
    programId,
    idempotency: {
      scope: 'purchase',
      key: orderId,
      // Only a time that was named: a retry that names none means the same.
      input: { memberId, totalMinor, currency, lines, purchasedAt: input.purchasedAt?.toISOString() ?? null },
    },
    prepare(books) {
      const ledger = books.book(LedgerBook);
      ledger.need.earning(programId, memberId, dayOf(books.now, timeZone));
      if (input.rule.pendingDays > 0) ledger.need.account(programId, memberId, 'pending');
      books.book(TierBook).need(memberId);
      books.book(PurchaseBook).need(programId, orderId);
    },
    decide(books) {
      const wrong = checkOrder(input, input.programCurrency, books.now);
      if (wrong !== null) return refuse(wrong);
      if (books.book(PurchaseBook).find(programId, orderId) !== null) {
        return refuse({ code: 'ALREADY_EXISTS', id: orderId, path: ['orderId'] });
      }
      // As the buyer stands before this order counts.
      const times = books.book(TierBook).multiplier(memberId, scoring);
      const points = purchasePoints(input.rule, lines, scoring.minorPerUnit, times);
      if (points > MOST_PER_ORDER) {
        return refuse(
          invalid('订单金额过大，无法累计积分。', 'The order is too large to earn points.', 'total'),
        );
      }
      const id = books.newId();
      const purchasedAt = input.purchasedAt ?? books.now;
      const transferId = points === 0 ? null : giveFor(input, { id, points, times, purchasedAt }, books);
      books.book(PurchaseBook).add({
        id,
        programId,
        memberId,
        orderId,
        totalMinor,
        currency,
        lines,
        points,
        transferId,
        purchasedAt,
        recordedAt: books.now,
        refundedMinor: 0,
        refundedPoints: 0,
      });
      books.book(TierBook).spent(memberId, totalMinor, dayOf(purchasedAt, timeZone), scoring);
      return { purchaseId: id };
    },
  };
}

/** Gives the points of an order, at once or when the days in which it may be sent back are over. Gives the movement; null when all of it repaid a debt. */
function giveFor(
  { programId, memberId, scoring: { timeZone }, rule: { pendingDays }, expiry }: RecordPurchase,
  { id, points, times, purchasedAt }: { id: string; points: number; times: number; purchasedAt: Date },
  books: Books,
): string | null {
  const today = dayOf(books.now, timeZone);
  const earned: Earned = {
    programId,
    memberId,
    amount: points,
    reason: 'purchase',
    subjectId: id,
    note: times === 1 ? null : sprintNote(times),
    earnedOn: today,
    expiresAt: expiresAt(expiry, today, timeZone),
  };
  const dueAt = startOfDay(addDays(dayOf(purchasedAt, timeZone), pendingDays + 1), timeZone);
  const isPending = pendingDays > 0 && dueAt > books.now;
  const ledger = books.book(LedgerBook);
  return isPending ? earnPending(ledger, earned, dueAt) : earn(ledger, earned);
}

const dayMs = 86_400_000;
const earliest = new Date('2000-01-01T00:00:00Z');

/** Why nobody can have made this order; null when somebody can. */
export function checkOrder(order: Order, programCurrency: string, now: Date): Refusal | null {
  const { currency, lines, totalMinor, purchasedAt } = order;
  const unstorable = checkOrderId(order.orderId) ?? checkLines(lines);
  if (unstorable !== null) return unstorable;
  if (currency !== programCurrency) {
    return {
      code: 'CURRENCY_MISMATCH',
      expectedCurrency: programCurrency,
      actualCurrency: currency,
      path: ['total'],
    };
  }
  if (totalMinor < 0 || lines.some((line) => line.amountMinor < 0)) {
    return invalid('金额不能为负数。', 'An amount must not be negative.', 'total');
  }
  if (lines.reduce((sum, line) => sum + line.amountMinor, 0) !== totalMinor) {
    return invalid('各行金额之和须等于订单总额。', 'The lines must add up to the total.', 'lines');
  }
  // A day ahead forgives clocks that are set wrong; points must not wait for a year that never comes.
  if (purchasedAt !== null && (purchasedAt < earliest || purchasedAt.getTime() > now.getTime() + dayMs)) {
    return invalid(
      '付款时间不能早于 2000 年，也不能晚于现在一天以上。',
      'The time of payment lies in the year 2000 or later, and at most a day ahead.',
      'purchasedAt',
    );
  }
  return null;
}

function sprintNote(times: number): LocalizedText {
  return {
    zh: `保级冲刺，${multipliedInWords(times).zh}`,
    en: `Keep-sprint, ${multipliedInWords(times).en}`,
  };
}

function invalid(zh: string, en: string, field: string): Refusal {
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: [field] };
}
