import { expect, test } from 'vitest';
import { cancel } from '../server/src/exchange/cancel.js';
import { EXCHANGE_TOPIC } from '../server/src/exchange/exchange.book.js';
import { settleDuePayments } from '../server/src/exchange/exchange.jobs.js';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import { pay } from '../server/src/exchange/pay.js';
import { readPayments } from '../server/src/exchange/payment.queries.js';
import { settlePayment } from '../server/src/exchange/settle-payment.js';
import { shareStage, stage } from './shared-stage.js';
import { redeemed } from './write-path-stage.js';

/** Telling the provider what was decided about a payment. */
shareStage({ workers: 1 });

const timeZone = 'Asia/Shanghai';

/** An exchange with a cash part that waits for its payment. */
async function waitingExchange() {
  const memberId = await stage.member(100);
  const exchangeId = await redeemed(stage, memberId, await stage.variant({ points: 100, cashMinor: 990 }));
  const [exchange] = await findExchanges(stage.database, stage.programId, [exchangeId]);
  if (exchange === undefined) throw new Error('There is no such exchange.');
  const rules = { timeZone, refundGraceDays: 30 };
  return {
    exchangeId,
    pay: (payments = stage.payments) =>
      pay(payments, {
        programId: stage.programId,
        memberId,
        exchangeId,
        timeZone,
        idempotencyKey: stage.key(),
        paymentMethod: 'test_ok',
      }),
    cancel: () => stage.groups.submit(cancel({ exchange, idempotencyKey: stage.key(), rules })),
    payments: () => readPayments(stage.database, [exchangeId]),
  };
}

test('a payment that is given back while the provider is still collecting it is refunded by the job', async () => {
  const { payments } = stage;
  const exchange = await waitingExchange();
  const { provider } = payments;
  await exchange.pay({
    ...payments,
    provider: {
      ...provider,
      async capture(intentId) {
        const answer = await provider.capture(intentId);
        await exchange.cancel();
        return answer;
      },
    },
  });
  expect(await exchange.payments()).toMatchObject([{ state: 'refunding' }]);
  // At once, though the provider was asked for the payment a moment ago.
  await settleDuePayments(payments);
  expect(await exchange.payments()).toMatchObject([{ state: 'refunded' }]);
});

test('a refund that the provider was not told of is told by the job', async () => {
  const exchange = await waitingExchange();
  await exchange.pay();
  expect(await exchange.payments()).toMatchObject([{ state: 'captured' }]);
  await exchange.cancel();
  await settleDuePayments(stage.payments);
  expect(await exchange.payments()).toMatchObject([{ state: 'refunded' }]);
});

test('what the provider has done is told to who watches the exchange', async () => {
  const { exchangeId, cancel: cancelIt } = await waitingExchange();
  await cancelIt();
  const told = () =>
    stage.database.query('SELECT 1 FROM outbox WHERE topics::jsonb -> $1 ? $2', [EXCHANGE_TOPIC, exchangeId]);
  const before = await told();
  await settlePayment(stage.payments, exchangeId);
  expect(await told()).toHaveLength(before.length + 1);
});
