import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { PurchaseLine } from './purchase.rules.js';

export interface Purchase {
  id: string;
  programId: string;
  memberId: string;
  orderId: string;
  totalMinor: number;
  currency: string;
  lines: PurchaseLine[];
  points: number;
  refundedMinor: number;
  refundedPoints: number;
  transferId: string | null;
  purchasedAt: Date;
  recordedAt: Date;
}

export type PurchaseColumns = {
  id: string;
  program_id: string;
  member_id: string;
  order_id: string;
  total_minor: number;
  currency: string;
  lines: PurchaseLine[];
  points: number;
  refunded_minor: number;
  refunded_points: number;
  transfer_id: string | null;
  purchased_at: Date;
  created_at: Date;
};

export const PURCHASE_COLUMNS = `id, program_id, member_id, order_id, total_minor, currency, lines, points,
  refunded_minor, refunded_points, transfer_id, purchased_at, created_at`;

export function purchaseOf(row: PurchaseColumns): Purchase {
  return {
    id: row.id,
    programId: row.program_id,
    memberId: row.member_id,
    orderId: row.order_id,
    totalMinor: row.total_minor,
    currency: row.currency,
    lines: row.lines,
    points: row.points,
    refundedMinor: row.refunded_minor,
    refundedPoints: row.refunded_points,
    transferId: row.transfer_id,
    purchasedAt: row.purchased_at,
    recordedAt: row.created_at,
  };
}

/** The brand's orders of one group; guarded by the lock on the buyer's points account. */
export class PurchaseBook implements Book {
  readonly #needs = new Map<string, { programId: string; orderId: string }>();
  readonly #purchases = new Map<string, Purchase>();
  readonly #fresh: Purchase[] = [];
  readonly #changed = new Set<Purchase>();

  constructor(readonly books: Books) {}

  need(programId: string, orderId: string): void {
    this.#needs.set(keyOf(programId, orderId), { programId, orderId });
  }

  find(programId: string, orderId: string): Purchase | null {
    return this.#purchases.get(keyOf(programId, orderId)) ?? null;
  }

  add(purchase: Purchase): void {
    this.#purchases.set(keyOf(purchase.programId, purchase.orderId), purchase);
    this.#fresh.push(purchase);
  }

  addRefund(purchase: Purchase, minor: number, points: number): void {
    purchase.refundedMinor += minor;
    purchase.refundedPoints += points;
    if (!this.#fresh.includes(purchase)) this.#changed.add(purchase);
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const needs = [...this.#needs.values()];
    return [
      load<PurchaseColumns>(
        `SELECT ${PURCHASE_COLUMNS}
           FROM purchase JOIN unnest($1::uuid[], $2::text[]) AS n(program_id, order_id) USING (program_id, order_id)`,
        [needs.map((n) => n.programId), needs.map((n) => n.orderId)],
        (row) => this.#purchases.set(keyOf(row.program_id, row.order_id), purchaseOf(row)),
      ),
    ];
  }

  store(): Statement[] {
    const statements: Statement[] = [];
    const fresh = this.#fresh;
    if (fresh.length > 0) {
      statements.push({
        text: `INSERT INTO purchase (id, program_id, member_id, order_id, total_minor, currency, lines, points,
                                     refunded_minor, refunded_points, transfer_id, purchased_at, created_at)
               SELECT *
                 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::jsonb[], $8::bigint[],
                             $9::bigint[], $10::bigint[], $11::uuid[], $12::timestamptz[], $13::timestamptz[])`,
        values: [
          fresh.map((p) => p.id),
          fresh.map((p) => p.programId),
          fresh.map((p) => p.memberId),
          fresh.map((p) => p.orderId),
          fresh.map((p) => p.totalMinor),
          fresh.map((p) => p.currency),
          fresh.map((p) => JSON.stringify(p.lines)),
          fresh.map((p) => p.points),
          fresh.map((p) => p.refundedMinor),
          fresh.map((p) => p.refundedPoints),
          fresh.map((p) => p.transferId),
          fresh.map((p) => p.purchasedAt),
          fresh.map((p) => p.recordedAt),
        ],
      });
    }
    if (this.#changed.size > 0) {
      const changed = [...this.#changed];
      statements.push({
        text: `UPDATE purchase p SET refunded_minor = c.minor, refunded_points = c.points
                 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[]) AS c(program_id, id, minor, points)
                WHERE p.program_id = c.program_id AND p.id = c.id`,
        values: [
          changed.map((p) => p.programId),
          changed.map((p) => p.id),
          changed.map((p) => p.refundedMinor),
          changed.map((p) => p.refundedPoints),
        ],
      });
    }
    return statements;
  }
}

function keyOf(programId: string, orderId: string): string {
  return `${programId} ${orderId}`;
}
