import type { Books } from '../platform/group-commit/command.js';
import { StockBook } from '../stock/stock.book.js';
import { CodeBook } from './code.book.js';
import type { Exchange } from './exchange.rows.js';

/**
 * Gives out the codes of a paid exchange's virtual lines at once (C6: virtual goods are delivered at once).
 * A virtual reward whose stock is counted has a code for every piece; one that never runs out is granted by the brand.
 */
export function deliverCodes(books: Books, exchange: Exchange): void {
  for (const line of exchange.lines) {
    const counted = books.book(StockBook).row(exchange.programId, line.variantId)?.onHand ?? null;
    if (line.kind !== 'virtual' || counted === null) continue;
    books.book(CodeBook).deliver(line.variantId, line.quantity, exchange.id, line.position);
    line.deliveredAt = books.now;
  }
  if (exchange.lines.every((line) => line.deliveredAt !== null)) {
    exchange.state = 'fulfilled';
    exchange.fulfilledAt = books.now;
  }
}
