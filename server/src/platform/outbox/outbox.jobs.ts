import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import type { Job } from '../jobs/job-runner.js';
import { keepOutboxMs, keepStockFeedMs, purgeOutbox, purgeStockFeed } from './retention.js';

export interface OutboxJobParts {
  database: Database;
  clock: Clock;
}

/** Keeps the outbox short and the partners' feed as long as was promised. */
export function outboxJobs({ database, clock }: OutboxJobParts): Job[] {
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  return [
    {
      name: 'outbox-purge',
      pattern: '*/10 * * * *',
      run: async () => void (await purgeOutbox(database, ago(keepOutboxMs))),
    },
    {
      name: 'stock-feed-purge',
      pattern: '17 * * * *',
      run: async () => void (await purgeStockFeed(database, ago(keepStockFeedMs))),
    },
  ];
}
