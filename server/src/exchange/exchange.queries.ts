import type { RewardKind } from '../catalog/reward.draft.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import { newestFirst, olderOfProgram, olderThan } from '../platform/keyset.js';
import type { Exchange, ExchangeState } from './exchange.rows.js';

/** An exchange with its lines in one row; `e` is the exchange. */
export const EXCHANGE_COLUMNS = `
  e.id, e.program_id, e.member_id, e.state, e.points, e.cash_minor, e.currency, e.transfer_id, e.hold_id,
  e.payment_due_at, e.free_shipping, e.carrier, e.tracking_number, e.fulfilled_at, e.version, e.created_at, e.updated_at,
  (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.position) FROM exchange_line l WHERE l.exchange_id = e.id) AS lines`;

export type ExchangeColumns = {
  id: string;
  program_id: string;
  member_id: string;
  state: ExchangeState;
  points: number;
  cash_minor: number | null;
  currency: string | null;
  transfer_id: string | null;
  hold_id: string | null;
  payment_due_at: Date | null;
  free_shipping: boolean;
  carrier: string | null;
  tracking_number: string | null;
  fulfilled_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  lines: {
    position: number;
    reward_id: string;
    variant_id: string;
    price_plan_id: string;
    kind: RewardKind;
    title: LocalizedText;
    quantity: number;
    unit_points: number;
    list_points: number | null;
    unit_cash_minor: number | null;
    limit_starts_on: string | null;
    batch_started_on: string | null;
    delivered_at: string | null;
  }[];
};

export function exchangeOf(row: ExchangeColumns): Exchange {
  return {
    id: row.id,
    programId: row.program_id,
    memberId: row.member_id,
    state: row.state,
    points: row.points,
    cash:
      row.cash_minor === null || row.currency === null
        ? null
        : { minor: row.cash_minor, currency: row.currency },
    transferId: row.transfer_id,
    holdId: row.hold_id,
    paymentDueAt: row.payment_due_at,
    freeShipping: row.free_shipping,
    carrier: row.carrier,
    trackingNumber: row.tracking_number,
    fulfilledAt: row.fulfilled_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lines: row.lines.map((line) => ({
      position: line.position,
      rewardId: line.reward_id,
      variantId: line.variant_id,
      pricePlanId: line.price_plan_id,
      kind: line.kind,
      title: line.title,
      quantity: line.quantity,
      unitPoints: line.unit_points,
      listPoints: line.list_points,
      unitCashMinor: line.unit_cash_minor,
      limitStartsOn: line.limit_starts_on,
      batchStartedOn: line.batch_started_on,
      deliveredAt: line.delivered_at === null ? null : new Date(line.delivered_at),
    })),
  };
}

/** Exchanges by id, of one program; those that do not exist are left out. */
export async function findExchanges(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<Exchange[]> {
  const rows = await db.query<ExchangeColumns>(
    `SELECT ${EXCHANGE_COLUMNS} FROM exchange e WHERE e.program_id = $1 AND e.id = ANY($2::uuid[])`,
    [programId, ids],
  );
  return rows.map(exchangeOf);
}

export interface ExchangePage {
  programId: string;
  memberId: string | null;
  state: ExchangeState | null;
  /** Exchanges older than this one. */
  before: string | null;
  limit: number;
}

/** Exchanges in these states are few, and have an index. */
const undone: ReadonlySet<ExchangeState> = new Set<ExchangeState>(['cancelled', 'refunded', 'expired']);

/**
 * Newest first. What is asked for is part of the text, for there is one plan for all values of a text: one for any member would read
 * everybody's exchanges, and one for any state none of the indexes of a few.
 */
export async function listExchanges(db: Queryable, page: ExchangePage): Promise<Exchange[]> {
  const { programId, memberId, state, before, limit } = page;
  const few = memberId !== null || (state !== null && undone.has(state));
  const rows = await db.query<ExchangeColumns>(
    `SELECT ${EXCHANGE_COLUMNS}
       FROM exchange e
      WHERE ${few ? `e.program_id = $1 AND ${olderThan('e.id', '$2')}` : olderOfProgram('e')}
        ${state === null ? '' : `AND e.state = '${state}'`}
        ${memberId === null ? '' : 'AND e.member_id = $4'}
      ORDER BY ${newestFirst('e')}
      LIMIT $3`,
    [programId, before, limit, ...(memberId === null ? [] : [memberId])],
  );
  return rows.map(exchangeOf);
}

/** Codes delivered with some exchanges, by exchange and line. */
export async function deliveredCodes(db: Queryable, exchangeIds: readonly string[]) {
  return db.query<{ exchange_id: string; line: number; text: string }>(
    `SELECT exchange_id, line, text FROM code WHERE exchange_id = ANY($1::uuid[]) ORDER BY exchange_id, line, id`,
    [exchangeIds],
  );
}

/** Unpaid exchanges whose time is up, in the order of their ids, with the time zone of their program. */
export async function overdueExchanges(
  db: Queryable,
  now: Date,
  behind: string,
  limit: number,
): Promise<{ exchange: Exchange; timeZone: string }[]> {
  const rows = await db.query<ExchangeColumns & { time_zone: string }>(
    `SELECT ${EXCHANGE_COLUMNS}, p.time_zone
       FROM exchange e JOIN program p ON p.id = e.program_id
      WHERE e.state = 'awaiting_payment' AND e.payment_due_at <= $1 AND e.id > $2
      ORDER BY e.id LIMIT $3`,
    [now, behind, limit],
  );
  return rows.map((row) => ({ exchange: exchangeOf(row), timeZone: row.time_zone }));
}
