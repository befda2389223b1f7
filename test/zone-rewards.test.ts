import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMall } from '../sdk/src/index.js';
import { catalogStage, countStatements, variant } from './catalog-stage.js';
import { at, startTestServer, type Caller, type TestServer } from './start-server.js';

let server: TestServer;
let member: Caller;
const day = 86_400_000;
const zones = ['spring', 'summer', 'autumn', 'winter'] as const;

beforeAll(async () => {
  server = await startTestServer();
  const stage = catalogStage(server);
  const now = server.clock.now().getTime();
  for (const key of zones) await stage.zone(key, key, key);
  await stage.reward('cheap', { zones: ['spring', 'summer'], featured: 3, variants: [variant(100)] });
  await stage.reward('dear', { zones: ['spring'], featured: 2, variants: [variant(900)] });
  await stage.reward('soon', {
    zones: ['spring'],
    featured: 1,
    onSaleFrom: new Date(now + day),
    variants: [variant(50)],
  });
  await stage.reward('over', { zones: ['spring'], onSaleUntil: new Date(now - day) });
  await stage.reward('draft', { zones: ['spring'] }, false);
  await stage.reward('sun', { zones: ['summer'], limit: { quantity: 2, period: 'month' } });
  await stage.reward('leaf', { zones: ['autumn'], variants: [variant(70)] });
  await stage.reward('nowhere');
  member = await stage.memberWith('customer-1', 500);
});
afterAll(() => server.close());

const fields = `nodes {
    handle title status affordable limitLeft priceFrom { points } memberPrice { points }
    variants { id stock { available version } pricePlans { price { points } memberPrice { points } } }
  }
  edges { cursor }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  totalCount
  facets { categories { key count } kinds { key count } bands { key count } inStock affordable }`;
const shelves = z.object({
  zones: z.array(
    z.object({ key: z.string(), rewards: z.object({ nodes: z.array(z.object({ handle: z.string() })) }) }),
  ),
});
const handlesOf = (data: unknown) =>
  Object.fromEntries(
    shelves.parse(data).zones.map(({ key, rewards }) => [key, rewards.nodes.map(({ handle }) => handle)]),
  );

describe('the rewards of a zone', () => {
  it('are those of the list with the zone as filter, with every fact, order, count and cursor', async () => {
    for (const sort of ['FEATURED', 'NEWEST', 'POINTS_ASC', 'POPULAR']) {
      const args = `first: 2, sort: ${sort}`;
      const within = await server.storefront(`{ zones { rewards(${args}) { ${fields} } } }`, {}, member);
      expect(within.errors).toBeUndefined();
      for (const [nth, key] of zones.entries()) {
        const list = await server.storefront(
          `{ rewards(${args}, filter: { zones: ["${key}"] }) { ${fields} } }`,
          {},
          member,
        );
        expect(at(within, 'zones', nth, 'rewards')).toEqual(at(list, 'rewards'));
      }
    }
  });

  it('go on behind a cursor of either list', async () => {
    const first = await server.storefront(
      '{ zones(first: 1) { rewards(first: 1) { pageInfo { endCursor } } } rewards(first: 1, filter: { zones: ["spring"] }) { pageInfo { endCursor } } }',
    );
    const cursors = [
      at(first, 'zones', 0, 'rewards', 'pageInfo', 'endCursor'),
      at(first, 'rewards', 'pageInfo', 'endCursor'),
    ];
    for (const after of cursors) {
      const next = await server.storefront(
        'query ($after: String) { zones(first: 1) { key rewards(first: 1, after: $after) { nodes { handle } } } }',
        { after },
      );
      expect(handlesOf(next.data)).toEqual({ spring: ['dear'] });
    }
  });

  it('are narrowed by a filter, and by another zone to what stands in both', async () => {
    const ask = async (filter: string) => {
      const answer = await server.storefront(
        `{ zones { key rewards(filter: { ${filter} }) { nodes { handle } } } }`,
        {},
        member,
      );
      return handlesOf(answer.data);
    };
    expect(await ask('pointsMax: 100')).toMatchObject({ spring: ['cheap', 'soon'], autumn: ['leaf'] });
    expect(await ask('affordable: true')).toMatchObject({ spring: ['cheap', 'soon'] });
    expect(await ask('zones: ["summer"]')).toMatchObject({
      spring: ['cheap'],
      autumn: [],
      winter: [],
    });
  });

  it('can be asked of a zone wherever one is reached', async () => {
    const { data } = await server.storefront('{ zones(first: 1) { id } }');
    const { id } = z.object({ zones: z.tuple([z.object({ id: z.string() })]) }).parse(data).zones[0];
    const answer = await server.storefront(
      'query ($id: ID!) { node(id: $id) { ... on Zone { rewards { nodes { handle zones { key rewards(first: 1) { nodes { handle } } } } } } } }',
      { id },
    );
    expect(at(answer, 'node', 'rewards', 'nodes', 0)).toEqual({
      handle: 'cheap',
      zones: [
        { key: 'spring', rewards: { nodes: [{ handle: 'cheap' }] } },
        { key: 'summer', rewards: { nodes: [{ handle: 'cheap' }] } },
      ],
    });
  });

  it('of all zones of a request take one statement while the catalog stays as it is, and one more for the counts', async () => {
    const query = (more: string) =>
      `{ zones { key rewards(first: 20) { nodes { handle limitLeft } ${more} } } }`;
    const ask = (more: string) => countStatements(server, () => server.storefront(query(more), {}, member));
    await ask('');
    expect(await ask('')).toBe(2);
    expect(await ask('totalCount')).toBe(3);
    expect(await ask('')).toBe(2);
  });

  it('follow what operators put into a zone', async () => {
    await catalogStage(server).reward('frost', { zones: ['winter'] });
    const { data } = await server.storefront('{ zones { key rewards { nodes { handle } } } }', {}, member);
    expect(handlesOf(data)).toMatchObject({ winter: ['frost'] });
  });

  it('refuse a page size out of bounds', async () => {
    for (const query of [
      '{ zones(first: 0) { key } }',
      '{ zones(first: 1) { rewards(first: 101) { nodes { id } } } }',
    ]) {
      const answer = await server.storefront(query);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

describe('the limit on queries', () => {
  const codeOf = async (query: string) => (await server.storefront(query)).errors?.[0]?.extensions['code'];

  it('counts each zone that may be there, its list and every reward of it', async () => {
    const query = (many: string) => `{ zones${many} { rewards(first: 100) { nodes { category { key } } } } }`;
    expect(await codeOf(query('(first: 20)'))).toBeUndefined();
    expect(await codeOf(query(''))).toBe('QUERY_TOO_COMPLEX');
    expect(await codeOf(query('(first: 100)'))).toBe('QUERY_TOO_COMPLEX');
  });

  it('tells whoever left a `first` out that saying it makes the operation cheaper', async () => {
    const shelves =
      '{ zones { rewards(first: 20) { nodes { variants { pricePlans { price { points } } } } } } }';
    const [refused] = (await server.storefront(shelves)).errors ?? [];
    expect(refused?.message).toMatch(/^The operation costs \d+; 20000 are allowed\. .*`first` left out/);
    expect(await codeOf(shelves.replace('zones', 'zones(first: 7)'))).toBeUndefined();
  });

  it('counts a list more than an object, however little is read of it', async () => {
    const lists = Array.from({ length: 9 }, (_, nth) => `a${nth}: rewards(first: 1) { totalCount }`).join(
      ' ',
    );
    expect(await codeOf(`{ zones(first: 40) { ${lists} } }`)).toBeUndefined();
    expect(await codeOf(`{ zones(first: 50) { ${lists} } }`)).toBe('QUERY_TOO_COMPLEX');
  });
});

it('a page gets its shelves in one call of the SDK, as many as the limit on queries is said to allow', async () => {
  const mall = createMall({ endpoint: server.origin, publishableKey: 'pk_demo' });
  const found = await mall.catalog.zonesWithRewards();
  expect(found.map(({ key, rewards }) => [key, rewards.nodes[0]?.handle])).toEqual([
    ['spring', 'cheap'],
    ['summer', 'cheap'],
    ['autumn', 'leaf'],
    ['winter', 'frost'],
  ]);
  const [one] = await mall.catalog.zonesWithRewards({ zones: 1, rewards: 1, sort: 'POINTS_DESC' });
  expect(one?.rewards).toMatchObject({ nodes: [{ handle: 'dear' }], pageInfo: { hasNextPage: true } });
  mall.close();
});
