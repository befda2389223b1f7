import { LedgerBook } from '../ledger/ledger.book.js';
import { takeBack } from '../ledger/reverse.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { dayOf } from '../platform/calendar.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { type Purchase, PurchaseBook } from './purchase.book.js';
import { refundPoints } from './purchase.rules.js';

export interface RefundPurchase {
  /** As read before locking: buyer and movement of a purchase never change. */
  purchase: Pick<Purchase, 'programId' | 'memberId' | 'orderId' | 'transferId' | 'currency'>;
  idempotencyKey: string;
  /** Null: all that is not refunded yet. */
  amountMinor: number | null;
  currency: string | null;
  scoring: Scoring;
}

/** Money of an order goes back, and with it the points it earned and the tier it lifted to (E1, L5). */
export function refundPurchase(
  input: RefundPurchase,
): Command<{ purchaseId: string; taken: number; owed: number }> {
  const { programId, memberId, orderId, transferId } = input.purchase;
  const { timeZone } = input.scoring;
  return {
    name: 'earning.refundPurchase',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { orderId, amountMinor: input.amountMinor, currency: input.currency },
    },
    prepare(books) {
      const ledger = books.book(LedgerBook);
      ledger.need.points(programId, memberId);
      ledger.need.account(programId, memberId, 'owed');
      ledger.need.account(programId, memberId, 'pending');
      if (transferId !== null) {
        ledger.need.transfer(transferId);
        ledger.need.pending(transferId);
      }
      books.book(TierBook).need(memberId);
      books.book(PurchaseBook).need(programId, orderId);
    },
    decide(books) {
      const purchase = books.book(PurchaseBook).find(programId, orderId);
      if (purchase === null) return refuse({ code: 'NOT_FOUND', id: orderId, path: ['orderId'] });
      if (input.currency !== null && input.currency !== purchase.currency) {
        return refuse({
          code: 'CURRENCY_MISMATCH',
          expectedCurrency: purchase.currency,
          actualCurrency: input.currency,
          path: ['amount'],
        });
      }
      const open = purchase.totalMinor - purchase.refundedMinor;
      const amount = input.amountMinor ?? open;
      if (open === 0 && purchase.totalMinor > 0) {
        return refuse({ code: 'INVALID_STATE', state: 'refunded', path: ['orderId'] });
      }
      if (amount > open || amount <= 0) {
        const zh = '退款金额须大于零，且不超过尚未退款的金额。';
        const en = 'The refund must be above zero and at most what is not refunded yet.';
        return refuse({ code: 'INVALID_INPUT', reason: { zh, en }, path: ['amount'] });
      }
      const points = refundPoints(purchase, amount);
      const result =
        points === 0
          ? { taken: 0, owed: 0 }
          : takeBack(books.book(LedgerBook), {
              programId,
              memberId,
              earnedBy: transferId,
              amount: points,
              reason: 'purchase_refund',
              subjectId: purchase.id,
            });
      books.book(PurchaseBook).addRefund(purchase, amount, points);
      const day = dayOf(purchase.purchasedAt, timeZone);
      const recordedOn = dayOf(purchase.recordedAt, timeZone);
      books.book(TierBook).refunded(memberId, { minor: amount, day, recordedOn }, input.scoring);
      return { purchaseId: purchase.id, ...result };
    },
  };
}
