import type { Job } from '../platform/jobs/job-runner.js';
import { expireUnpaid } from './expire-unpaid.js';
import { overdueExchanges } from './exchange.queries.js';
import type { PaymentParts } from './pay.js';
import { duePayments } from './payment.queries.js';
import { settlePayment } from './settle-payment.js';

const batch = 200;

/** Ends unpaid exchanges whose time is up: their holds expire, their stock is free again. */
export async function expireOverdueExchanges(parts: PaymentParts): Promise<number> {
  let expired = 0;
  for (;;) {
    const overdue = await overdueExchanges(parts.database, parts.clock.now(), batch);
    const outcomes = await Promise.all(
      overdue.map(({ exchange, timeZone }) => parts.groups.submit(expireUnpaid(exchange, timeZone))),
    );
    expired += outcomes.filter((outcome) => !('refused' in outcome) && outcome.expired).length;
    if (overdue.length < batch) return expired;
  }
}

/** Tells the provider what was decided about payments, where the first try did not get through. */
export async function settleDuePayments(parts: PaymentParts): Promise<number> {
  const due = await duePayments(parts.database, parts.clock.now(), batch);
  let settled = 0;
  const failures: unknown[] = [];
  for (const exchangeId of due) {
    try {
      if (await settlePayment(parts, exchangeId)) settled += 1;
    } catch (error) {
      // The others must not wait for this one; it is due again later.
      failures.push(error);
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} payments could not be settled.`);
  return settled;
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
  ];
}
