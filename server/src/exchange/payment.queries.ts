import type { Queryable } from '../platform/database.js';
import type { Payment, PaymentState } from './exchange.rows.js';

export const PAYMENT_COLUMNS = 'exchange_id, program_id, provider, intent_id, amount_minor, currency, state';

export type PaymentColumns = {
  exchange_id: string;
  program_id: string;
  provider: string;
  intent_id: string | null;
  amount_minor: number;
  currency: string;
  state: PaymentState;
};

export function paymentOf(row: PaymentColumns): Payment {
  return {
    exchangeId: row.exchange_id,
    programId: row.program_id,
    provider: row.provider,
    intentId: row.intent_id,
    amount: { minor: row.amount_minor, currency: row.currency },
    state: row.state,
  };
}

export async function readPayments(db: Queryable, exchangeIds: readonly string[]): Promise<Payment[]> {
  const rows = await db.query<PaymentColumns>(
    `SELECT ${PAYMENT_COLUMNS} FROM payment WHERE exchange_id = ANY($1::uuid[])`,
    [exchangeIds],
  );
  return rows.map(paymentOf);
}

/** Payments whose decided state the provider has not been told yet, in the order of their exchanges. */
export async function duePayments(
  db: Queryable,
  now: Date,
  behind: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ exchange_id: string }>(
    `SELECT exchange_id FROM payment
      WHERE state IN ('capturing', 'voiding', 'refunding') AND next_attempt_at <= $1 AND exchange_id > $2
      ORDER BY exchange_id LIMIT $3`,
    [now, behind, limit],
  );
  return rows.map((row) => row.exchange_id);
}
