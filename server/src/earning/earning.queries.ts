import type { Queryable } from '../platform/database.js';
import { newestOf, olderWithin, olderWithinOf, type Within } from '../platform/keyset.js';
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

/** Purchases of a program, newest first, of everybody or of one member. */
export async function listPurchases(
  db: Queryable,
  programId: string,
  page: { memberId: string | null; within: Within; after: string | null; limit: number },
): Promise<Purchase[]> {
  const { memberId, within, after, limit } = page;
  // Whose they are is part of the text: one plan for all values would read everybody's to find those of one. Of everybody an equation of
  // the program suffices, for no index has the ids of all programs.
  const [where, order] =
    memberId === null
      ? [olderWithin('p.id'), 'p.id DESC']
      : [olderWithinOf('p', 'member_id'), newestOf('p', 'member_id')];
  const rows = await db.query<PurchaseColumns>(
    `SELECT ${PURCHASE_COLUMNS} FROM purchase p WHERE p.program_id = $1 AND ${where} ORDER BY ${order} LIMIT $3`,
    [programId, after, limit, within.from, within.until, ...(memberId === null ? [] : [memberId])],
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
