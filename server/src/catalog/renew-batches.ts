import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Command } from '../platform/group-commit/command.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { StockBook } from '../stock/stock.book.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import { periodStart } from '../platform/period.rules.js';
import { OfferBook } from './offer.book.js';

const chunk = 500;

export interface RenewParts {
  database: Database;
  groups: GroupCommit;
  clock: Clock;
}

/**
 * Begins a variant's new batch (X4). Exchanges count by the calendar and need no renewal; counters and the partner feed
 * do, or they would show the old batch until somebody exchanges.
 */
function renewBatch(programId: string, variantId: string): Command<{ renewed: boolean }> {
  return {
    name: 'stock.renewBatch',
    programId,
    idempotency: null,
    prepare: (books) => books.book(StockBook).need(variantId),
    decide(books) {
      const stock = books.book(StockBook).row(programId, variantId);
      const startedOn = books.book(OfferBook).batchStart(programId, variantId);
      if (stock === null || stock.batch === null || startedOn === null) return { renewed: false };
      if (stock.batch.startedOn === null || stock.batch.startedOn >= startedOn) return { renewed: false };
      const { onHand, batch } = stock;
      books.book(StockBook).set(variantId, { onHand, batch: { ...batch, taken: 0, startedOn } });
      return { renewed: true };
    },
  };
}

/** Begins every batch whose period has come. Gives how many. */
export async function renewDueBatches({ database, groups, clock }: RenewParts): Promise<number> {
  const started = await database.query<{
    variant_id: string;
    program_id: string;
    batch_period: BatchPeriod;
    batch_started_on: string;
    time_zone: string;
  }>(
    `SELECT s.variant_id, s.program_id, s.batch_period, s.batch_started_on, p.time_zone
       FROM stock s JOIN program p ON p.id = s.program_id
      WHERE s.batch_size IS NOT NULL AND s.batch_started_on IS NOT NULL AND s.batch_taken > 0`,
  );
  const now = clock.now();
  const due = started.filter(
    (row) => periodStart(row.batch_period, now, row.time_zone) > row.batch_started_on,
  );
  let renewed = 0;
  // A month begins for every monthly batch at once; members' exchanges must still find room in the queue.
  for (let at = 0; at < due.length; at += chunk) {
    const outcomes = await Promise.all(
      due.slice(at, at + chunk).map((row) => groups.submit(renewBatch(row.program_id, row.variant_id))),
    );
    renewed += outcomes.filter((outcome) => !('refused' in outcome) && outcome.renewed).length;
  }
  return renewed;
}
