import type { Command } from '../platform/group-commit/command.js';
import { ExchangeBook } from './exchange.book.js';
import { type KnownExchange, needExchange, putBackLines, releaseUnpaid } from './unwind.js';

/** Ends an exchange whose cash part did not come in time; does nothing when it was paid or cancelled meanwhile. */
export function expireUnpaid(known: KnownExchange, timeZone: string): Command<{ expired: boolean }> {
  return {
    name: 'exchange.expire',
    programId: known.programId,
    idempotency: null,
    prepare: (books) => needExchange(books, known, timeZone),
    decide(books) {
      const exchanges = books.book(ExchangeBook);
      const exchange = exchanges.exchange(known.programId, known.id);
      const due = exchange?.paymentDueAt ?? null;
      if (exchange?.state !== 'awaiting_payment' || due === null || books.now < due)
        return { expired: false };
      releaseUnpaid(books, exchange, 'expired');
      putBackLines(books, exchange, exchange.lines);
      exchanges.change(exchange, { state: 'expired' });
      return { expired: true };
    },
  };
}
