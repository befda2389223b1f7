import { rowsOf } from '../platform/rows-of.js';
import type { Statement } from '../platform/group-commit/command.js';
import type { Exchange, ExchangeLine, Payment } from './exchange.rows.js';

export interface ExchangeChanges {
  fresh: Exchange[];
  changed: Exchange[];
  newPayments: Payment[];
  changedPayments: Payment[];
}

/** Every exchange effect of a group as set-based statements. */
export function storeExchanges(changes: ExchangeChanges, now: Date): Statement[] {
  return [
    insertExchanges(changes.fresh, now),
    insertBundleLines(changes.fresh),
    updateExchanges(changes.changed, now),
    deliverBundleLines(changes.changed),
    insertPayments(changes.newPayments, now),
    updatePayments(changes.changedPayments, now),
  ].filter((statement) => statement !== null);
}

const insertExchangesSql = `
  INSERT INTO exchange (id, program_id, member_id, state, points, cash_minor, currency, transfer_id, hold_id,
                        payment_due_at, fulfilled_at, version, free_shipping,
                        reward_id, variant_id, price_plan_id, kind, title, quantity, unit_points, list_points,
                        unit_cash_minor, limit_starts_on, batch_started_on, delivered_at, created_at, updated_at)
  SELECT *, $26::timestamptz, $26::timestamptz
    FROM ${rowsOf(
      `$1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
       $8::uuid[], $9::uuid[], $10::timestamptz[], $11::timestamptz[], $12::bigint[], $13::boolean[],
       $14::uuid[], $15::uuid[], $16::uuid[], $17::text[], $18::json[], $19::int[], $20::bigint[], $21::bigint[],
       $22::bigint[], $23::date[], $24::date[], $25::timestamptz[]`,
    )} AS r`;

/** An exchange has its only line in its own row. */
function insertExchanges(fresh: readonly Exchange[], now: Date): Statement | null {
  if (fresh.length === 0) return null;
  return {
    text: insertExchangesSql,
    values: [
      fresh.map((e) => e.id),
      fresh.map((e) => e.programId),
      fresh.map((e) => e.memberId),
      fresh.map((e) => e.state),
      fresh.map((e) => e.points),
      fresh.map((e) => e.cash?.minor ?? null),
      fresh.map((e) => e.cash?.currency ?? null),
      fresh.map((e) => e.transferId),
      fresh.map((e) => e.holdId),
      fresh.map((e) => e.paymentDueAt),
      fresh.map((e) => e.fulfilledAt),
      fresh.map((e) => e.version),
      fresh.map((e) => e.freeShipping),
      ...lineColumns(fresh.map((e) => (isBundle(e) ? null : (e.lines[0] ?? null)))),
      now,
    ],
  };
}

const insertBundleLinesSql = `
  INSERT INTO bundle_line (exchange_id, position, program_id,
                           reward_id, variant_id, price_plan_id, kind, title, quantity, unit_points, list_points,
                           unit_cash_minor, limit_starts_on, batch_started_on, delivered_at)
  SELECT * FROM ${rowsOf(
    `$1::uuid[], $2::int[], $3::uuid[],
     $4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[], $9::int[], $10::bigint[], $11::bigint[],
     $12::bigint[], $13::date[], $14::date[], $15::timestamptz[]`,
  )} AS r`;

function insertBundleLines(fresh: readonly Exchange[]): Statement | null {
  const bundled = fresh
    .filter(isBundle)
    .flatMap((exchange) => exchange.lines.map((line) => ({ exchange, line })));
  if (bundled.length === 0) return null;
  return {
    text: insertBundleLinesSql,
    values: [
      bundled.map(({ exchange }) => exchange.id),
      bundled.map(({ line }) => line.position),
      bundled.map(({ exchange }) => exchange.programId),
      ...lineColumns(bundled.map(({ line }) => line)),
    ],
  };
}

function isBundle({ lines }: Exchange): boolean {
  return lines.length > 1;
}

/** A column each, in the order in which both tables have them. */
function lineColumns(lines: readonly (ExchangeLine | null)[]): unknown[][] {
  return [
    lines.map((line) => line?.rewardId),
    lines.map((line) => line?.variantId),
    lines.map((line) => line?.pricePlanId),
    lines.map((line) => line?.kind),
    lines.map((line) => line?.title),
    lines.map((line) => line?.quantity),
    lines.map((line) => line?.unitPoints),
    lines.map((line) => line?.listPoints),
    lines.map((line) => line?.unitCashMinor),
    lines.map((line) => line?.limitStartsOn),
    lines.map((line) => line?.batchStartedOn),
    lines.map((line) => line?.deliveredAt),
  ];
}

const updateExchangesSql = `
  UPDATE exchange e
    SET state = c.state, transfer_id = c.transfer_id, carrier = c.carrier, tracking_number = c.tracking_number,
        fulfilled_at = c.fulfilled_at, version = c.version, updated_at = $9,
        delivered_at = CASE WHEN e.variant_id IS NOT NULL THEN c.delivered_at END
   FROM ${rowsOf(
     '$1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[], $8::timestamptz[]',
     'id, state, transfer_id, carrier, tracking_number, fulfilled_at, version, delivered_at',
   )} AS c
  WHERE e.id = c.id`;

/** Delivery is all that ever changes of a line. */
function updateExchanges(changed: readonly Exchange[], now: Date): Statement | null {
  if (changed.length === 0) return null;
  return {
    text: updateExchangesSql,
    values: [
      changed.map((e) => e.id),
      changed.map((e) => e.state),
      changed.map((e) => e.transferId),
      changed.map((e) => e.carrier),
      changed.map((e) => e.trackingNumber),
      changed.map((e) => e.fulfilledAt),
      changed.map((e) => e.version),
      changed.map((e) => (isBundle(e) ? null : e.lines[0]?.deliveredAt)),
      now,
    ],
  };
}

const deliverBundleLinesSql = `
  UPDATE bundle_line l SET delivered_at = c.delivered_at
   FROM ${rowsOf('$1::uuid[], $2::int[], $3::timestamptz[]', 'exchange_id, position, delivered_at')} AS c
  WHERE l.exchange_id = c.exchange_id AND l.position = c.position AND l.delivered_at IS NULL`;

/** Those of old exchanges of a single line, too, which have it here. */
function deliverBundleLines(changed: readonly Exchange[]): Statement | null {
  const lines = changed.flatMap((exchange) =>
    exchange.lines.flatMap((line) => (line.deliveredAt === null ? [] : [{ exchange, line }])),
  );
  if (lines.length === 0) return null;
  return {
    text: deliverBundleLinesSql,
    values: [
      lines.map(({ exchange }) => exchange.id),
      lines.map(({ line }) => line.position),
      lines.map(({ line }) => line.deliveredAt),
    ],
  };
}

const insertPaymentsSql = `
  INSERT INTO payment (exchange_id, program_id, provider, amount_minor, currency, state, updated_at)
  SELECT *, $7::timestamptz FROM ${rowsOf(
    '$1::uuid[], $2::uuid[], $3::text[], $4::bigint[], $5::text[], $6::text[]',
  )} AS r`;

function insertPayments(payments: readonly Payment[], now: Date): Statement | null {
  if (payments.length === 0) return null;
  return {
    text: insertPaymentsSql,
    values: [
      payments.map((p) => p.exchangeId),
      payments.map((p) => p.programId),
      payments.map((p) => p.provider),
      payments.map((p) => p.amount.minor),
      payments.map((p) => p.amount.currency),
      payments.map((p) => p.state),
      now,
    ],
  };
}

const updatePaymentsSql = `
  UPDATE payment p SET state = c.state, attempts = 0, next_attempt_at = $3, updated_at = $3
   FROM ${rowsOf('$1::uuid[], $2::text[]', 'exchange_id, state')} AS c
  WHERE p.exchange_id = c.exchange_id`;

/** Due at once: the settlement job carries the new state to the provider. */
function updatePayments(payments: readonly Payment[], now: Date): Statement | null {
  if (payments.length === 0) return null;
  return {
    text: updatePaymentsSql,
    values: [payments.map((p) => p.exchangeId), payments.map((p) => p.state), now],
  };
}
