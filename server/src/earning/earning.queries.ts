import type { Queryable } from '../platform/database.js';
import type { LastCheckIn } from './check-in.rules.js';
import { type Purchase, PURCHASE_COLUMNS, type PurchaseColumns, purchaseOf } from './purchase.book.js';

export async function lastCheckIn(db: Queryable, memberId: string): Promise<LastCheckIn | null> {
  const [row] = await db.query<{ day: string; streak: number }>(
    'SELECT day, streak FROM check_in WHERE member_id = $1 ORDER BY day DESC LIMIT 1',
    [memberId],
  );
  return row ?? null;
}

/** Purchases of a program by id; those that do not exist are left out. */
export async function findPurchases(
  db: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<Purchase[]> {
  const rows = await db.query<PurchaseColumns>(
    `SELECT ${PURCHASE_COLUMNS} FROM purchase WHERE program_id = $1 AND id = ANY($2::uuid[])`,
    [programId, ids],
  );
  return rows.map(purchaseOf);
}

export async function findPurchase(
  db: Queryable,
  programId: string,
  orderId: string,
): Promise<Purchase | null> {
  const [row] = await db.query<PurchaseColumns>(
    `SELECT ${PURCHASE_COLUMNS} FROM purchase WHERE program_id = $1 AND order_id = $2`,
    [programId, orderId],
  );
  return row === undefined ? null : purchaseOf(row);
}
