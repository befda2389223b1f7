import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCatalog } from '../server/src/catalog/import/import-catalog.js';
import { catalogStage } from './catalog-stage.js';
import { at, startTestServer, type TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const rewardFields = `reward { id handle state title { zh en } limit { quantity period }
  variants { id sku pricePlans { id price { points cash { amount } } } stock { available version } } } userErrors { code message path }`;
const create = `mutation ($input: RewardCreateInput!) { rewardCreate(input: $input) { ${rewardFields} } }`;
const update = `mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { ${rewardFields} } }`;
const list = `mutation ($ids: [ID!]!) { rewardList(input: { ids: $ids }) { rewards { handle state } userErrors { code path } } }`;
const delist = `mutation ($ids: [ID!]!) { rewardDelist(input: { ids: $ids }) { rewards { handle state } userErrors { code message } } }`;
const importCsv = `mutation ($csv: String!) { catalogImport(input: { csv: $csv }) {
  report { created updated unchanged failed { line reason } } userErrors { code message path } } }`;

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

async function catalogVersion(): Promise<number> {
  const rows = await server.database.query<{ catalog_version: number }>(
    'SELECT catalog_version FROM program WHERE id = $1',
    [server.programs.first],
  );
  return rows[0]?.catalog_version ?? 0;
}

async function audits(action: string) {
  return server.database.query<{ actor: string; subject: string; before: unknown; after: unknown }>(
    'SELECT actor, subject, before, after FROM audit WHERE action = $1 ORDER BY id',
    [action],
  );
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
    const before = await catalogVersion();
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
    expect(await catalogVersion()).toBe(before + 2);
    const trail = (await audits('rewardUpdate')).at(-1);
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

  it('is refused with a reason and a path, and nothing is written', async () => {
    await made('cup');
    const before = await catalogVersion();
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
    expect(await catalogVersion()).toBe(before);
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
    expect((await audits('rewardDelist')).map((entry) => [entry.before, entry.after])).toEqual(
      Array.from({ length: 2 }, () => [{ state: 'listed' }, { state: 'delisted' }]),
    );
  });
});

describe('an import', () => {
  const header =
    'Handle,Title,Type,Published,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Tags';

  async function imported(...rows: string[]) {
    const answer = await server.admin(importCsv, { csv: [header, ...rows].join('\n') });
    expect(at(answer, 'catalogImport', 'userErrors')).toEqual([]);
    return at(answer, 'catalogImport', 'report');
  }

  it('takes the good rows and tells of each bad one by line and reason', async () => {
    const report = await imported(
      'robe,Robe,Wear,true,Size,S,,3,80,',
      'robe,,,,,M,,3,eighty,',
      ',No handle,,true,,,,1,5,',
      'scarf,,Wear,true,,,,1,5,',
      'hat,Hat,Wear,true,,,SKU-teapot,1,5,',
      'socks,Socks,Wear,false,,,,1,5,',
    );
    expect(report).toEqual({
      created: 2,
      updated: 0,
      unchanged: 0,
      failed: [
        { line: 3, reason: '价格“eighty”不是大于零的数字。' },
        { line: 4, reason: '缺少 Handle。' },
        { line: 5, reason: '缺少标题（Title）。' },
        { line: 6, reason: 'SKU 已被其他礼品使用。' },
      ],
    });
    const answer = await server.admin(
      `{ reward(handle: "robe") { state category { key } variants { title { en } stock { available } pricePlans { price { points } } } } socks: reward(handle: "socks") { state } }`,
    );
    expect(answer.data).toEqual({
      reward: {
        state: 'LISTED',
        category: { key: 'wear' },
        variants: [
          { title: { en: 'S' }, stock: { available: 3 }, pricePlans: [{ price: { points: 8_000 } }] },
        ],
      },
      socks: { state: 'DRAFT' },
    });
  });

  it('run again updates what differs by handle and variant, and leaves stock alone', async () => {
    const rows = ['gown,Gown,,true,Size,S,G-S,3,80,warm', 'gown,,,,,M,G-M,3,90,'];
    expect(await imported(...rows)).toMatchObject({ created: 1 });
    const version = await catalogVersion();
    expect(await imported(...rows)).toEqual({ created: 0, updated: 0, unchanged: 1, failed: [] });
    expect(await catalogVersion()).toBe(version);
    const changed = ['gown,Gown,,true,Size,S,G-S,99,75,warm', 'gown,,,,,M,G-M,3,90,', 'gown,,,,,L,G-L,5,95,'];
    expect(await imported(...changed)).toMatchObject({ updated: 1, failed: [] });
    const answer = await server.admin(
      '{ reward(handle: "gown") { variants { sku stock { available } pricePlans { price { points } } } } }',
    );
    expect(at(answer, 'reward', 'variants')).toEqual([
      { sku: 'G-S', stock: { available: 3 }, pricePlans: [{ price: { points: 7_500 } }] },
      { sku: 'G-M', stock: { available: 3 }, pricePlans: [{ price: { points: 9_000 } }] },
      { sku: 'G-L', stock: { available: 5 }, pricePlans: [{ price: { points: 9_500 } }] },
    ]);
    expect((await audits('catalogImport')).length).toBeGreaterThan(1);
  });

  it('leaves what operators added as it is', async () => {
    await imported('belt,Belt,,true,,,BELT,3,80,');
    const found = await server.admin('{ reward(handle: "belt") { id } }');
    const id = String(at(found, 'reward', 'id'));
    await server.admin(update, {
      input: { id, title: { zh: '皮带', en: 'Belt' }, limit: { quantity: 1, period: 'EVER' } },
    });
    expect(await imported('belt,Belt,,true,,,BELT,3,80,')).toMatchObject({ unchanged: 1 });
  });

  it('delists no more than 30% of the listed rewards', async () => {
    const names = Array.from({ length: 40 }, (_, count) => `cap-${count}`);
    await imported(...names.map((name) => `${name},Cap,,true,,,,1,5,`));
    const report = await imported(...names.map((name) => `${name},Cap,,false,,,,1,5,`));
    const left = await server.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM reward WHERE state = 'listed' AND program_id = $1`,
      [server.programs.first],
    );
    const listed = (left[0]?.count ?? 0) + Number(Reflect.get(Object(report), 'updated'));
    expect(report).toMatchObject({ updated: Math.floor(listed * 0.3) });
  });

  it('of text that is no product file is refused', async () => {
    const answer = await server.admin(importCsv, { csv: 'a,b\n1,2\n' });
    expect(at(answer, 'catalogImport', 'report')).toBeNull();
    expect(at(answer, 'catalogImport', 'userErrors', 0, 'code')).toBe('INVALID_INPUT');
  });

  it('of a large file keeps its batches apart and ends with every reward there once', async () => {
    const { parts, operator } = catalogStage(server);
    const brand = { ...operator, program: { ...operator.program, id: server.programs.second } };
    const lines = Array.from({ length: 130 }, (_, count) => `bulk-${count},Bulk ${count},,true,,,,1,5,`);
    const bytes = [Buffer.from([header, ...lines].join('\n'))];
    const seen: number[] = [];
    const options = {
      pointsPerCurrencyUnit: 100,
      onProgress: ({ created }: { created: number }) => void seen.push(created),
    };
    const report = await importCatalog(parts, brand, bytes, options);
    expect(report).toEqual({ created: 130, updated: 0, unchanged: 0, failed: [] });
    expect(seen).toEqual([50, 100, 130]);
    const rows = await server.database.query<{ count: number }>(
      'SELECT count(*) AS count FROM reward WHERE program_id = $1',
      [server.programs.second],
    );
    expect(rows[0]?.count).toBe(130);
  });
});

it('the storefront schema tells nothing of drafts, audit or import', async () => {
  const schema = await readFile(new URL('../schema/storefront.graphql', import.meta.url), 'utf8');
  expect(schema).not.toMatch(/AdminReward|catalogImport|RewardState\b/);
});
