import { OfferBook } from '../catalog/offer.book.js';
import { addDays, dayOf, startOfDay } from '../platform/calendar.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { releaseHold } from '../ledger/hold.js';
import { refundSpend } from '../ledger/reverse.js';
import type { Books } from '../platform/group-commit/command.js';
import { StockBook } from '../stock/stock.book.js';
import { putBack } from '../stock/stock.rules.js';
import { ExchangeBook } from './exchange.book.js';
import type { Exchange, ExchangeLine } from './exchange.rows.js';
import { summarise } from './exchange.rules.js';
import { LimitBook } from './limit.book.js';

/** An exchange as it is known before its rows are locked: what never changes about it. */
export type KnownExchange = Pick<Exchange, 'id' | 'programId' | 'memberId' | 'transferId' | 'holdId'> & {
  lines: readonly Pick<ExchangeLine, 'variantId' | 'quantity'>[];
};

/** What undoing an exchange must know of the program. */
export interface UnwindRules {
  timeZone: string;
  refundGraceDays: number;
}

/** Locks everything an exchange touched. */
export function needExchange(books: Books, known: KnownExchange, timeZone: string): void {
  const ledger = books.book(LedgerBook);
  for (const line of known.lines) books.book(StockBook).need(line.variantId);
  ledger.need.return(known.programId, known.memberId);
  ledger.need.earning(known.programId, known.memberId, dayOf(books.now, timeZone));
  if (known.transferId !== null) ledger.need.transfer(known.transferId);
  if (known.holdId !== null) ledger.need.hold(known.holdId);
  books.book(LimitBook).need(
    known.memberId,
    known.lines.map((line) => line.variantId),
  );
  books.book(ExchangeBook).need(known.id);
}

/** Stock and limits of some lines are free again. */
export function putBackLines(books: Books, exchange: Exchange, lines: readonly ExchangeLine[]): void {
  const { programId, memberId } = exchange;
  for (const line of lines) {
    const stock = books.book(StockBook).row(programId, line.variantId);
    const batchStart = books.book(OfferBook).batchStart(programId, line.variantId);
    if (stock !== null) {
      books
        .book(StockBook)
        .set(line.variantId, putBack(stock, line.quantity, batchStart, line.batchStartedOn));
    }
  }
  for (const line of exchange.lines) {
    if (line.limitStartsOn === null) continue;
    books.book(LimitBook).add(programId, memberId, line.rewardId, line.limitStartsOn, -line.quantity);
  }
}

/** Ends the hold of an unpaid exchange; its cash part, if authorised meanwhile, is given back by settlement. */
export function releaseUnpaid(books: Books, exchange: Exchange, outcome: 'released' | 'expired'): void {
  const ledger = books.book(LedgerBook);
  const hold = exchange.holdId === null ? null : ledger.hold(exchange.holdId);
  if (hold !== null) releaseHold(ledger, hold, outcome);
  const payment = books.book(ExchangeBook).payment(exchange.id);
  if (payment !== null) books.book(ExchangeBook).setPaymentState(payment, 'voiding');
}

/** Points go back into their lots, cash goes back through the provider. */
export function refundPaid(books: Books, exchange: Exchange, rules: UnwindRules): void {
  const { programId, memberId, transferId, points: amount, id: subjectId } = exchange;
  const today = dayOf(books.now, rules.timeZone);
  if (transferId !== null) {
    refundSpend(books.book(LedgerBook), {
      programId,
      memberId,
      transferId,
      amount,
      reason: 'exchange_refund',
      note: summarise(exchange.lines),
      subjectId,
      today,
      graceUntil: startOfDay(addDays(today, rules.refundGraceDays + 1), rules.timeZone),
    });
  }
  const payment = books.book(ExchangeBook).payment(exchange.id);
  if (payment !== null) books.book(ExchangeBook).setPaymentState(payment, 'refunding');
}
