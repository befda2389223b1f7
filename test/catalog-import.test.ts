import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCatalog } from '../server/src/catalog/import/import-catalog.js';
import { catalogStage, variant } from './catalog-stage.js';
import { at, startTestServer, type TestServer } from './start-server.js';

let server: TestServer;
let catalog: ReturnType<typeof catalogStage>;

beforeAll(async () => {
  server = await startTestServer();
  catalog = catalogStage(server);
  await catalog.reward('teapot', { variants: [variant(500, { sku: 'SKU-teapot' })] });
});
afterAll(() => server.close());

const update = `mutation ($input: RewardUpdateInput!) { rewardUpdate(input: $input) { userErrors { code } } }`;
const importCsv = `mutation ($csv: String!) { catalogImport(input: { csv: $csv }) {
  report { created updated unchanged failed { line reason } } userErrors { code message path } } }`;

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
        { line: 6, reason: 'SKU 已被其他商品使用。' },
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
    const version = await catalog.version();
    expect(await imported(...rows)).toEqual({ created: 0, updated: 0, unchanged: 1, failed: [] });
    expect(await catalog.version()).toBe(version);
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
    expect((await catalog.audits('catalogImport')).length).toBeGreaterThan(1);
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

  it('without a word on publication lists what is new and leaves where it is what stands', async () => {
    await catalog.reward('fan', {}, false);
    const answer = await server.admin(importCsv, {
      csv: 'Handle,Title,Variant Price\nfan,Fan,7\nkite,Kite,7',
    });
    expect(at(answer, 'catalogImport', 'report')).toMatchObject({ created: 1, updated: 1 });
    const states = await server.admin(
      '{ fan: reward(handle: "fan") { state } kite: reward(handle: "kite") { state } }',
    );
    expect(states.data).toEqual({ fan: { state: 'DRAFT' }, kite: { state: 'LISTED' } });
  });

  it('reprices a virtual reward that stands, whose codes it does not count', async () => {
    const stock = { onHand: 0, batch: null };
    await catalog.reward('voucher', { kind: 'virtual', variants: [variant(500, { stock })] });
    expect(await imported('voucher,Voucher,,true,,,,50,6,')).toMatchObject({ updated: 1, failed: [] });
  });

  it('of text that is no product file is refused', async () => {
    const answer = await server.admin(importCsv, { csv: 'a,b\n1,2\n' });
    expect(at(answer, 'catalogImport', 'report')).toBeNull();
    expect(at(answer, 'catalogImport', 'userErrors', 0, 'code')).toBe('INVALID_INPUT');
  });

  it('of a large file keeps its batches apart and ends with every reward there once', async () => {
    const { parts, operator } = catalog;
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

  it('of products with many variants has fewer of them in a batch', async () => {
    const { parts, operator } = catalog;
    const lines = [0, 1, 2].flatMap((product) =>
      Array.from({ length: 120 }, (_, size) => `wide-${product},Wide,,true,Size,${size},,1,5,`),
    );
    const seen: number[] = [];
    const options = {
      pointsPerCurrencyUnit: 100,
      onProgress: ({ created }: { created: number }) => void seen.push(created),
    };
    const report = await importCatalog(
      parts,
      operator,
      [Buffer.from([header, ...lines].join('\n'))],
      options,
    );
    expect(report).toMatchObject({ created: 3, failed: [] });
    expect(seen).toEqual([2, 3]);
  });
});
