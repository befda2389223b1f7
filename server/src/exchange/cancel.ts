import { encodeId } from '../platform/ids.js';
import type { Command } from '../platform/group-commit/command.js';
import { type LocalizedReason, type Refusal, refuse } from '../platform/refusal.js';
import { ExchangeBook } from './exchange.book.js';
import type { ExchangeState } from './exchange.rows.js';
import { isCancellable } from './exchange.rules.js';
import {
  type KnownExchange,
  needExchange,
  putBackLines,
  refundPaid,
  releaseUnpaid,
  type UnwindRules,
} from './unwind.js';

export interface Cancel {
  exchange: KnownExchange;
  idempotencyKey: string;
  rules: UnwindRules;
}

/** The member takes an exchange back before anything was handed over: points, cash, stock and limits are as before. */
export function cancel({ exchange: known, idempotencyKey, rules }: Cancel): Command<{ exchangeId: string }> {
  return {
    name: 'exchange.cancel',
    programId: known.programId,
    idempotency: { scope: known.memberId, key: idempotencyKey, input: { exchangeId: known.id } },
    prepare: (books) => needExchange(books, known, rules.timeZone),
    decide(books) {
      const exchanges = books.book(ExchangeBook);
      const exchange = exchanges.exchange(known.programId, known.id);
      if (exchange === null)
        return refuse({ code: 'NOT_FOUND', id: encodeId('exchange', known.id), path: ['exchangeId'] });
      if (!isCancellable(exchange)) {
        return refuse(notCancellable(exchange.state));
      }
      if (exchange.state === 'awaiting_payment') releaseUnpaid(books, exchange, 'released');
      else refundPaid(books, exchange, rules);
      putBackLines(books, exchange, exchange.lines);
      exchanges.change(exchange, { state: 'cancelled' });
      return { exchangeId: exchange.id };
    },
  };
}

function notCancellable(state: ExchangeState): Refusal {
  const refusal: Refusal = { code: 'INVALID_STATE', state, path: ['exchangeId'] };
  return state === 'confirmed' ? { ...refusal, reason: handedOver } : refusal;
}

const handedOver: LocalizedReason = {
  zh: '该兑换已有商品发出，不能取消。',
  en: 'Part of this exchange has been sent already, so it cannot be cancelled.',
};
