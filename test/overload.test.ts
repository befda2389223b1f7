import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { holdTransaction } from './live-stage.js';
import { MallStage, type Shopper } from './mall-stage.js';
import { type Asked, Callers, expectRefusal, median, times } from './open-loop.js';
import { buildServer, main, start, type Started } from './server-process.js';
import { SocketClient } from './socket-client.js';
import { at, post } from './start-server.js';
import { expectCalm, tenfoldStorm } from './tenfold-storm.js';

const readers = 2;
let mall: MallStage;
let server: Started;
let origin: string;
let shopper: Shopper;
let callers: Callers;
let headers: Record<string, string>;

beforeAll(async () => {
  await buildServer();
  // Its door never closes because answers come late, which is a matter of how busy the machine is; with a clock of its own the door has tests beside it.
  mall = await MallStage.open({ now: new Date(), admission: { worthMs: Number.MAX_SAFE_INTEGER } });
  shopper = await mall.shopper(1_000);
  headers = { 'x-jifen-key': 'pk_demo', authorization: `Bearer ${await shopper.token()}` };
  // A read that takes its time in PostgreSQL: what can be served does not depend on how busy this machine is.
  await mall.server.database.query('ALTER TABLE category RENAME TO category_rows');
  await mall.server.database.query(
    `CREATE VIEW category AS WITH nap AS MATERIALIZED (SELECT pg_sleep(0.05))
     SELECT c.* FROM category_rows c WHERE EXISTS (SELECT FROM nap)`,
  );
  // A heap so small that whoever keeps what waits would not survive.
  const program = ['--max-old-space-size=160', main];
  server = start({ DATABASE_URL: mall.server.database.url, PORT: '0', POOL_SIZE: String(readers) }, program);
  const match = await server.printed(/http:\/\/localhost:(\d+)\/admin\/graphql/);
  origin = `http://127.0.0.1:${match?.[1]}`;
  // As a member, so that no answer comes from memory.
  callers = new Callers(`${origin}/graphql`, headers, JSON.stringify({ query: '{ categories { title } }' }));
}, 180_000);

afterAll(async () => {
  callers.close();
  server.signal('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
  await mall.close();
});

describe('ten times more requests than can be served, for 20 seconds', () => {
  it('are refused quickly with a hint when to come back, and leave nothing behind', async () => {
    await callers.oneByOne(10);
    const calm = median(times(await callers.oneByOne(20)));
    // Measured by as many callers as there are connections.
    const { served, refused, servedShare, grewMegabytes } = await tenfoldStorm(callers, server, readers);
    // As many are served as without the crowd, nearly.
    expect(servedShare).toBeGreaterThan(0.7);
    expect(median(times(refused))).toBeLessThan(median(times(served)) / 4);
    expect(grewMegabytes).toBeLessThan(120);
    await expectCalm(callers, 1.5 * calm);
  }, 120_000);
});

describe('a crowd of readers that is stuck', () => {
  it('holds up neither commands nor the live path nor /readyz, and whoever comes then is refused before it moves', async () => {
    const { variantId } = await mall.reward({ points: 1 });
    const watcher = await SocketClient.accepted(`${origin.replace('http', 'ws')}/graphql`, {
      key: 'pk_demo',
    });
    const watching = watcher.subscribe(
      'subscription ($ids: [ID!]!) { stock(variantIds: $ids) { available } }',
      {
        ids: [variantId],
      },
    );
    const stock = z.object({ stock: z.object({ available: z.number() }) });
    const seen = () => watcher.data(watching, stock).map((data) => data.stock.available);
    await vi.waitFor(() => expect(seen()).toEqual([1_000]));

    const lock = await holdTransaction(mall.server.database);
    await lock.client.query('LOCK TABLE category_rows IN ACCESS EXCLUSIVE MODE');
    let finished = 0;
    const stuck = Array.from({ length: readers }, () => callers.ask().finally(() => (finished += 1)));
    const crowd: Promise<Asked>[] = [];
    let refusals = 0;
    // One after another, until one is refused.
    await vi.waitFor(
      () => {
        const one = callers.ask();
        crowd.push(one);
        void one.then(({ status }) => (refusals += status === 503 ? 1 : 0));
        expect(refusals).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 20 },
    );
    const redeemed = await post(
      `${origin}/graphql`,
      {
        query:
          'mutation ($input: ExchangeRedeemInput!) { exchangeRedeem(input: $input) { userErrors { code } } }',
        variables: { input: { lines: [{ variantId }], idempotencyKey: mall.name() } },
      },
      headers,
    );
    expect(at(redeemed, 'exchangeRedeem', 'userErrors')).toEqual([]);
    await vi.waitFor(() => expect(seen().at(-1)).toBe(999));
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    expect(finished).toBe(0);

    await lock.commit();
    for (const one of await Promise.all(stuck)) expect(one).toMatchObject({ status: 200, code: null });
    for (const one of await Promise.all(crowd)) {
      if (one.status !== 200) expectRefusal(one);
    }
    await watcher.close();
  }, 60_000);
});

describe('a crowd that can be served', () => {
  it('is served: 600 at once, all of them', async () => {
    // By a server that has as many connections as servers have.
    const body = JSON.stringify({ query: '{ me { balance { available } } }' });
    const many = new Callers(`${mall.server.origin}/graphql`, headers, body);
    const asked = await Promise.all(Array.from({ length: 600 }, () => many.ask()));
    expect(asked.filter(({ code }) => code !== null)).toEqual([]);
    many.close();
  });
});
