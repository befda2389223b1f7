import { cleanOrNull } from '../platform/content.rules.js';
import { encodeId } from '../platform/ids.js';
import { AuditBook } from '../program/audit.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { ExchangeBook } from './exchange.book.js';
import { checkTexts } from './exchange.rules.js';
import { type KnownExchange, needExchange } from './unwind.js';

export interface Fulfil {
  exchange: KnownExchange;
  idempotencyKey: string;
  actor: string;
  carrier: string | null;
  trackingNumber: string | null;
  timeZone: string;
}

/** The operator hands over what was exchanged (X8): goods dispatched, seats given, services rendered. */
export function fulfil(input: Fulfil): Command<{ exchangeId: string }> {
  const { exchange: known, idempotencyKey } = input;
  const carrier = cleanOrNull(input.carrier);
  const trackingNumber = cleanOrNull(input.trackingNumber);
  return {
    name: 'exchange.fulfil',
    programId: known.programId,
    idempotency: {
      scope: 'operator',
      key: idempotencyKey,
      input: { exchangeId: known.id, carrier, trackingNumber },
    },
    prepare: (books) => needExchange(books, known, input.timeZone),
    decide(books) {
      const wrong = checkTexts({ carrier, trackingNumber });
      if (wrong !== null) return refuse(wrong);
      const exchanges = books.book(ExchangeBook);
      const exchange = exchanges.exchange(known.programId, known.id);
      if (exchange === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('exchange', known.id), path: ['exchangeId'] });
      if (exchange.state !== 'confirmed') {
        return refuse({ code: 'INVALID_STATE', state: exchange.state, path: ['exchangeId'] });
      }
      for (const line of exchange.lines) line.deliveredAt ??= books.now;
      exchanges.change(exchange, { state: 'fulfilled', carrier, trackingNumber, fulfilledAt: books.now });
      books.book(AuditBook).add(known.programId, {
        actor: input.actor,
        action: 'exchangeFulfil',
        subject: encodeId('exchange', known.id),
        before: { state: 'confirmed' },
        after: { state: 'fulfilled', carrier, trackingNumber },
      });
      return { exchangeId: exchange.id };
    },
  };
}
