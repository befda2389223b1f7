/** How often a batch starts again. */
export type BatchPeriod = 'day' | 'week' | 'month' | 'year';

/** What is left of one variant, as its row says. */
export interface StockFacts {
  /** Null: never runs out. */
  onHand: number | null;
  batch: Batch | null;
}

/** So many in every period (X4: a monthly batch of 100), out of what is on hand. */
export interface Batch {
  size: number;
  period: BatchPeriod;
  /** Taken in the period that began on startedOn; worth nothing once a later period has begun. */
  taken: number;
  startedOn: string | null;
}

/**
 * The first day of the batch that counts. One that has begun stays begun for a process whose clock is behind, or the two
 * would start it over and over, and each time give out a whole batch.
 */
export function batchStart(batch: Batch, periodStart: string): string {
  return batch.startedOn !== null && batch.startedOn > periodStart ? batch.startedOn : periodStart;
}

/** What is left of the batch in the period that began on `periodStart`. */
export function batchLeft(batch: Batch, periodStart: string): number {
  return batch.startedOn === periodStart ? Math.max(0, batch.size - batch.taken) : batch.size;
}

/** How many can be taken now; null when it never runs out. */
export function availableNow(stock: StockFacts, periodStart: string | null): number | null {
  if (stock.batch === null || periodStart === null) return stock.onHand;
  const left = batchLeft(stock.batch, periodStart);
  return stock.onHand === null ? left : Math.min(stock.onHand, left);
}

/** The row after so many were taken; the caller has asked availableNow. */
export function take(stock: StockFacts, quantity: number, periodStart: string | null): StockFacts {
  return {
    onHand: stock.onHand === null ? null : stock.onHand - quantity,
    batch: movedBatch(stock.batch, quantity, periodStart),
  };
}

/** The row after so many came back; a batch of an earlier period gets nothing back. */
export function putBack(
  stock: StockFacts,
  quantity: number,
  periodStart: string | null,
  takenInPeriod: string | null,
): StockFacts {
  const sameBatch = takenInPeriod !== null && takenInPeriod === periodStart;
  return {
    onHand: stock.onHand === null ? null : stock.onHand + quantity,
    batch: sameBatch ? movedBatch(stock.batch, -quantity, periodStart) : stock.batch,
  };
}

function movedBatch(batch: Batch | null, quantity: number, periodStart: string | null): Batch | null {
  if (batch === null || periodStart === null) return batch;
  const taken = batch.startedOn === periodStart ? batch.taken : 0;
  return { ...batch, taken: Math.max(0, taken + quantity), startedOn: periodStart };
}
