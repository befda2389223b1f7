import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { countPopularity } from './count-popularity.js';
import { expireUnpaid } from './expire-unpaid.js';
import { overdueExchanges } from './exchange.queries.js';
import type { PaymentParts } from './pay.js';
import { duePayments } from './payment.queries.js';
import { settlePayment } from './settle-payment.js';

/** Ends unpaid exchanges whose time is up: their holds expire, their stock is free again. Gives how many. */
export function expireOverdueExchanges({ database, groups, clock }: PaymentParts): Promise<number> {
  return inPortions({
    read: (behind, limit) => overdueExchanges(database, clock.now(), behind, limit),
    idOf: ({ exchange }) => exchange.id,
    work: async ({ exchange, timeZone }) => {
      const outcome = await groups.submit(expireUnpaid(exchange, timeZone));
      return !('refused' in outcome) && outcome.expired;
    },
  });
}

/** Tells the provider what was decided about payments, where the first try did not get through. Gives how many. */
export function settleDuePayments(parts: PaymentParts): Promise<number> {
  return inPortions({
    read: (behind, limit) => duePayments(parts.database, parts.clock.now(), behind, limit),
    idOf: (exchangeId) => exchangeId,
    work: (exchangeId) => settlePayment(parts, exchangeId),
  });
}

export function exchangeJobs(parts: PaymentParts): Job[] {
  return [
    {
      name: 'exchange-expire-unpaid',
      pattern: '* * * * *',
      run: async () => void (await expireOverdueExchanges(parts)),
    },
    {
      name: 'exchange-settle-payments',
      pattern: '* * * * *',
      run: async () => void (await settleDuePayments(parts)),
    },
    {
      name: 'exchange-count-popularity',
      pattern: '*/10 * * * *',
      run: async () => void (await countPopularity(parts)),
    },
  ];
}
