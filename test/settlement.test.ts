import { describe, expect, test, vi } from 'vitest';
import { cancel } from '../server/src/exchange/cancel.js';
import { EXCHANGE_TOPIC } from '../server/src/exchange/exchange.book.js';
import { settleDuePayments } from '../server/src/exchange/exchange.jobs.js';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import { pay, type PaymentParts } from '../server/src/exchange/pay.js';
import { readPayments } from '../server/src/exchange/payment.queries.js';
import { settlePayment } from '../server/src/exchange/settle-payment.js';
import { inTime } from '../server/src/payment/in-time.js';
import type { Cash } from '../server/src/platform/currency.rules.js';
import { systemTimers, type Timers } from '../server/src/platform/timers.js';
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

test('a payment that is being collected is collected by nobody else meanwhile', async () => {
  const { payments } = stage;
  const exchange = await waitingExchange();
  let asked = 0;
  const provider = {
    ...payments.provider,
    async capture(intentId: string) {
      asked += 1;
      // A job may have found it due a moment before.
      if (asked === 1)
        expect(await settlePayment({ ...payments, provider }, exchange.exchangeId)).toBe(false);
      return payments.provider.capture(intentId);
    },
  };
  await exchange.pay({ ...payments, provider });
  expect(asked).toBe(1);
  expect(await exchange.payments()).toMatchObject([{ state: 'captured' }]);
});

test('a provider that cannot be reached is asked again later each time, every hour at least, and soon after another decision', async () => {
  const { payments } = stage;
  const away = () => Promise.reject(new Error('unreachable'));
  const provider = { ...payments.provider, capture: away, giveBack: away };
  const exchange = await waitingExchange();
  /** Seconds until the provider is asked again. */
  const wait = async () => {
    const [due] = await stage.database.query<{ next_attempt_at: Date }>(
      'SELECT next_attempt_at FROM payment WHERE exchange_id = $1',
      [exchange.exchangeId],
    );
    return ((due?.next_attempt_at.getTime() ?? 0) - stage.clock.now().getTime()) / 1_000;
  };
  const askAgain = async () => {
    stage.clock.forward((await wait()) * 1_000);
    await expect(settleDuePayments({ ...payments, provider })).rejects.toThrow('are due failed');
    return wait();
  };
  await exchange.pay({ ...payments, provider });
  const waits = [await wait()];
  for (let times = 0; times < 11; times += 1) waits.push(await askAgain());
  expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
  await exchange.cancel();
  expect(await askAgain()).toBe(5);
  await settleDuePayments(payments);
  stage.clock.forward(5_000);
  await settleDuePayments(payments);
  expect(await exchange.payments()).toMatchObject([{ state: 'refunded' }]);
});

test('a provider that never answers holds up neither the job nor other payments, and is asked again later', async () => {
  const { payments } = stage;
  const [stuck, other] = [await waitingExchange(), await waitingExchange()];
  const unreachable = () => Promise.reject(new Error('unreachable'));
  for (const exchange of [stuck, other]) {
    await exchange.pay({ ...payments, provider: { ...payments.provider, capture: unreachable } });
  }
  stage.clock.forward(5_000);
  const [waiting] = await stuck.payments();
  const giveUp: (() => void)[] = [];
  const timers: Timers = {
    ...systemTimers,
    after(_ms, run) {
      giveUp.push(run);
      return () => undefined;
    },
  };
  const capture = (intentId: string) =>
    intentId === waiting?.intentId
      ? new Promise<never>(() => undefined)
      : payments.provider.capture(intentId);
  const provider = { ...payments.provider, capture };
  const job = settleDuePayments({ ...payments, provider: inTime(provider, timers) });
  await vi.waitFor(async () => {
    expect(giveUp).toHaveLength(2);
    expect(await other.payments()).toMatchObject([{ state: 'captured' }]);
  });
  for (const late of giveUp) late();
  await expect(job).rejects.toThrow('1 of the rows that are due failed');
  expect(await stuck.payments()).toMatchObject([{ state: 'capturing' }]);
  stage.clock.forward(10_000);
  await settleDuePayments(payments);
  expect(await stuck.payments()).toMatchObject([{ state: 'captured' }]);
});

/** A provider whose answers come when they are let go, in any order; what it was asked it does at once. */
function slowProvider({ provider }: PaymentParts) {
  const answers: { to: string; letGo: () => void }[] = [];
  const late =
    <Asked extends unknown[], Answer>(to: string, ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      const answer = await ask(...asked);
      await new Promise<void>((letGo) => answers.push({ to, letGo }));
      return answer;
    };
  return {
    answers,
    provider: {
      ...provider,
      open: late('open', (reference: string, amount: Cash) => provider.open(reference, amount)),
      capture: late('capture', (intentId: string) => provider.capture(intentId)),
      giveBack: late('giveBack', (intentId: string) => provider.giveBack(intentId)),
    },
  };
}

/** How often it was told of an exchange that it has changed. */
async function timesTold(exchangeId: string): Promise<number> {
  const topics = await stage.database.query('SELECT 1 FROM outbox WHERE topics::jsonb -> $1 ? $2', [
    EXCHANGE_TOPIC,
    exchangeId,
  ]);
  return topics.length;
}

describe.each([
  ['the earlier run first', (nth: number) => nth],
  ['the later run first', (nth: number) => 1 - nth],
])('two runs that overlap, of which the provider answers %s,', (_order, turn) => {
  /** Both runs ask before either is answered; then each is answered in its turn. */
  async function overlap(due: 'open' | 'capture', last: 'giveBack' | 'capture'): Promise<void> {
    const { answers, provider } = slowProvider(stage.payments);
    const slow = { ...stage.payments, provider };
    const runs = [settleDuePayments(slow)];
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    // As late as the next run begins while this one still may be waiting.
    stage.clock.forward(60_000);
    runs.push(settleDuePayments(slow));
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(answers.map(({ to }) => to)).toEqual([due, due]);
    if (last !== due) {
      for (const [nth, { letGo }] of answers.splice(0).entries()) {
        letGo();
        await vi.waitFor(() => expect(answers).toHaveLength(nth + 1));
      }
      expect(answers.map(({ to }) => to)).toEqual([last, last]);
    }
    for (const nth of [0, 1]) {
      answers[turn(nth)]?.letGo();
      await runs[turn(nth)];
    }
  }

  const atProvider = (exchangeId: string) =>
    stage.database.query('SELECT id, state FROM test_payment_intent WHERE reference = $1', [exchangeId]);

  test('open and give back a payment that was never opened once, and tell of it once', async () => {
    const exchange = await waitingExchange();
    await exchange.cancel();
    expect(await exchange.payments()).toMatchObject([{ state: 'voiding', intentId: null }]);
    const told = await timesTold(exchange.exchangeId);
    await overlap('open', 'giveBack');
    expect(await exchange.payments()).toMatchObject([{ state: 'voided' }]);
    expect(await atProvider(exchange.exchangeId)).toMatchObject([{ state: 'voided' }]);
    expect(await timesTold(exchange.exchangeId)).toBe(told + 1);
    expect(await settleDuePayments(stage.payments)).toBe(0);
  });

  test('collect a payment once, and tell of it once', async () => {
    const { payments } = stage;
    const exchange = await waitingExchange();
    const away = () => Promise.reject(new Error('unreachable'));
    await exchange.pay({ ...payments, provider: { ...payments.provider, capture: away } });
    stage.clock.forward(5_000);
    const told = await timesTold(exchange.exchangeId);
    await overlap('capture', 'capture');
    expect(await exchange.payments()).toMatchObject([{ state: 'captured' }]);
    expect(await atProvider(exchange.exchangeId)).toMatchObject([{ state: 'captured' }]);
    expect(await timesTold(exchange.exchangeId)).toBe(told + 1);
  });
});

/** As many payments more, each in the state of the one given; of their exchanges there is nothing but the ids. */
async function alike(exchangeId: string, count: number): Promise<void> {
  const client = await stage.database.pool.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    await client.query(
      `INSERT INTO payment SELECT (jsonb_populate_record(p, jsonb_build_object('exchange_id', id, 'intent_id', 'of ' || id))).*
         FROM payment p, unnest($2::uuid[]) AS id WHERE exchange_id = $1`,
      [exchangeId, Array.from({ length: count }, () => stage.newId())],
    );
  } finally {
    client.release(true);
  }
}

test('a provider that answers nothing is asked for one portion of payments a run, however many are due', async () => {
  const { payments, clock } = stage;
  const exchange = await waitingExchange();
  await exchange.pay();
  await exchange.cancel();
  await alike(exchange.exchangeId, 700);
  let asked = 0;
  let silence = () => clock.forward(30_000);
  const giveBack = async () => {
    asked += 1;
    // All that were asked together are given up together.
    silence();
    silence = () => undefined;
    throw new Error('The provider has not answered.');
  };
  const silent = { ...payments, provider: { ...payments.provider, giveBack } };
  const due = () =>
    stage.database.query(`SELECT FROM payment WHERE state = 'refunding' AND next_attempt_at <= $1`, [
      clock.now(),
    ]);
  expect(await due()).toHaveLength(701);
  await expect(settleDuePayments(silent)).rejects.toThrow('200 of the rows that are due failed');
  expect(asked).toBe(200);
  // By then it answers: every one is told, those that were not come to before as well.
  clock.forward(30_000);
  expect(await due()).toHaveLength(701);
  expect(await settleDuePayments(payments)).toBe(701);
});

test('what the provider has done is told to who watches the exchange', async () => {
  const { exchangeId, cancel: cancelIt } = await waitingExchange();
  await cancelIt();
  const before = await timesTold(exchangeId);
  await settlePayment(stage.payments, exchangeId);
  expect(await timesTold(exchangeId)).toBe(before + 1);
});
