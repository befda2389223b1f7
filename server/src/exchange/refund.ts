import { encodeId } from '../platform/ids.js';
import { AuditBook } from '../program/audit.book.js';
import type { Command } from '../platform/group-commit/command.js';
import { refuse } from '../platform/refusal.js';
import { ExchangeBook } from './exchange.book.js';
import { checkTexts, isRefundable } from './exchange.rules.js';
import { type KnownExchange, needExchange, putBackLines, refundPaid, type UnwindRules } from './unwind.js';

export interface Refund {
  exchange: KnownExchange;
  idempotencyKey: string;
  actor: string;
  note: string | null;
  /** The goods came back and can be exchanged again; codes never can. */
  restock: boolean;
  rules: UnwindRules;
}

/** The operator undoes a paid exchange (X9): points return to their lots, cash through the provider. */
export function refund(input: Refund): Command<{ exchangeId: string }> {
  const { exchange: known, idempotencyKey, note, restock, rules } = input;
  return {
    name: 'exchange.refund',
    programId: known.programId,
    idempotency: { scope: 'operator', key: idempotencyKey, input: { exchangeId: known.id, note, restock } },
    prepare: (books) => needExchange(books, known, rules.timeZone),
    decide(books) {
      const wrong = checkTexts({ note });
      if (wrong !== null) return refuse(wrong);
      const exchanges = books.book(ExchangeBook);
      const exchange = exchanges.exchange(known.programId, known.id);
      if (exchange === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('exchange', known.id), path: ['exchangeId'] });
      const before = exchange.state;
      if (!isRefundable(before))
        return refuse({ code: 'INVALID_STATE', state: before, path: ['exchangeId'] });
      refundPaid(books, exchange, rules);
      const returned = exchange.lines.filter(
        (line) => line.deliveredAt === null || (restock && line.kind !== 'virtual'),
      );
      putBackLines(books, exchange, returned);
      exchanges.change(exchange, { state: 'refunded' });
      books.book(AuditBook).add(known.programId, {
        actor: input.actor,
        action: 'exchangeRefund',
        subject: encodeId('exchange', known.id),
        before: { state: before },
        after: { state: 'refunded', note, restock },
      });
      return { exchangeId: exchange.id };
    },
  };
}
