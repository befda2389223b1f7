import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReward } from '../server/src/catalog/create-reward.js';
import { delistRewards } from '../server/src/catalog/delist-rewards.js';
import { updateReward } from '../server/src/catalog/update-reward.js';
import { isRefused } from '../server/src/platform/refusal.js';
import { catalogStage, connectionShape, draft, variant } from './catalog-stage.js';
import { at, startTestServer, type Caller, type TestServer } from './start-server.js';

let server: TestServer;
let stage: ReturnType<typeof catalogStage>;
let poor: Caller;
let rich: Caller;
const minute = 60_000;
const ids = new Map<string, string>();

async function reward(handle: string, more: Parameters<typeof stage.reward>[1]): Promise<void> {
  const made = await stage.reward(handle, more);
  if ('rewardId' in made) ids.set(handle, made.rewardId);
}

beforeAll(async () => {
  server = await startTestServer();
  stage = catalogStage(server);
  // Handles tell the order in which they were made; a search shows the newest first.
  await reward('a-cup', { title: { zh: '咖啡杯', en: 'Cup' }, limit: { quantity: 3, period: 'month' } });
  await reward('b-beans', { title: { zh: '咖啡豆', en: 'Beans' }, variants: [variant(900)] });
  await reward('c-cup', {
    title: { zh: '茶杯', en: 'Tea cup' },
    variants: [variant(300), variant(250)],
    limit: { quantity: 2, period: 'ever' },
  });
  await reward('d-leaf', { title: { zh: '茶叶', en: 'Tea' }, variants: [variant(60)] });
  for (let nth = 0; nth < 6; nth += 1) await reward(`z-other-${nth}`, {});
  poor = await stage.memberWith('customer-1', 260);
  rich = await stage.memberWith('customer-2', 5_000);
  await useLimits('c-cup', 5_000, '1970-01-01', 2);
});
afterAll(() => server.close());

/** As exchanges of the member with so many points would have left it. */
async function useLimits(handle: string, points: number, startsOn: string, used: number): Promise<void> {
  await server.database.query(
    `INSERT INTO limit_usage (member_id, reward_id, starts_on, program_id, used)
     SELECT a.owner_id, $1, $3, a.program_id, $4 FROM account a WHERE a.kind = 'points' AND a.posted = $2`,
    [ids.get(handle), points, startsOn, used],
  );
}

async function search(words: string, fields = '', caller: Caller = poor): Promise<unknown> {
  const document = `query ($words: String) { rewards(query: $words) { nodes { handle ${fields} } } }`;
  const answer = await server.storefront(document, { words }, caller);
  expect(answer.errors).toBeUndefined();
  return at(answer, 'rewards', 'nodes');
}

const handled = (...handles: string[]) => handles.map((handle) => ({ handle }));

async function change(handle: string, changes: Parameters<typeof updateReward>[3]): Promise<void> {
  const changed = await updateReward(stage.parts, stage.operator, ids.get(handle) ?? '', changes);
  expect(isRefused(changed)).toBe(false);
}

describe('a search that was made before', () => {
  // Once to look for them, once more to know them.
  beforeEach(async () => {
    for (const words of ['咖啡', 'tea', '杯', '咖啡', 'tea', '杯']) await search(words);
  });

  it('finds at once what an operator has renamed, and no more what is called otherwise now', async () => {
    await change('a-cup', { title: { zh: '茶碗', en: 'Tea bowl' } });
    expect(await Promise.all([search('咖啡'), search('tea'), search('杯')])).toEqual([
      handled('b-beans'),
      handled('d-leaf', 'c-cup', 'a-cup'),
      handled('c-cup'),
    ]);
    await change('a-cup', { title: { zh: '咖啡杯', en: 'Cup' } });
    expect(await search('咖啡')).toEqual(handled('b-beans', 'a-cup'));
  });

  it('shows nothing of a state that the database lost, though as much was changed since', async () => {
    const version = await stage.version();
    await change('d-leaf', { title: { zh: '茶叶', en: 'Lost' } });
    expect(await search('茶叶', 'title')).toMatchObject([{ title: '茶叶' }]);
    // Restored from a backup: the row and the version are what they were.
    await server.database.query(
      `WITH back AS (UPDATE reward SET title = '{"zh":"茶叶","en":"Tea"}' WHERE id = $1)
       UPDATE program SET catalog_version = $2 WHERE id = $3`,
      [ids.get('d-leaf'), version, server.programs.first],
    );
    await change('d-leaf', { title: { zh: '茶叶子', en: 'Tea' } });
    expect(await search('茶叶', 'title')).toMatchObject([{ title: '茶叶子' }]);
    await change('d-leaf', { title: { zh: '茶叶', en: 'Tea' } });
  });

  it('finds at once what an operator lists, and no more what is delisted', async () => {
    const made = await createReward(
      stage.parts,
      stage.operator,
      draft('e-pot', { title: { zh: '茶壶', en: 'Tea pot' } }),
      true,
    );
    if (isRefused(made)) throw new Error('The reward was refused.');
    const listed = await search('tea');
    await delistRewards(stage.parts, stage.operator, [made.rewardId]);
    expect([listed, await search('tea')]).toEqual([
      handled('e-pot', 'd-leaf', 'c-cup'),
      handled('d-leaf', 'c-cup'),
    ]);
  });

  it('tells each of several members at once their own, whatever words they look for', async () => {
    const fields = 'affordable limitLeft';
    const asked = [
      ['茶', poor],
      ['咖啡', rich],
      ['茶', rich],
      ['茶', {}],
      ['咖啡', poor],
      ['茶', poor],
    ] as const;
    const cup = (affordable: boolean | null, limitLeft: number | null) => ({
      handle: 'c-cup',
      affordable,
      limitLeft,
    });
    const leaf = (affordable: boolean | null) => ({ handle: 'd-leaf', affordable, limitLeft: null });
    const beans = (affordable: boolean) => ({ handle: 'b-beans', affordable, limitLeft: null });
    const mug = { handle: 'a-cup', affordable: true, limitLeft: 3 };
    for (let round = 0; round < 3; round += 1) {
      expect(await Promise.all(asked.map(([words, caller]) => search(words, fields, caller)))).toEqual([
        [leaf(true), cup(true, 2)],
        [beans(true), mug],
        [leaf(true), cup(true, 0)],
        [leaf(null), cup(null, null)],
        [beans(false), mug],
        [leaf(true), cup(true, 2)],
      ]);
    }
  });

  it('shows what was exchanged since, of the stock and of the limit', async () => {
    const fields = 'limitLeft variants { stock { available } }';
    const before = await search('咖啡杯', fields, rich);
    await server.database.query(
      `UPDATE stock SET on_hand = 4 WHERE variant_id IN (SELECT id FROM variant WHERE reward_id = $1)`,
      [ids.get('a-cup')],
    );
    await useLimits('a-cup', 5_000, '2026-11-01', 1);
    const after = await search('咖啡杯', fields, rich);
    const cup = (limitLeft: number, available: number) => [
      { handle: 'a-cup', limitLeft, variants: [{ stock: { available } }] },
    ];
    expect([before, after]).toEqual([cup(3, 10), cup(2, 4)]);
  });

  it('counts a limit anew when its next period begins', async () => {
    await search('咖啡杯', '', rich);
    const november = server.clock.now();
    server.clock.set('2026-12-03T04:00:00Z');
    const { token } = await server.memberToken('customer-2');
    const december = await search('咖啡杯', 'limitLeft', { token });
    server.clock.set(november);
    expect(december).toEqual([{ handle: 'a-cup', limitLeft: 3 }]);
  });

  it('lets go of what is over at the moment it is, and shows what comes next in its place', async () => {
    const now = server.clock.now().getTime();
    await change('d-leaf', { onSaleUntil: new Date(now + minute) });
    const first = async () => {
      const answer = await server.storefront(
        '{ rewards(query: "tea", first: 1) { nodes { handle } } }',
        {},
        poor,
      );
      return at(answer, 'rewards', 'nodes');
    };
    const seen: unknown[] = [];
    for (const moment of [0, minute - 1, minute, 2 * minute, 0]) {
      server.clock.set(new Date(now + moment));
      seen.push(await first(), await first());
    }
    await change('d-leaf', { onSaleUntil: null });
    const [leaf, cup] = [handled('d-leaf'), handled('c-cup')];
    expect(seen).toEqual([leaf, leaf, leaf, leaf, cup, cup, cup, cup, leaf, leaf]);
  });

  it('shows only its own brand what it finds, when two brands look for the same', async () => {
    const { token } = await server.memberToken('customer-1', 'sk_demo2');
    const foreign = { key: 'pk_demo2', token };
    for (let round = 0; round < 2; round += 1) {
      expect(await Promise.all([search('tea'), search('tea', '', foreign), search('tea')])).toEqual([
        handled('d-leaf', 'c-cup'),
        [],
        handled('d-leaf', 'c-cup'),
      ]);
    }
  });

  it('goes on behind a cursor where it was, whatever was listed and however often it is walked through', async () => {
    const walk = async (from: string | null) => {
      const seen: string[] = [];
      const cursors: (string | null)[] = [];
      for (let after = from, more = true; more && seen.length < 10;) {
        const answer = await server.storefront(
          `query ($after: String) { rewards(query: "茶", first: 1, after: $after) {
            nodes { handle } pageInfo { hasNextPage endCursor } } }`,
          { after },
          poor,
        );
        const { nodes, pageInfo } = connectionShape.parse(answer.data).rewards;
        seen.push(...nodes.map((node) => node.handle));
        cursors.push((after = pageInfo.endCursor));
        more = pageInfo.hasNextPage;
      }
      return { seen, cursors };
    };
    const walked = await walk(null);
    expect(walked.seen).toEqual(['d-leaf', 'c-cup']);
    expect(await walk(null)).toEqual(walked);
    await reward('f-tray', { title: { zh: '茶盘', en: 'Tray' } });
    const again = await walk(walked.cursors[0] ?? null);
    expect(again).toEqual({ seen: ['c-cup'], cursors: walked.cursors.slice(1) });
    expect((await walk(null)).seen).toEqual(['f-tray', 'd-leaf', 'c-cup']);
    await delistRewards(stage.parts, stage.operator, [ids.get('f-tray') ?? '']);
  });
});

describe('a list that was read before', () => {
  it('of what is in stock follows the stock', async () => {
    const inStock = async () => {
      const answer = await server.storefront(
        '{ rewards(query: "豆", filter: { inStock: true }) { nodes { handle } } }',
        {},
        poor,
      );
      return at(answer, 'rewards', 'nodes');
    };
    const sell = (left: number) =>
      server.database.query(
        'UPDATE stock SET on_hand = $2 WHERE variant_id IN (SELECT id FROM variant WHERE reward_id = $1)',
        [ids.get('b-beans'), left],
      );
    const seen = [await inStock(), await inStock()];
    await sell(0);
    seen.push(await inStock());
    await sell(1);
    seen.push(await inStock());
    expect(seen).toEqual([handled('b-beans'), handled('b-beans'), [], handled('b-beans')]);
  });

  it('of what a member can afford follows their points', async () => {
    const saver = await stage.memberWith('customer-3', 100);
    const affordable = async () => {
      const answer = await server.storefront(
        '{ rewards(query: "茶", filter: { affordable: true }) { nodes { handle } } }',
        {},
        saver,
      );
      return at(answer, 'rewards', 'nodes');
    };
    const before = [await affordable(), await affordable()];
    await stage.memberWith('customer-3', 10);
    expect([...before, await affordable()]).toEqual([handled('d-leaf'), handled('d-leaf'), []]);
  });

  it('by popularity follows what is exchanged most', async () => {
    const popular = async () => {
      const answer = await server.storefront(
        '{ rewards(query: "茶", sort: POPULAR, first: 1) { nodes { handle } } }',
        {},
        poor,
      );
      return at(answer, 'rewards', 'nodes');
    };
    const seen = [await popular(), await popular()];
    await server.database.query('UPDATE reward SET popularity = 7 WHERE id = $1', [ids.get('c-cup')]);
    seen.push(await popular());
    expect(seen).toEqual([handled('d-leaf'), handled('d-leaf'), handled('c-cup')]);
  });
});
