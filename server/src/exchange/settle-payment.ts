import type { Queryable } from '../platform/database.js';
import { recordChanges } from '../platform/outbox/record-changes.js';
import { EXCHANGE_TOPIC } from './exchange.book.js';
import type { Payment, PaymentState } from './exchange.rows.js';
import type { PaymentParts } from './pay.js';
import { PAYMENT_COLUMNS, type PaymentColumns, paymentOf } from './payment.queries.js';

const firstRetryMs = 5_000;
const longestRetryMs = 3_600_000;

/** Tells the provider what was decided about one payment; true when it is settled. Safe to run twice, anywhere. */
export async function settlePayment(parts: PaymentParts, exchangeId: string): Promise<boolean> {
  const now = parts.clock.now();
  const payment = await claim(parts.database, exchangeId, now);
  if (payment === null) return false;
  const settled = await tell(parts, payment);
  await parts.database.transaction(async (client) => {
    const changed = await client.query(
      `UPDATE payment SET state = $3, next_attempt_at = NULL, updated_at = $4 WHERE exchange_id = $1 AND state = $2 RETURNING 1`,
      [exchangeId, payment.state, settled, now],
    );
    if (changed.length === 0) return;
    await client.query(`UPDATE exchange SET version = version + 1, updated_at = $2 WHERE id = $1`, [
      exchangeId,
      now,
    ]);
    await recordChanges(client, now, { topics: { [EXCHANGE_TOPIC]: [exchangeId] }, feed: [] });
  });
  parts.onCommit();
  return true;
}

/**
 * Settles right after the decision. What was decided and committed is the answer, whether or not the provider can be
 * reached at this moment: the job tells it later, and says so when that fails too.
 */
export async function settleSoon(parts: PaymentParts, exchangeId: string): Promise<void> {
  await settlePayment(parts, exchangeId).catch(() => undefined);
}

/** Takes the payment for a while: should this process die or the provider not answer, it is due again, later each time. */
async function claim(db: Queryable, exchangeId: string, now: Date): Promise<Payment | null> {
  const rows = await db.query<PaymentColumns>(
    `UPDATE payment
        SET attempts = attempts + 1,
            next_attempt_at = $2::timestamptz + least($4, $3 * 2.0 ^ least(attempts, 20)) * interval '1 millisecond'
      WHERE exchange_id = $1 AND state IN ('capturing', 'voiding', 'refunding') AND next_attempt_at <= $2
      RETURNING ${PAYMENT_COLUMNS}`,
    [exchangeId, now, firstRetryMs, longestRetryMs],
  );
  const [row] = rows;
  return row === undefined ? null : paymentOf(row);
}

async function tell({ provider }: PaymentParts, payment: Payment): Promise<PaymentState> {
  const { state, intentId } = payment;
  if (state === 'capturing') {
    const answer = intentId === null ? 'impossible' : await provider.capture(intentId);
    // An authorisation that lapsed does not come back: operators see it, and the exchange can still be refunded.
    return answer === 'impossible' ? 'failed' : 'captured';
  }
  // One that was never opened is opened for this: otherwise whoever is about to open it could still have it authorised.
  const given = intentId ?? (await provider.open(payment.exchangeId, payment.amount)).intentId;
  await provider.giveBack(given);
  return state === 'voiding' ? 'voided' : 'refunded';
}
