import type { Topic, Versioned } from '../live/topic.js';
import type { Queryable } from '../platform/database.js';
import { STOCK_TOPIC, stockRowOf, type StockColumns, type StockRow } from './stock.book.js';

/** What is left of variants, for whoever watches a counter. */
export class StockTopic implements Topic<StockRow> {
  readonly name = STOCK_TOPIC;

  constructor(private readonly database: Queryable) {}

  async read(variantIds: readonly string[]): Promise<Map<string, Versioned<StockRow>>> {
    const rows = await this.database.query<StockColumns>(
      `SELECT variant_id, program_id, on_hand, batch_size, batch_period, batch_taken, batch_started_on, version
         FROM stock WHERE variant_id = ANY($1::uuid[])`,
      [variantIds],
    );
    return new Map(rows.map((row) => [row.variant_id, { version: row.version, state: stockRowOf(row) }]));
  }
}
