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

/** No index has the ids of all programs: an equation of the program suffices. */
const purchasesOfAll = `SELECT ${PURCHASE_COLUMNS} FROM purchase p WHERE p.program_id = $1 AND ${olderWithin('p.id')}
  ORDER BY p.id DESC LIMIT $3`;

/**
 * The program is asked of the page alone, for a member is of one. Beside the member, the planner, which takes all programs for equally large,
 * gathers everybody's purchases of a large one.
 */
const purchasesOfMember = `SELECT * FROM (
    SELECT ${PURCHASE_COLUMNS} FROM purchase p WHERE ${olderWithinOf('p', 'member_id')} ORDER BY ${newestOf('p', 'member_id')} LIMIT $3) p
  WHERE p.program_id = $1 ORDER BY ${newestOf('p', 'member_id')}`;

/**
 * Purchases of a program, newest first, of everybody or of one member. Whose they are is part of the text: one plan for all values would
 * read everybody's to find those of one.
 */
export async function listPurchases(
  db: Queryable,
  programId: string,
  page: { memberId: string | null; within: Within; after: string | null; limit: number },
): Promise<Purchase[]> {
  const { memberId, within, after, limit } = page;
  const values = [programId, after, limit, within.from, within.until];
  const rows = await (memberId === null
    ? db.query<PurchaseColumns>(purchasesOfAll, values)
    : db.query<PurchaseColumns>(purchasesOfMember, [...values, memberId]));
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
