import { encodeId } from '../platform/ids.js';
import { captureHold } from '../ledger/hold.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { CodeBook } from './code.book.js';
import { deliverCodes } from './deliver-codes.js';
import { ExchangeBook } from './exchange.book.js';
import { summarise } from './exchange.rules.js';
import { type KnownExchange, needExchange } from './unwind.js';

export interface Capture {
  exchange: KnownExchange;
  idempotencyKey: string;
  timeZone: string;
}

/**
 * The cash part is authorised: points are captured and the exchange is confirmed, or, when its time is up, neither.
 * This commit is the decision; settlement carries it to the payment provider.
 */
export function capture({
  exchange: known,
  idempotencyKey,
  timeZone,
}: Capture): Command<{ exchangeId: string }> {
  return {
    name: 'exchange.capture',
    programId: known.programId,
    idempotency: { scope: known.memberId, key: idempotencyKey, input: { exchangeId: known.id } },
    prepare(books) {
      needExchange(books, known, timeZone);
      if (known.holdId !== null) books.book(LedgerBook).need.hold(known.holdId, true);
      for (const line of known.lines) books.book(CodeBook).need(line.variantId, line.quantity);
    },
    decide(books) {
      const exchanges = books.book(ExchangeBook);
      const exchange = exchanges.exchange(known.programId, known.id);
      const payment = exchanges.payment(known.id);
      if (exchange === null || payment === null) {
        return refuse({ code: 'NOT_FOUND', id: encodeId('exchange', known.id), path: ['exchangeId'] });
      }
      if (exchange.state !== 'awaiting_payment') {
        return refuse({ code: 'INVALID_STATE', state: exchange.state, path: ['exchangeId'] });
      }
      if (exchange.paymentDueAt === null || exchange.paymentDueAt <= books.now) {
        return refuse({ code: 'INVALID_STATE', state: 'expired', path: ['exchangeId'] });
      }
      const ledger = books.book(LedgerBook);
      const hold = exchange.holdId === null ? null : ledger.hold(exchange.holdId);
      const paid = { reason: 'exchange', note: summarise(exchange.lines) } as const;
      if (hold !== null) exchange.transferId = captureHold(ledger, hold, paid);
      exchange.state = 'confirmed';
      deliverCodes(books, exchange);
      exchanges.change(exchange, {});
      exchanges.setPaymentState(payment, 'capturing');
      return { exchangeId: exchange.id };
    },
  };
}
