import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Command } from '../platform/group-commit/command.js';
import { inPortions } from '../platform/jobs/portions.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { StockBook } from '../stock/stock.book.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import { periodStart } from '../platform/period.rules.js';
import { OfferBook } from './offer.book.js';

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

type Started = {
  variant_id: string;
  program_id: string;
  batch_period: BatchPeriod;
  batch_started_on: string;
  time_zone: string;
};

/** Begins every batch whose period has come. Gives how many. */
export function renewDueBatches({ database, groups, clock }: RenewParts): Promise<number> {
  return inPortions({
    read: (behind, limit) =>
      database.query<Started>(
        `SELECT s.variant_id, s.program_id, s.batch_period, s.batch_started_on, p.time_zone
           FROM stock s JOIN program p ON p.id = s.program_id
          WHERE s.batch_size IS NOT NULL AND s.batch_started_on IS NOT NULL AND s.batch_taken > 0 AND s.variant_id > $1
          ORDER BY s.variant_id LIMIT $2`,
        [behind, limit],
      ),
    idOf: (started) => started.variant_id,
    work: async (started) => {
      const { batch_period, batch_started_on, time_zone, program_id, variant_id } = started;
      if (periodStart(batch_period, clock.now(), time_zone) <= batch_started_on) return false;
      const outcome = await groups.submit(renewBatch(program_id, variant_id));
      return !('refused' in outcome) && outcome.renewed;
    },
  });
}
