import { setInterval } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { MallStage, type Shopper } from './mall-stage.js';
import { OwnPostgres } from './own-postgres.js';
import { exchangePayload, told } from './seen-exchange.js';
import { SocketClient } from './socket-client.js';
import { type Answer, at, type TestServer } from './start-server.js';

let postgres: OwnPostgres;
let mall: MallStage;
let server: TestServer;
let shopper: Shopper;
let variantId: string;
let watcher: SocketClient;
let watching: string;

beforeAll(async () => {
  postgres = await OwnPostgres.start();
  mall = await MallStage.open({ database: { url: postgres.url, drop: async () => {} }, jobs: true });
  server = mall.server;
  ({ variantId } = await mall.reward({ points: 1, onHand: 1_000_000 }));
  shopper = await mall.shopper(10_000);
  // Signs the member in, which nobody can later.
  await shopper.balance();
  watcher = await SocketClient.accepted(`${server.origin.replace('http', 'ws')}/graphql`, { key: 'pk_demo' });
  watching = watcher.subscribe('subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }', {
    ids: [variantId],
  });
  await vi.waitFor(() => expect(seen()).toHaveLength(1));
}, 120_000);

afterAll(async () => {
  try {
    await watcher.close();
    await mall.close();
  } finally {
    await postgres.remove();
  }
});

const stockShape = z.object({ stock: z.object({ available: z.number() }) });
const seen = () => watcher.data(watching, stockShape).map(({ stock }) => stock.available);
const ready = async () => (await fetch(`${server.origin}/readyz`)).status;
const eventually = { timeout: 30_000, interval: 20 };

const redeemDocument = `mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) ${exchangePayload} }`;
const redeem = (key: string) =>
  shopper.ask(redeemDocument, { input: { lines: [{ variantId }], idempotencyKey: key } });
/** Never answered from memory: what a member sees of their own. */
const read = () => shopper.ask('{ me { balance { available } } }');

function expectUnavailable(answer: Answer): void {
  expect(answer.errors?.[0]?.extensions, told(answer)).toMatchObject({ code: 'UNAVAILABLE' });
  expect(answer.errors?.[0]?.extensions['retryAfterMs']).toBeGreaterThan(0);
  // A field that may fail on its own is null beside the error; where nothing is left of the answer, HTTP says so too.
  const nothing = answer.data === undefined || answer.data === null;
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([nothing ? 503 : 200, nothing]);
}

/** Everything works, though nobody did anything to the server. */
async function expectEverythingBack(unanswered: readonly string[]): Promise<void> {
  await vi.waitFor(async () => expect(await ready()).toBe(200), eventually);
  await vi.waitFor(async () => expect(told(await read())).toContain('available'), eventually);
  // Whoever asks again with the same key gets what was asked for, once.
  for (const key of unanswered) {
    const [first, again] = [await redeem(key), await redeem(key)];
    expect(at(first, 'exchangeRedeem', 'exchange', 'id'), told(first)).toEqual(
      expect.stringMatching(/^exchange_/),
    );
    expect(again.data).toEqual(first.data);
  }
  const exchanges = await server.database.query<{ count: number }>(
    'SELECT count(*) AS count FROM idempotency_key WHERE key = ANY($1)',
    [unanswered],
  );
  expect(exchanges).toEqual([{ count: unanswered.length }]);
  // The socket was open all the time, and hears of what happens now.
  const before = seen().at(-1) ?? 0;
  await redeem(mall.name());
  await vi.waitFor(() => expect(seen().at(-1)).toBeLessThan(before), eventually);
  expect(watcher.closed).toBeNull();
  await expectJobsRun();
}

async function expectJobsRun(): Promise<void> {
  await server.database.query("SELECT graphile_worker.add_job('outbox-purge')");
  await vi.waitFor(async () => {
    const [row] = await server.database.query<{ waiting: number }>(
      "SELECT count(*) AS waiting FROM graphile_worker.jobs WHERE task_identifier = 'outbox-purge'",
    );
    expect(row?.waiting).toBe(0);
  }, eventually);
}

describe('a database that is gone for ten seconds', () => {
  it('is told by /readyz and to every caller, and everything comes back by itself', async () => {
    const keys: string[] = [];
    await postgres.kill();
    await vi.waitFor(async () => expect(await ready()).toBe(503), eventually);
    const goneUntil = performance.now() + 10_000;
    // The pause between two rounds is load, not waiting: what is asserted holds for every answer.
    for await (const _ of setInterval(200)) {
      const key = mall.name();
      keys.push(key);
      for (const answer of await Promise.all([read(), redeem(key)])) expectUnavailable(answer);
      expect(await ready()).toBe(503);
      if (performance.now() > goneUntil) break;
    }
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    await postgres.startAgain();
    await expectEverythingBack(keys.slice(-5));
  }, 90_000);
});

describe('a database that never answers', () => {
  it('keeps nobody waiting: neither those who asked before it fell silent, nor those who ask then', async () => {
    await vi.waitFor(async () => expect(await ready()).toBe(200), eventually);
    const asked = Array.from({ length: 40 }, () => mall.name());
    await read();
    await postgres.freeze();
    try {
      // More than there are connections, so that some wait for PostgreSQL and some for a connection.
      const before = await Promise.all([...asked.map(redeem), ...asked.map(read)]);
      for (const answer of before) expectUnavailable(answer);
      expect(await ready()).toBe(503);
      for (let round = 0; round < 20; round += 1) {
        for (const answer of await Promise.all([redeem(asked[0] ?? ''), read()])) expectUnavailable(answer);
      }
      expect(await ready()).toBe(503);
    } finally {
      await postgres.thaw();
    }
    await expectEverythingBack(asked.slice(0, 5));
  }, 90_000);
});

describe('a database that takes nothing, as a standby does', () => {
  it('sends balancers elsewhere and callers back later, while everything can still be read', async () => {
    const set = async (value: 'on' | 'off') => {
      await server.database.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await server.database.query('SELECT pg_reload_conf()');
    };
    const key = mall.name();
    await set('on');
    try {
      await vi.waitFor(async () => expect(await ready()).toBe(503), eventually);
      expectUnavailable(await redeem(key));
      expect(told(await read())).toContain('available');
    } finally {
      await set('off');
    }
    await expectEverythingBack([key]);
  }, 90_000);
});
