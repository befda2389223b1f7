import type { Database } from '../platform/database.js';
import type { PaymentProvider } from './payment-provider.js';

/** What members may pay with at the built-in provider. */
const TEST_METHODS = { ok: 'test_ok', declined: 'test_declined' } as const;

/** The built-in provider: no money moves, everything else is as with a real one, its memory included. */
export function testPaymentProvider(database: Database): PaymentProvider {
  return {
    name: 'test',
    async open(reference, { minor, currency }) {
      const intentId = `test_${reference}`;
      await database.query(
        `INSERT INTO test_payment_intent (id, reference, amount_minor, currency, state)
         VALUES ($1, $2, $3, $4, 'open') ON CONFLICT DO NOTHING`,
        [intentId, reference, minor, currency],
      );
      return { intentId };
    },
    async authorise(intentId, paymentMethod) {
      const wanted = paymentMethod === TEST_METHODS.ok ? 'authorised' : 'declined';
      const rows = await database.query<{ state: string }>(
        `UPDATE test_payment_intent SET state = CASE WHEN state IN ('open', 'declined') THEN $2 ELSE state END
          WHERE id = $1 RETURNING state`,
        [intentId, wanted],
      );
      const state = rows[0]?.state;
      return state === 'authorised' || state === 'captured' ? 'authorised' : 'declined';
    },
    async capture(intentId) {
      const rows = await database.query(
        `UPDATE test_payment_intent SET state = 'captured' WHERE id = $1 AND state IN ('authorised', 'captured') RETURNING id`,
        [intentId],
      );
      return rows.length === 1 ? 'captured' : 'impossible';
    },
    async giveBack(intentId) {
      await database.query(
        `UPDATE test_payment_intent SET state = CASE state WHEN 'captured' THEN 'refunded' WHEN 'refunded' THEN 'refunded' ELSE 'voided' END
          WHERE id = $1`,
        [intentId],
      );
    },
  };
}
