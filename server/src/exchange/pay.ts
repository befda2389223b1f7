import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { encodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';
import type { PaymentProvider } from '../payment/payment-provider.js';
import { capture } from './capture.js';
import { findExchanges } from './exchange.queries.js';
import { readPayments } from './payment.queries.js';
import { settleSoon } from './settle-payment.js';
import type { Cash } from '../platform/currency.rules.js';

export interface PaymentParts {
  database: Database;
  groups: GroupCommit;
  provider: PaymentProvider;
  clock: Clock;
  /** Called after each commit that others should hear of at once. */
  onCommit(): void;
}

export interface Pay {
  programId: string;
  memberId: string;
  exchangeId: string;
  idempotencyKey: string;
  paymentMethod: string;
  timeZone: string;
}

/**
 * Pays the cash part: authorise at the provider, decide under lock, then collect. Between any two of these a crash is
 * harmless: an authorisation without a decision is given back when the exchange expires, a decision is settled by a job.
 */
export async function pay(parts: PaymentParts, input: Pay): Promise<{ exchangeId: string } | Refused> {
  const { programId, exchangeId } = input;
  const [exchange] = await findExchanges(parts.database, programId, [exchangeId]);
  if (exchange === undefined || exchange.memberId !== input.memberId || exchange.cash === null)
    return notFound(exchangeId);
  if (exchange.state === 'awaiting_payment') {
    const intentId = await openPayment(parts, { id: exchangeId, cash: exchange.cash });
    const answer = await parts.provider.authorise(intentId, input.paymentMethod);
    if (answer === 'declined')
      return refuse({ code: 'PAYMENT_DECLINED', exchangeId, path: ['paymentMethod'] });
  }
  const outcome = await parts.groups.submit(
    capture({ exchange, idempotencyKey: input.idempotencyKey, timeZone: input.timeZone }),
  );
  if (!('refused' in outcome)) await settleSoon(parts, exchangeId);
  return outcome;
}

/** Opens the payment at the provider, once; called right after the exchange and again by whoever finds it missing. */
export async function openPayment(
  parts: PaymentParts,
  exchange: { id: string; cash: Cash },
): Promise<string> {
  const [known] = await readPayments(parts.database, [exchange.id]);
  if (known !== undefined && known.intentId !== null) return known.intentId;
  const { intentId } = await parts.provider.open(exchange.id, exchange.cash);
  await parts.database.query(
    `UPDATE payment SET intent_id = $2 WHERE exchange_id = $1 AND intent_id IS NULL`,
    [exchange.id, intentId],
  );
  return intentId;
}

function notFound(id: string): Refused {
  return refuse({ code: 'NOT_FOUND', id: encodeId('exchange', id), path: ['exchangeId'] });
}
