import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import { money } from '../graphql/money.types.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import type { Queryable } from '../platform/database.js';
import { encodeId, madeAt } from '../platform/ids.js';
import { findPurchases } from './earning.queries.js';
import { Purchase } from './earning.types.js';
import type { Purchase as PurchaseRow } from './purchase.book.js';

/** A purchase is only its member's. */
export function registerPurchaseNode(registry: NodeRegistry, database: Queryable): void {
  registry.register('purchase', 'Purchase', (ids, context) =>
    loadNodes(purchaseLoader(database, context), ids, (row) =>
      row.memberId === context.member?.id ? purchaseView(row) : null,
    ),
  );
}

const purchasesById = Symbol('purchases by id');

/** The purchases of this program by uuid, read together once a request; null for what is not there. */
export function purchaseLoader(
  database: Queryable,
  context: RequestContext,
): DataLoader<string, PurchaseRow | null> {
  return context.memo(
    purchasesById,
    () =>
      new DataLoader<string, PurchaseRow | null>(async (ids) => {
        const rows = await findPurchases(database, context.program.id, ids);
        const byId = new Map(rows.map((row) => [row.id, row]));
        return ids.map((id) => byId.get(id) ?? null);
      }),
  );
}

export function purchaseView(row: PurchaseRow): Purchase {
  return Object.assign(new Purchase(), {
    id: encodeId('purchase', row.id),
    uuid: row.id,
    memberUuid: row.memberId,
    orderId: row.orderId,
    total: money(row.totalMinor, row.currency),
    points: row.points,
    refunded: money(row.refundedMinor, row.currency),
    refundedPoints: row.refundedPoints,
    purchasedAt: row.purchasedAt,
    // As lists are asked for a time, by the id: what stands on either side of a moment there does so here.
    recordedAt: madeAt(row.id),
  });
}
