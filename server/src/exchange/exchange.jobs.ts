import type { Job } from '../platform/jobs/job-runner.js';
import { inPortions } from '../platform/jobs/portions.js';
import { countPopularity } from './count-popularity.js';
import { expireUnpaid } from './expire-unpaid.js';
import { overdueExchanges } from './exchange.queries.js';
import type { PaymentParts } from './pay.js';
import { duePayments } from './payment.queries.js';
import { settlePayment } from './settle-payment.js';

/** A provider that is silent is waited for half a minute more, so that a run mostly ends before the next one would take the other place of jobs, too. */
const longestAskingMs = 20_000;

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

/**
 * Tells the provider what was decided about payments, where the first try did not get through. Gives how many. One that answers late or
 * not at all is not asked on and on: what is left then is due at the next run.
 */
export function settleDuePayments(parts: PaymentParts): Promise<number> {
  const begun = parts.clock.now().getTime();
  return inPortions({
    read: (behind, limit) => duePayments(parts.database, parts.clock.now(), behind, limit),
    idOf: (exchangeId) => exchangeId,
    work: (exchangeId) => settlePayment(parts, exchangeId),
    goesOn: () => parts.clock.now().getTime() - begun < longestAskingMs,
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
      // What failed says itself when it is due again.
      tries: 1,
      run: async () => void (await settleDuePayments(parts)),
    },
    {
      name: 'exchange-count-popularity',
      pattern: '*/10 * * * *',
      run: async () => void (await countPopularity(parts)),
    },
  ];
}
