import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogStage } from './catalog-stage.js';
import { at, startTestServer, type TestServer } from './start-server.js';

let server: TestServer;
let catalog: ReturnType<typeof catalogStage>;

beforeAll(async () => {
  server = await startTestServer();
  catalog = catalogStage(server);
});
afterAll(() => server.close());

const rewardFields = `reward { id handle state title { zh en } limit { quantity period }
  variants { id sku pricePlans { id price { points cash { amount } } } stock { available version } } } userErrors { code message path }`;
const create = `mutation ($input: RewardCreateInput!) { rewardCreate(input: $input) { ${rewardFields} } }`;
const update = `mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { ${rewardFields} } }`;
const list = `mutation ($ids: [ID!]!) { rewardList(input: { ids: $ids }) { rewards { handle state } userErrors { code path } } }`;
const delist = `mutation ($ids: [ID!]!) { rewardDelist(input: { ids: $ids }) { rewards { handle state } userErrors { code message } } }`;

function newReward(handle: string, more: object = {}) {
  return {
    handle,
    kind: 'PHYSICAL',
    title: { zh: '茶壶', en: 'Teapot' },
    variants: [{ sku: `SKU-${handle}`, pricePlans: [{ price: { points: 500 } }], stock: { onHand: 4 } }],
    ...more,
  };
}

async function made(handle: string, more: object = {}): Promise<{ id: string; variantId: string }> {
  const answer = await server.admin(create, { input: newReward(handle, more) });
  expect(at(answer, 'rewardCreate', 'userErrors')).toEqual([]);
  return {
    id: String(at(answer, 'rewardCreate', 'reward', 'id')),
    variantId: String(at(answer, 'rewardCreate', 'reward', 'variants', 0, 'id')),
  };
}

async function feedKinds(handle: string) {
  const rows = await server.database.query<{ kind: string; listed: boolean; points: number }>(
    `SELECT f.kind, (f.state->>'listed')::boolean AS listed, (f.state->'prices'->0->>'points')::int AS points
       FROM (SELECT id, unnest(kinds) AS kind, unnest(variants) AS variant_id, string_to_table(states, E'\\n')::jsonb AS state
               FROM stock_feed) f
       JOIN variant v ON v.id = f.variant_id JOIN reward r ON r.id = v.reward_id
      WHERE r.handle = $1 ORDER BY f.id`,
    [handle],
  );
  return rows.map(({ kind, listed, points }) => [kind, listed, points]);
}

describe('an operator', () => {
  it('reads how many are on hand, also where a batch has fewer to give now', async () => {
    const stock = { onHand: 10, batch: { size: 3, period: 'DAY' } };
    const pricePlans = [{ price: { points: 5 } }];
    const { id, variantId } = await made('batched-teapot', {
      variants: [{ pricePlans, stock }, { pricePlans }],
    });
    const counted = await server.admin(
      `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { stock { available } userErrors { code } } }`,
      { input: { variantId, change: 5, idempotencyKey: 'batched-teapot' } },
    );
    expect(at(counted, 'stockAdjust')).toEqual({ stock: { available: 3 }, userErrors: [] });
    const query = 'query ($id: ID!) { reward(id: $id) { variants { onHand stock { available } } } }';
    expect(at(await server.admin(query, { id }), 'reward', 'variants')).toEqual([
      { onHand: 15, stock: { available: 3 } },
      { onHand: null, stock: { available: null } },
    ]);
  });

  it('is refused a price in another currency as amounts are everywhere', async () => {
    const price = { points: 1, cash: { amount: '9.90', currencyCode: 'USD' } };
    const input = newReward('imported-teapot', { variants: [{ pricePlans: [{ price }] }] });
    const answer = await server.admin(
      `mutation ($input: RewardCreateInput!) { rewardCreate(input: $input) { userErrors {
        code path ... on CurrencyMismatch { expectedCurrency actualCurrency }
      } } }`,
      { input },
    );
    expect(at(answer, 'rewardCreate', 'userErrors')).toEqual([
      {
        code: 'CURRENCY_MISMATCH',
        path: ['variants', '0', 'pricePlans', '0', 'price', 'cash'],
        expectedCurrency: 'CNY',
        actualCurrency: 'USD',
      },
    ]);
  });

  it('reads the categories and zones that rewards can name, in both languages and in their order', async () => {
    const title = (word: string) => ({ zh: `${word}类`, en: word });
    const shelves = (kind: 'Category' | 'Zone', input: object) => {
      const field = `${kind.toLowerCase()}Create`;
      const document = `mutation ($input: ${kind}CreateInput!) { ${field}(input: $input) { userErrors { code } } }`;
      return server.admin(document, { input });
    };
    for (const kind of ['Category', 'Zone'] as const) {
      await shelves(kind, { key: 'later', title: title('Later'), position: 2 });
      await shelves(kind, { key: 'sooner', title: title('Sooner'), position: 1 });
    }
    const answer = await server.admin(
      '{ categories { key title { zh en } } zones { key title { zh en } description { en } tier } }',
    );
    const [sooner, later] = [
      { key: 'sooner', title: title('Sooner') },
      { key: 'later', title: title('Later') },
    ];
    const more = { description: null, tier: null };
    expect(answer.data).toEqual({
      categories: [sooner, later],
      zones: [
        { ...sooner, ...more },
        { ...later, ...more },
      ],
    });
  });

  it('cannot make pieces virtual, which would have no codes to deliver, nor codes anything else', async () => {
    const { id } = await made('pieces');
    const voucher = await made('voucher', {
      kind: 'VIRTUAL',
      variants: [{ pricePlans: [{ price: { points: 5 } }] }],
    });
    for (const input of [
      { id, kind: 'VIRTUAL' },
      { id: voucher.id, kind: 'PHYSICAL' },
    ]) {
      const refused = await server.admin(update, { input });
      expect(at(refused, 'rewardUpdate', 'userErrors')).toMatchObject([
        { code: 'INVALID_INPUT', path: ['kind'] },
      ]);
    }
    expect(
      at(await server.admin(update, { input: { id, kind: 'SERVICE' } }), 'rewardUpdate', 'userErrors'),
    ).toEqual([]);
  });

  it('creates a reward as a draft, which members do not see before it is listed', async () => {
    const { id } = await made('teapot');
    const seen = () => server.storefront('{ reward(handle: "teapot") { title } }', {}, { language: 'en' });
    expect((await seen()).data).toEqual({ reward: null });
    const listed = await server.admin(list, { ids: [id] });
    expect(at(listed, 'rewardList', 'rewards')).toEqual([{ handle: 'teapot', state: 'LISTED' }]);
    expect((await seen()).data).toEqual({ reward: { title: 'Teapot' } });
  });

  it('leaves a trail with both states, a new catalog version and an event for partners', async () => {
    const before = await catalog.version();
    const { id, variantId } = await made('kettle', { listed: true });
    const changed = await server.admin(update, {
      input: {
        id,
        title: { zh: '水壶', en: 'Kettle' },
        variants: [
          {
            id: variantId,
            pricePlans: [{ price: { points: 450, cash: { amount: '9.90', currencyCode: 'CNY' } } }],
          },
        ],
      },
    });
    expect(at(changed, 'rewardUpdate', 'userErrors')).toEqual([]);
    expect(at(changed, 'rewardUpdate', 'reward', 'variants', 0)).toMatchObject({
      sku: 'SKU-kettle',
      pricePlans: [{ price: { points: 450, cash: { amount: '9.90' } } }],
      stock: { available: 4, version: '3' },
    });
    expect(await catalog.version()).toBeGreaterThan(before);
    const trail = (await catalog.audits('rewardUpdate')).at(-1);
    expect(trail).toMatchObject({
      subject: id,
      before: { title: { en: 'Teapot' } },
      after: { title: { en: 'Kettle' }, variants: [{ plans: [{ points: 450 }] }] },
    });
    expect(trail?.actor).toMatch(/^key_/);
    expect(await feedKinds('kettle')).toEqual([
      ['LISTING', true, 500],
      ['PRICE', true, 450],
    ]);
  });

  it('changes a text without touching what exchanges are decided on', async () => {
    const { id } = await made('tray');
    const answer = await server.admin(update, { input: { id, title: { zh: '托盘', en: 'Tray' } } });
    expect(at(answer, 'rewardUpdate', 'reward', 'variants', 0, 'stock', 'version')).toBe('2');
  });

  it('keeps the id of a price that stays', async () => {
    const { id, variantId } = await made('spoon');
    const plans = (prices: object[]) => ({
      input: { id, variants: [{ id: variantId, sku: 'SPOON', pricePlans: prices }] },
    });
    const one = await server.admin(update, plans([{ price: { points: 500 } }, { price: { points: 9 } }]));
    const two = await server.admin(update, plans([{ price: { points: 9 } }]));
    expect(at(two, 'rewardUpdate', 'reward', 'variants', 0, 'pricePlans', 0, 'id')).toBe(
      at(one, 'rewardUpdate', 'reward', 'variants', 0, 'pricePlans', 1, 'id'),
    );
  });

  it('leaves no trace of a stock that was not set', async () => {
    const { id, variantId } = await made('ladle');
    const variants = [{ id: variantId, sku: 'LADLE', stock: { onHand: 99 } }];
    const answer = await server.admin(update, { input: { id, variants } });
    expect(at(answer, 'rewardUpdate', 'reward', 'variants', 0)).toMatchObject({
      sku: 'LADLE',
      stock: { available: 4 },
    });
    const trail = (await catalog.audits('rewardUpdate')).at(-1);
    expect(trail).toMatchObject({ subject: id, after: { variants: [{ sku: 'LADLE' }] } });
    expect(JSON.stringify(trail?.after)).not.toContain('stock');
  });

  it('is not refused for the stock of a variant that stands, which is ignored', async () => {
    const jar = await made('jar');
    const pass = await made('pass', {
      kind: 'VIRTUAL',
      variants: [{ pricePlans: [{ price: { points: 5 } }], stock: { onHand: 0 } }],
    });
    for (const [{ id, variantId }, stock] of [
      [jar, { onHand: -5 }],
      [jar, { batch: { size: 0, period: 'EVER' } }],
      [pass, { onHand: 5 }],
    ] as const) {
      const variants = [{ id: variantId, pricePlans: [{ price: { points: 9 } }], stock }];
      const answer = await server.admin(update, { input: { id, variants } });
      expect(at(answer, 'rewardUpdate', 'userErrors')).toEqual([]);
    }
  });

  it('moves SKUs between the variants of a reward', async () => {
    const variants = ['PAIR-A', 'PAIR-B'].map((sku) => ({ sku, pricePlans: [{ price: { points: 5 } }] }));
    const answer = await server.admin(create, { input: newReward('pair', { variants }) });
    const id = at(answer, 'rewardCreate', 'reward', 'id');
    const ids = [0, 1].map((nth) => at(answer, 'rewardCreate', 'reward', 'variants', nth, 'id'));
    const become = async (...skus: (string | null)[]) => {
      const input = { id, variants: skus.map((sku, nth) => ({ id: ids[nth], sku })) };
      const changed = await server.admin(update, { input });
      expect(at(changed, 'rewardUpdate', 'userErrors')).toEqual([]);
      return [0, 1].map((nth) => at(changed, 'rewardUpdate', 'reward', 'variants', nth, 'sku'));
    };
    expect(await become('PAIR-B', 'PAIR-A')).toEqual(['PAIR-B', 'PAIR-A']);
    expect(await become(null, 'PAIR-B')).toEqual([null, 'PAIR-B']);
  });

  it('names no variant twice in one change', async () => {
    const { id, variantId } = await made('twice');
    const variants = [
      { id: variantId, sku: 'ONE' },
      { id: variantId, sku: 'TWO' },
    ];
    const answer = await server.admin(update, { input: { id, variants } });
    expect(at(answer, 'rewardUpdate', 'userErrors')).toMatchObject([
      { code: 'INVALID_INPUT', path: ['variants', '1', 'id'] },
    ]);
  });

  it('is refused with a reason and a path, and nothing is written', async () => {
    await made('cup');
    const before = await catalog.version();
    const refusals = [];
    for (const input of [
      newReward('cup'),
      newReward('cup-2', { variants: [{ sku: 'SKU-cup', pricePlans: [{ price: { points: 5 } }] }] }),
      newReward('cup-3', { category: 'nowhere' }),
      newReward('cup-4', { title: { zh: '', en: ' ' } }),
      newReward('cup-5', { variants: [{ pricePlans: [{ price: { points: -1 } }] }] }),
      newReward('cup-6', { limit: { quantity: 0, period: 'DAY' } }),
      newReward('cup-7', { onSaleFrom: '2026-12-01T00:00:00Z', onSaleUntil: '2026-11-01T00:00:00Z' }),
    ]) {
      const answer = await server.admin(create, { input });
      refusals.push([
        at(answer, 'rewardCreate', 'userErrors', 0, 'code'),
        at(answer, 'rewardCreate', 'userErrors', 0, 'path', 0),
      ]);
    }
    expect(refusals).toEqual([
      ['ALREADY_EXISTS', 'handle'],
      ['ALREADY_EXISTS', 'variants'],
      ['NOT_FOUND', 'category'],
      ['INVALID_INPUT', 'title'],
      ['INVALID_INPUT', 'variants'],
      ['INVALID_INPUT', 'limit'],
      ['INVALID_INPUT', 'onSaleUntil'],
    ]);
    expect(await catalog.version()).toBe(before);
  });

  it("cannot reach another brand's rewards", async () => {
    const { id } = await made('vase');
    const theirs = await server.admin(update, { input: { id, featured: 1 } }, 'sk_demo2');
    expect(at(theirs, 'rewardUpdate', 'userErrors', 0, 'code')).toBe('NOT_FOUND');
    const delisted = await server.admin(delist, { ids: [id] }, 'sk_demo2');
    expect(at(delisted, 'rewardDelist', 'userErrors', 0, 'code')).toBe('NOT_FOUND');
    const read = await server.admin('query ($id: ID!) { reward(id: $id) { id } }', { id }, 'sk_demo2');
    expect(read.data).toEqual({ reward: null });
  });

  it('delists no more than 30% of the listed rewards at once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1) ids.push((await made(`many-${count}`, { listed: true })).id);
    const refused = await server.admin(delist, { ids });
    expect(at(refused, 'rewardDelist', 'userErrors', 0, 'code')).toBe('INVALID_INPUT');
    expect(at(refused, 'rewardDelist', 'rewards')).toEqual([]);
    const allowed = await server.admin(delist, { ids: ids.slice(0, 2) });
    expect(at(allowed, 'rewardDelist', 'rewards')).toEqual([
      { handle: 'many-0', state: 'DELISTED' },
      { handle: 'many-1', state: 'DELISTED' },
    ]);
    expect((await catalog.audits('rewardDelist')).map((entry) => [entry.before, entry.after])).toEqual(
      Array.from({ length: 2 }, () => [{ state: 'listed' }, { state: 'delisted' }]),
    );
  });
});

it('the storefront schema tells nothing of drafts, audit or import', async () => {
  const schema = await readFile(new URL('../schema/storefront.graphql', import.meta.url), 'utf8');
  expect(schema).not.toMatch(/AdminReward|catalogImport|RewardState\b/);
});
