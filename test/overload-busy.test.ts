import { afterAll, beforeAll, expect, it } from 'vitest';
import { MallStage } from './mall-stage.js';
import { Callers, median, quantile, times } from './open-loop.js';
import { buildServer, main, start, type Started } from './server-process.js';
import { expectCalm, tenfoldStorm } from './tenfold-storm.js';

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
  const { served, refused, servedShare, grewMegabytes } = await tenfoldStorm(callers, server, 4);
  // A third of the time goes to letting in, some to refusing, and what else runs here takes more of one minute than of another.
  expect(servedShare).toBeGreaterThan(0.3);
  expect(quantile(times(refused), 0.75)).toBeLessThan(median(times(served)));
  expect(grewMegabytes).toBeLessThan(350);
  await expectCalm(callers, 2 * calm);
}, 120_000);
