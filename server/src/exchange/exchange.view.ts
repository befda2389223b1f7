import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import { money, price } from '../graphql/money.types.js';
import { toUserErrors } from '../graphql/user-errors.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import type { Refused } from '../platform/refusal.js';
import { deliveredCodes, findExchanges } from './exchange.queries.js';
import type {
  Exchange as ExchangeRow,
  ExchangeLine as LineRow,
  Payment as PaymentRow,
} from './exchange.rows.js';
import { isCancellable } from './exchange.rules.js';
import { Exchange, type ExchangeLine, type ExchangePayload, type Payment } from './exchange.types.js';
import { readPayments } from './payment.queries.js';

export function exchangeView(row: ExchangeRow, context: Pick<RequestContext, 'language'>): Exchange {
  const view = new Exchange();
  view.uuid = row.id;
  view.memberUuid = row.memberId;
  view.id = encodeId('exchange', row.id);
  view.state = row.state;
  view.total = price({ points: row.points, cash: row.cash });
  view.makeLines = () => row.lines.map((line) => lineView(row, line, context));
  view.cancellable = isCancellable(row);
  view.createdAt = row.createdAt;
  view.updatedAt = row.updatedAt;
  view.paymentDueAt = row.paymentDueAt;
  view.freeShipping = row.freeShipping;
  view.version = String(row.version);
  return view;
}

function lineView(
  exchange: ExchangeRow,
  row: LineRow,
  { language }: Pick<RequestContext, 'language'>,
): ExchangeLine {
  const currency = exchange.cash?.currency ?? '';
  const cash = (pieces: number) =>
    row.unitCashMinor === null ? null : { minor: row.unitCashMinor * pieces, currency };
  const sent = exchange.fulfilledAt !== null && row.kind !== 'virtual';
  return {
    row,
    exchangeUuid: exchange.id,
    title: localize(row.title, language),
    kind: row.kind,
    quantity: row.quantity,
    unitPrice: price({ points: row.unitPoints, cash: cash(1) }),
    listPrice: price({ points: row.listPoints ?? row.unitPoints, cash: cash(1) }),
    total: price({ points: row.unitPoints * row.quantity, cash: cash(row.quantity) }),
    shipment:
      sent && exchange.fulfilledAt !== null
        ? {
            carrier: exchange.carrier,
            trackingNumber: exchange.trackingNumber,
            fulfilledAt: exchange.fulfilledAt,
          }
        : null,
  };
}

export function paymentView(row: PaymentRow): Payment {
  return {
    provider: row.provider,
    intentId: row.intentId,
    amount: money(row.amount.minor, row.amount.currency),
    state: row.state,
  };
}

const exchangesKey = Symbol('exchanges by id');
const paymentsKey = Symbol('payments by exchange');
const codesKey = Symbol('codes by exchange');

/** Exchanges of the program by uuid, one statement a request and tick. */
export function exchangeLoader(
  db: Queryable,
  context: RequestContext,
): DataLoader<string, ExchangeRow | null> {
  return context.memo(
    exchangesKey,
    () =>
      new DataLoader<string, ExchangeRow | null>(async (ids) => {
        const rows = new Map((await findExchanges(db, context.program.id, ids)).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      }),
  );
}

export function paymentLoader(db: Queryable, context: RequestContext): DataLoader<string, PaymentRow | null> {
  return context.memo(
    paymentsKey,
    () =>
      new DataLoader<string, PaymentRow | null>(async (ids) => {
        const rows = new Map((await readPayments(db, ids)).map((row) => [row.exchangeId, row]));
        return ids.map((id) => rows.get(id) ?? null);
      }),
  );
}

/** Codes given out with an exchange, by line. */
export function codeLoader(
  db: Queryable,
  context: RequestContext,
): DataLoader<string, Map<number, string[]>> {
  return context.memo(
    codesKey,
    () =>
      new DataLoader<string, Map<number, string[]>>(async (ids) => {
        const found = new Map<string, Map<number, string[]>>();
        for (const { exchange_id, line, text } of await deliveredCodes(db, ids)) {
          const lines = found.get(exchange_id) ?? new Map<number, string[]>();
          lines.set(line, [...(lines.get(line) ?? []), text]);
          found.set(exchange_id, lines);
        }
        return ids.map((id) => found.get(id) ?? new Map<number, string[]>());
      }),
  );
}

/** The answer of an exchange mutation: the exchange as it is now, or why it was refused. */
export async function exchangePayload(
  db: Queryable,
  outcome: { exchangeId: string } | Refused,
  context: RequestContext,
): Promise<ExchangePayload> {
  if ('refused' in outcome) {
    return { exchange: null, userErrors: toUserErrors(outcome.refused, context.language) };
  }
  const row = await exchangeLoader(db, context).clear(outcome.exchangeId).load(outcome.exchangeId);
  return { exchange: row === null ? null : exchangeView(row, context), userErrors: [] };
}
