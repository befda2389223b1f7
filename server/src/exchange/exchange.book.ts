import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { Exchange, Payment, PaymentState } from './exchange.rows.js';
import { PAYMENT_COLUMNS, type PaymentColumns, paymentOf } from './payment.queries.js';
import { storeExchanges } from './exchange.store.js';
import { EXCHANGE_COLUMNS, type ExchangeColumns, exchangeOf } from './exchange.queries.js';

/** The topic under which one exchange is followed. */
export const EXCHANGE_TOPIC = 'exchange';

/** The exchanges and payments of one group; guarded by the locks on their member's points account and on the payment. */
export class ExchangeBook implements Book {
  readonly #needs = new Set<string>();
  readonly #exchanges = new Map<string, Exchange>();
  readonly #payments = new Map<string, Payment>();
  readonly #fresh = new Set<Exchange>();
  readonly #changed = new Set<Exchange>();
  readonly #newPayments = new Set<Payment>();
  readonly #changedPayments = new Set<Payment>();

  constructor(readonly books: Books) {}

  need(exchangeId: string): void {
    this.#needs.add(exchangeId);
  }

  exchange(programId: string, id: string): Exchange | null {
    const exchange = this.#exchanges.get(id);
    return exchange?.programId === programId ? exchange : null;
  }

  payment(exchangeId: string): Payment | null {
    return this.#payments.get(exchangeId) ?? null;
  }

  add(exchange: Exchange): void {
    this.#exchanges.set(exchange.id, exchange);
    this.#fresh.add(exchange);
  }

  change(exchange: Exchange, change: Partial<Exchange>): void {
    Object.assign(exchange, change, { version: exchange.version + 1 });
    if (!this.#fresh.has(exchange)) this.#changed.add(exchange);
  }

  addPayment(payment: Payment): void {
    this.#payments.set(payment.exchangeId, payment);
    this.#newPayments.add(payment);
  }

  setPaymentState(payment: Payment, state: PaymentState): void {
    payment.state = state;
    if (!this.#newPayments.has(payment)) this.#changedPayments.add(payment);
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const ids = [...this.#needs];
    return [
      // Settlement writes both under the lock on the payment, so the exchange is read when that lock is held.
      load<PaymentColumns>(
        `SELECT ${PAYMENT_COLUMNS}
           FROM payment WHERE exchange_id = ANY($1::uuid[])
          ORDER BY exchange_id FOR NO KEY UPDATE`,
        [ids],
        (row) => this.#payments.set(row.exchange_id, paymentOf(row)),
      ),
      load<ExchangeColumns>(
        `SELECT ${EXCHANGE_COLUMNS} FROM exchange e WHERE e.id = ANY($1::uuid[])`,
        [ids],
        (row) => this.#exchanges.set(row.id, exchangeOf(row)),
      ),
    ];
  }

  store(): Statement[] {
    return storeExchanges(
      {
        fresh: [...this.#fresh],
        changed: [...this.#changed],
        newPayments: [...this.#newPayments],
        changedPayments: [...this.#changedPayments],
      },
      this.books.now,
    );
  }

  /** Of a new one nobody need hear: whoever asked for it before it was there was told so, and has gone. */
  changes(): Changes {
    return { topics: { [EXCHANGE_TOPIC]: [...this.#changed].map((e) => e.id) }, feed: [] };
  }
}
