import { rowsOf } from '../platform/rows-of.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { BatchPeriod, StockFacts } from './stock.rules.js';

/** The topic under which what is left of a variant is followed. */
export const STOCK_TOPIC = 'stock';

export interface StockRow extends StockFacts {
  variantId: string;
  programId: string;
  version: number;
}

export type StockColumns = {
  variant_id: string;
  program_id: string;
  on_hand: number | null;
  batch_size: number | null;
  batch_period: BatchPeriod | null;
  batch_taken: number;
  batch_started_on: string | null;
  version: number;
};

/** The locked stock rows of one group: the only writer of stock. */
export class StockBook implements Book {
  readonly #needs = new Set<string>();
  readonly #rows = new Map<string, StockRow>();
  readonly #changed = new Set<StockRow>();

  constructor(readonly books: Books) {}

  need(variantId: string): void {
    this.#needs.add(variantId);
  }

  get variantIds(): string[] {
    return [...this.#needs];
  }

  /** Null when the program has no such variant. */
  row(programId: string, variantId: string): StockRow | null {
    const row = this.#rows.get(variantId);
    return row?.programId === programId ? row : null;
  }

  set(variantId: string, facts: StockFacts): void {
    const row = this.#rows.get(variantId);
    if (row === undefined) throw new Error('Stock was changed that the command did not lock.');
    Object.assign(row, facts);
    // One version a transaction: it is what others can see.
    if (!this.#changed.has(row)) row.version += 1;
    this.#changed.add(row);
  }

  get changedRows(): readonly StockRow[] {
    return [...this.#changed];
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    return [
      load<StockColumns>(
        `SELECT variant_id, program_id, on_hand, batch_size, batch_period, batch_taken, batch_started_on, version
           FROM stock
          WHERE variant_id = ANY($1::uuid[])
          ORDER BY variant_id
            FOR NO KEY UPDATE`,
        [this.variantIds],
        (row) => this.#rows.set(row.variant_id, stockRowOf(row)),
      ),
    ];
  }

  store(): Statement[] {
    if (this.#changed.size === 0) return [];
    const rows = this.changedRows;
    return [
      {
        text: updateStockSql,
        values: [
          rows.map((r) => r.variantId),
          rows.map((r) => r.onHand),
          rows.map((r) => r.batch?.taken ?? 0),
          rows.map((r) => r.batch?.startedOn ?? null),
          rows.map((r) => r.version),
        ],
      },
    ];
  }

  changes(): Changes {
    return { topics: { [STOCK_TOPIC]: this.changedRows.map((row) => row.variantId) }, feed: [] };
  }
}

export function stockRowOf(row: StockColumns): StockRow {
  return {
    variantId: row.variant_id,
    programId: row.program_id,
    onHand: row.on_hand,
    batch:
      row.batch_size === null || row.batch_period === null
        ? null
        : {
            size: row.batch_size,
            period: row.batch_period,
            taken: row.batch_taken,
            startedOn: row.batch_started_on,
          },
    version: row.version,
  };
}

const updateStockSql = `
  UPDATE stock s
    SET on_hand = c.on_hand, batch_taken = c.batch_taken, batch_started_on = c.batch_started_on, version = c.version
   FROM ${rowsOf(
     '$1::uuid[], $2::bigint[], $3::bigint[], $4::date[], $5::bigint[]',
     'variant_id, on_hand, batch_taken, batch_started_on, version',
   )} AS c
  WHERE s.variant_id = c.variant_id`;
