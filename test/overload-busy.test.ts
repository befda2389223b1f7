import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { MallStage } from './mall-stage.js';
import { Callers, expectRefusal, median, quantile, times } from './open-loop.js';
import { buildServer, main, residentMegabytes, start, type Started } from './server-process.js';

const atOnce = 4;
let mall: MallStage;
let server: Started;
let callers: Callers;

beforeAll(async () => {
  await buildServer();
  mall = await MallStage.open({ now: new Date() });
  await mall.reward({ points: 1 });
  // A heap in which no more than the crowd that is let in has room, beside what is always remembered.
  const program = ['--max-old-space-size=320', main];
  server = start({ DATABASE_URL: mall.server.database.url, PORT: '0' }, program);
  const match = await server.printed(/http:\/\/localhost:(\d+)\/admin\/graphql/);
  callers = new Callers(`http://127.0.0.1:${match?.[1]}/graphql`, { 'x-jifen-key': 'pk_demo' }, newQuestion);
}, 180_000);

afterAll(async () => {
  callers.close();
  server.signal('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });
  await mall.close();
});

/** A text that nobody has asked before must be parsed and validated: the server's own time is what is short, not PostgreSQL's. */
function newQuestion(nth: number): string {
  const price = '{ points cash { amount currencyCode } }';
  return JSON.stringify({
    query: `query asked${nth} {
      rewards(first: 20, query: "cup ${nth}") {
        totalCount
        nodes {
          id handle title summary description tags category { title } zones { title } images { url alt } priceFrom ${price}
          variants { id title sku options { name value } pricePlans { id label price ${price} } }
        }
        pageInfo { hasNextPage endCursor }
      }
    }`,
  });
}

it('ten times more requests than the server has time for, for 20 seconds, are refused quickly and leave nothing behind', async () => {
  await callers.oneByOne(100);
  const calm = median(times(await callers.oneByOne(20)));
  const began = performance.now();
  const steady = await Promise.all(Array.from({ length: atOnce }, () => callers.oneByOne(50)));
  const perSecond = steady.flat().length / ((performance.now() - began) / 1_000);
  const before = residentMegabytes(server);
  let most = 0;
  let ticks = 0;
  const storm = await callers.storm(10 * perSecond, 20, () => {
    ticks += 1;
    if (ticks % 50 === 0) most = Math.max(most, residentMegabytes(server));
  });
  const served = storm.filter(({ status }) => status === 200);
  const refused = storm.filter(({ status }) => status !== 200);
  for (const one of refused) expectRefusal(one);
  expect(served.length).toBeGreaterThan(0.5 * perSecond * 20);
  expect(refused.length).toBeGreaterThan(0.7 * storm.length);
  expect(quantile(times(refused), 0.75)).toBeLessThan(median(times(served)));
  expect(most - before).toBeLessThan(350);
  // Whoever comes then is served as if nothing had been.
  await vi.waitFor(
    async () => {
      const after = await callers.oneByOne(10);
      expect(after.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(median(times(after))).toBeLessThan(2 * calm);
    },
    { timeout: 10_000 },
  );
}, 120_000);
