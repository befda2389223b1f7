import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repriceRewards } from '../server/src/catalog/reprice.js';
import { catalogStage, connectionShape, countStatements, variant } from './catalog-stage.js';
import { at, startTestServer, type Caller, type TestServer } from './start-server.js';

let server: TestServer;
let member: { token: string; id: string };
const day = 86_400_000;

beforeAll(async () => {
  server = await startTestServer();
  const stage = catalogStage(server);
  const now = server.clock.now().getTime();
  await stage.category('coffee', '咖啡', 'Coffee');
  await stage.category('home', '家居', 'Home');
  await stage.zone('newcomer', '新人专区', 'For newcomers');
  await stage.reward('drip', {
    title: { zh: '挂耳咖啡礼盒', en: 'Drip coffee gift box' },
    category: 'coffee',
    zones: ['newcomer'],
    featured: 5,
    variants: [variant(300), variant(250, { sku: 'DRIP-S' })],
    limit: { quantity: 2, period: 'month' },
  });
  await stage.reward('beans', {
    title: { zh: '咖啡豆', en: 'Beans' },
    description: { zh: '适合做礼物', en: 'Makes a nice gift for café friends.' },
    category: 'coffee',
    variants: [variant(2_500)],
  });
  await stage.reward('mug', {
    title: { zh: '马克杯', en: 'Mug' },
    category: 'home',
    variants: [variant(120)],
  });
  await stage.reward('gone', { variants: [variant(700, { stock: { onHand: 0, batch: null } })] });
  await stage.reward('soon', { onSaleFrom: new Date(now + day), variants: [variant(60)] });
  await stage.reward('over', { onSaleUntil: new Date(now - day) });
  await stage.reward('voucher', {
    kind: 'virtual',
    variants: [variant(90, { stock: { onHand: null, batch: { size: 3, period: 'month' } } })],
  });
  await stage.reward('secret', {}, false);
  member = await server.memberToken('customer-1');
  await server.database.query(
    `INSERT INTO account (owner_id, kind, program_id, posted, held) SELECT id, 'points', program_id, 350, 50 FROM member
     ON CONFLICT (owner_id, kind) DO UPDATE SET posted = 350, held = 50`,
  );
  await server.database.query('UPDATE reward SET popularity = length(handle)');
});
afterAll(() => server.close());

async function handles(args: string, caller?: Caller): Promise<string[]> {
  const answer = await server.storefront(
    `{ rewards(${args}) { nodes { handle } pageInfo { hasNextPage endCursor } } }`,
    {},
    caller,
  );
  return connectionShape.parse(answer.data).rewards.nodes.map((node) => node.handle);
}

describe('a search', () => {
  it.each([
    ['咖啡', ['beans', 'drip']],
    ['挂耳咖啡', ['drip']],
    ['杯', ['mug']],
    ['coffee', ['drip', 'beans']],
    ['Gift Box', ['drip']],
    ['cof 礼盒', ['drip']],
    ['cafe', ['beans']],
    ['drip-s', ['drip']],
    ['啡咖', []],
    ["'; DROP TABLE reward; --", []],
    ['!!', []],
  ])('for %s finds %j, the best match first and the newest of equal ones', async (query, expected) => {
    expect(await handles(`query: ${JSON.stringify(query)}, sort: RELEVANCE`)).toEqual(expected);
  });
});

describe('a list', () => {
  const listed = ['drip', 'beans', 'mug', 'gone', 'soon', 'voucher'];

  it('shows what is on sale, sold out or coming, and neither drafts nor what is over', async () => {
    expect((await handles('first: 100')).toSorted()).toEqual(listed.toSorted());
  });

  it('tells the status of each', async () => {
    const answer = await server.storefront(
      '{ rewards { nodes { handle status } } over: reward(handle: "over") { status } }',
    );
    expect(at(answer, 'over', 'status')).toBe('ENDED');
    expect(at(answer, 'rewards', 'nodes')).toEqual(
      expect.arrayContaining([
        { handle: 'drip', status: 'ON_SALE' },
        { handle: 'gone', status: 'SOLD_OUT' },
        { handle: 'soon', status: 'COMING_SOON' },
      ]),
    );
  });

  it.each([
    ['FEATURED', ['drip', 'voucher', 'soon', 'gone', 'mug', 'beans']],
    ['NEWEST', ['voucher', 'soon', 'gone', 'mug', 'beans', 'drip']],
    ['POINTS_ASC', ['soon', 'voucher', 'mug', 'drip', 'gone', 'beans']],
    ['POINTS_DESC', ['beans', 'gone', 'drip', 'mug', 'voucher', 'soon']],
    ['POPULAR', ['voucher', 'beans', 'soon', 'gone', 'drip', 'mug']],
    ['RELEVANCE', ['drip', 'voucher', 'soon', 'gone', 'mug', 'beans']],
  ])('sorted by %s gives every reward once, page after page', async (sort, expected) => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer = await server.storefront(
        `query ($after: String) { rewards(first: 2, sort: ${sort}, after: $after) { nodes { handle } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const { nodes, pageInfo } = connectionShape.parse(answer.data).rewards;
      seen.push(...nodes.map((node) => node.handle));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(expected);
  });

  it('sorted by relevance goes on behind a cursor too', async () => {
    const first = await server.storefront(
      '{ rewards(first: 1, query: "咖啡", sort: RELEVANCE) { nodes { handle } pageInfo { hasNextPage endCursor } } }',
    );
    const { pageInfo } = connectionShape.parse(first.data).rewards;
    const after = JSON.stringify(pageInfo.endCursor);
    expect(await handles(`first: 5, query: "咖啡", sort: RELEVANCE, after: ${after}`)).toEqual(['drip']);
  });

  it.each([
    ['categories: ["coffee"]', ['drip', 'beans']],
    ['categories: ["coffee", "home"]', ['drip', 'mug', 'beans']],
    ['kinds: [VIRTUAL]', ['voucher']],
    ['zones: ["newcomer"]', ['drip']],
    ['bands: ["100-500"]', ['drip', 'mug']],
    ['bands: ["100-500", "2000+"]', ['drip', 'mug', 'beans']],
    ['pointsMin: 90, pointsMax: 120', ['voucher', 'mug']],
    ['inStock: true', ['drip', 'voucher', 'soon', 'mug', 'beans']],
    ['categories: ["nothing"]', []],
    ['categories: ["\\u0000"]', []],
    ['affordable: true', []],
  ])('filtered by %s shows %j', async (filter, expected) => {
    expect(await handles(`filter: { ${filter} }`)).toEqual(expected);
  });

  it('filtered by what a member can afford counts the points that are not held', async () => {
    expect(await handles('filter: { affordable: true }', { token: member.token })).toEqual([
      'drip',
      'voucher',
      'soon',
      'mug',
    ]);
  });

  it('refuses cursors and sizes that are not its own', async () => {
    const codes = [];
    const foreign = Buffer.from(
      '["rewards","points_asc",1.5,"01900000-0000-7000-8000-000000000000"]',
    ).toString('base64url');
    for (const args of [
      'first: 0',
      'first: 101',
      'after: "x"',
      `after: "${foreign}"`,
      `sort: POINTS_ASC, after: "${foreign}"`,
    ]) {
      const answer = await server.storefront(`{ rewards(${args}) { nodes { id } } }`);
      codes.push(answer.errors?.[0]?.extensions['code']);
    }
    expect(codes).toEqual(Array.from({ length: 5 }, () => 'BAD_USER_INPUT'));
  });
});

describe('the counts beside a list', () => {
  const document = (filter: string) => `{ rewards(first: 1, filter: ${filter}) { totalCount facets {
    categories { key label count } kinds { key label count } bands { key label count } zones { key count } inStock affordable } } }`;

  it('leave out their own dimension and no other', async () => {
    const answer = await server.storefront(
      document('{ categories: ["coffee"], bands: ["100-500"] }'),
      {},
      { language: 'zh' },
    );
    expect(at(answer, 'rewards', 'totalCount')).toBe(1);
    expect(at(answer, 'rewards', 'facets')).toEqual({
      categories: [
        { key: 'coffee', label: '咖啡', count: 1 },
        { key: 'home', label: '家居', count: 1 },
      ],
      kinds: [{ key: 'PHYSICAL', label: '实物', count: 1 }],
      bands: [
        { key: '100-500', label: '100–500 积分', count: 1 },
        { key: '2000+', label: '2,000 积分及以上', count: 1 },
      ],
      zones: [{ key: 'newcomer', count: 1 }],
      inStock: 1,
      affordable: null,
    });
  });

  it('say how many a member can afford', async () => {
    const answer = await server.storefront(document('{}'), {}, { token: member.token });
    expect(at(answer, 'rewards', 'facets', 'affordable')).toBe(4);
    expect(at(answer, 'rewards', 'facets', 'inStock')).toBe(5);
  });
});

describe('a reward', () => {
  const document = `query ($handle: String) { reward(handle: $handle) { title affordable limitLeft priceFrom { points }
    variants { id sku reward { handle } stock { available unlimited batch { left renewsOn } } pricePlans { price { points } } } } }`;

  it('is told in the language of the request, or in the one it has', async () => {
    const zh = await server.storefront(document, { handle: 'drip' }, { language: 'zh-CN' });
    const en = await server.storefront(document, { handle: 'drip' }, { language: 'en' });
    const only = await server.storefront(document, { handle: 'gone' }, { language: 'zh-CN' });
    expect([zh, en, only].map((answer) => at(answer, 'reward', 'title'))).toEqual([
      '挂耳咖啡礼盒',
      'Drip coffee gift box',
      'gone',
    ]);
  });

  it('tells a member what is affordable and what is left of the limit', async () => {
    await server.database.query(
      `INSERT INTO limit_usage (member_id, reward_id, starts_on, program_id, used)
       SELECT m.id, r.id, '2026-11-01', m.program_id, 1 FROM member m, reward r WHERE r.handle = 'drip'`,
    );
    const answer = await server.storefront(document, { handle: 'drip' }, { token: member.token });
    expect(answer.data?.['reward']).toMatchObject({
      affordable: true,
      limitLeft: 1,
      priceFrom: { points: 250 },
    });
    const nobody = await server.storefront(document, { handle: 'drip' });
    expect(nobody.data?.['reward']).toMatchObject({ affordable: null, limitLeft: null });
  });

  it('sold in batches tells what is left of the present one', async () => {
    const answer = await server.storefront(document, { handle: 'voucher' });
    expect(at(answer, 'reward', 'variants', 0, 'stock')).toEqual({
      available: 3,
      unlimited: false,
      batch: { left: 3, renewsOn: '2026-12-01' },
    });
  });

  it('can be read again by its id and by those of its variants', async () => {
    const answer = await server.storefront(
      '{ reward(handle: "drip") { id variants { id } category { id } zones { id } } }',
    );
    const ids = [
      at(answer, 'reward', 'id'),
      at(answer, 'reward', 'variants', 1, 'id'),
      at(answer, 'reward', 'category', 'id'),
      at(answer, 'reward', 'zones', 0, 'id'),
    ];
    const nodes = await server.storefront(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Reward { handle } ... on Variant { sku reward { handle } } ... on Category { key } ... on Zone { key } } }`,
      { ids },
    );
    expect(nodes.data?.['nodes']).toEqual([
      { __typename: 'Reward', handle: 'drip' },
      { __typename: 'Variant', sku: 'DRIP-S', reward: { handle: 'drip' } },
      { __typename: 'Category', key: 'coffee' },
      { __typename: 'Zone', key: 'newcomer' },
    ]);
    const others = await server.storefront(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids },
      { key: 'pk_demo2' },
    );
    expect(others.data?.['nodes']).toEqual([null, null, null, null]);
  });

  it('that is a draft is not there', async () => {
    const answer = await server.storefront('{ reward(handle: "secret") { id } }');
    expect(answer.data).toEqual({ reward: null });
  });
});

it('lists follow a price into its window and out of it', async () => {
  const stage = catalogStage(server);
  const now = server.clock.now().getTime();
  const flash = {
    label: null,
    points: 40,
    cash: null,
    startsAt: new Date(now + day),
    endsAt: new Date(now + 2 * day),
    tier: null,
  };
  const usual = { label: null, points: 800, cash: null, startsAt: null, endsAt: null, tier: null };
  await stage.reward('flash', { variants: [variant(0, { plans: [usual, flash] })] });
  const moments: [number, unknown, number][] = [];
  for (const days of [0, 1, 2]) {
    server.clock.set(new Date(now + days * day));
    const moved = await repriceRewards(server);
    const cheap = await handles('filter: { pointsMax: 50 }');
    const answer = await server.storefront('{ reward(handle: "flash") { priceFrom { points } } }');
    moments.push([moved, at(answer, 'reward', 'priceFrom', 'points'), cheap.length]);
  }
  server.clock.set(new Date(now));
  await server.database.query(`UPDATE reward SET state = 'draft' WHERE handle = 'flash'`);
  expect(moments).toEqual([
    [0, 800, 0],
    [1, 40, 1],
    [1, 800, 0],
  ]);
});

it('a page is one statement whatever it holds, and counts are read only when they are selected', async () => {
  const document = (
    first: number,
    more: string,
  ) => `{ rewards(first: ${first}) { nodes { title category { title } zones { title }
    images { url } priceFrom { points } variants { title pricePlans { price { points } } stock { available } reward { title } } } ${more} } }`;
  const counts = [];
  for (const [first, more] of [
    [1, ''],
    [20, ''],
    [20, 'totalCount'],
    [20, 'totalCount facets { inStock }'],
  ] as const) {
    counts.push(await countStatements(server, () => server.storefront(document(first, more))));
  }
  expect(counts).toEqual([1, 1, 2, 3]);
});
