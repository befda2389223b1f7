import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '../server/src/catalog/rewards.filter.js';
import { pageReader } from '../server/src/catalog/rewards.together.js';
import type { Queryable } from '../server/src/platform/database.js';
import { decodeId } from '../server/src/platform/ids.js';
import { catalogStage } from './catalog-stage.js';
import { startTestServer, type TestServer } from './start-server.js';

let server: TestServer;
let statements = 0;
/** Every third reward is about one of these words. */
const words = ['alpha', 'beta', 'gamma'] as const;
const rewards = 330;
const variantsEach = 4;

beforeAll(async () => {
  server = await startTestServer();
  const { first } = server.programs;
  const id = (nth: string) => `(lpad(to_hex(${nth}), 12, '0') || '70008000000000000000')::uuid`;
  await server.database.query(
    `INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, points_from, search, created_at, updated_at)
     SELECT ${id('n')}, $1, 'r' || n, 'physical', 'listed', '{"zh": "", "en": "r"}', '{"zh": "", "en": ""}', '{"zh": "", "en": ""}',
            n, ('''' || ($3::text[])[n % 3 + 1] || ''':1A')::tsvector, now(), now()
       FROM generate_series(1, $2::int) AS n`,
    [first, rewards, words],
  );
  await server.database.query(
    `INSERT INTO variant (id, program_id, reward_id, title, options, position)
     SELECT ${id(`n * ${variantsEach} + at`)}, $1, ${id('n')}, '{"zh": "", "en": ""}', '[]', at
       FROM generate_series(1, $2::int) AS n, generate_series(0, ${variantsEach - 1}) AS at`,
    [first, rewards],
  );
  await server.database.query(
    `INSERT INTO stock (variant_id, program_id, on_hand)
     SELECT ${id(`n * ${variantsEach} + at`)}, $1, n * 10 + at
       FROM generate_series(1, $2::int) AS n, generate_series(0, ${variantsEach - 1}) AS at`,
    [first, rewards],
  );
});
afterAll(() => server.close());
beforeEach(() => {
  statements = 0;
});

const counting: Queryable = {
  query(text, values) {
    statements += 1;
    return server.database.query(text, values);
  },
};

const nothing = { categories: null, kinds: null, zones: null, pointsMin: null, pointsMax: null };
const unfiltered = { ...nothing, zoneId: null, query: null, bands: null, affordable: null, inStock: null };

function viewer(more: Partial<Viewer> = {}): Viewer {
  const now = server.clock.now();
  const programId = server.programs.first;
  return { programId, timeZone: 'Asia/Shanghai', bands: [], memberId: null, footing: null, now, ...more };
}

/** Each reward by its number, with what is left of its variants. */
function shownOf({ page }: Awaited<ReturnType<ReturnType<typeof pageReader>>>) {
  return page.rows.map((row) => [row.handle, row.variants.map((variant) => variant.stock.onHand)]);
}

/** What a search must give, by looking at every reward. */
function expected(word: (typeof words)[number], most: number) {
  return Array.from({ length: rewards }, (_, nth) => rewards - nth)
    .filter((n) => words[n % 3] === word)
    .slice(0, most)
    .map((n) => [`r${n}`, Array.from({ length: variantsEach }, (_, at) => n * 10 + at)]);
}

function searchesOf(read: ReturnType<typeof pageReader>, first: number) {
  const pages = words.map((query) =>
    read({
      viewer: viewer(),
      filter: { ...unfiltered, query },
      page: { sort: 'relevance', first, after: null },
    }),
  );
  return Promise.all(pages).then((all) => all.map(shownOf));
}

it('searches for different words at once share a statement while no operator changes the catalog', async () => {
  const read = pageReader(counting);
  const expectedOf = (most: number) => words.map((word) => expected(word, most));
  const counts: number[] = [];
  for (const changed of [false, false, false, true, false]) {
    if (changed) await catalogStage(server).category('new', '新', 'New');
    statements = 0;
    expect(await searchesOf(read, 20)).toEqual(expectedOf(21));
    counts.push(statements);
  }
  expect(counts).toEqual([3, 1, 1, 1 + 3, 1]);
});

it('pages with much on them are read in several statements, each page whole', async () => {
  const read = pageReader(counting);
  const expectedAll = words.map((word) => expected(word, 101));
  expect(await searchesOf(read, 100)).toEqual(expectedAll);
  statements = 0;
  expect(await searchesOf(read, 100)).toEqual(expectedAll);
  expect(statements).toBe(2);
});

it('a list by bands of points is another one when the bands are drawn elsewhere', async () => {
  const read = pageReader(counting);
  const inBand = async (pointsMin: number) => {
    const bands = [{ key: 'cheap', pointsMin, pointsMax: pointsMin + 2 }];
    const filter = { ...unfiltered, query: null, bands: ['cheap'] };
    const found = await read({
      viewer: viewer({ bands }),
      filter,
      page: { sort: 'points_asc', first: 5, after: null },
    });
    return found.page.rows.map((row) => row.handle);
  };
  expect([await inBand(1), await inBand(1), await inBand(7)]).toEqual([
    ['r1', 'r2'],
    ['r1', 'r2'],
    ['r7', 'r8'],
  ]);
});

it('of those who ask at once each is told of their own day, though midnight lies between them', async () => {
  const memberId = decodeId('member', (await server.memberToken('at-midnight')).id);
  const { first: programId } = server.programs;
  await server.database.query(
    `UPDATE reward SET limit_quantity = 1, limit_period = 'day' WHERE handle = 'r330' AND program_id = $1`,
    [programId],
  );
  await server.database.query(
    `INSERT INTO limit_usage (program_id, member_id, reward_id, starts_on, used)
     SELECT $1, $2::uuid, id, '2026-11-22', 1 FROM reward WHERE handle = 'r330' AND program_id = $1`,
    [programId, memberId],
  );
  const months = { '2026-11': [500_000, 0] };
  await server.database.query(
    `UPDATE member_tier SET tier = 'silver', since = '2025-11-23', valid_until = '2026-11-23', months = $2 WHERE member_id = $1`,
    [memberId, months],
  );
  const read = pageReader(counting);
  const ask = (now: string) =>
    read({
      viewer: viewer({ memberId, now: new Date(now) }),
      filter: { ...unfiltered, query: null },
      page: { sort: 'newest', first: 1, after: null },
    });
  for (const page of ['looked for', 'known']) {
    const [before, after] = await Promise.all([ask('2026-11-22T15:59:59.999Z'), ask('2026-11-22T16:00:00Z')]);
    expect([page, before.own(0).used, after.own(0).used]).toEqual([page, 1, 0]);
    // What the end of a validity is decided on comes along on its day.
    expect([before.tier?.[3], after.tier?.[3]]).toEqual([null, months]);
  }
});
