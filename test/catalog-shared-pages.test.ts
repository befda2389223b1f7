import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { dayOf } from '../server/src/platform/calendar.js';
import { catalogStage, variant } from './catalog-stage.js';
import { at, startTestServer, type Caller, type TestServer } from './start-server.js';

let server: TestServer;
let poor: Caller;
let rich: Caller;
const minute = 60_000;

beforeAll(async () => {
  server = await startTestServer();
  const stage = catalogStage(server);
  const now = server.clock.now().getTime();
  await stage.reward('limited', {
    featured: 5,
    variants: [variant(300), variant(250)],
    limit: { quantity: 2, period: 'ever' },
  });
  await stage.reward('plain', {
    title: { zh: '马克杯', en: 'Mug' },
    featured: 4,
    variants: [variant(2_500)],
  });
  await stage.reward('soon', {
    featured: 3,
    onSaleFrom: new Date(now + minute),
    onSaleUntil: new Date(now + 3 * minute),
    variants: [variant(60)],
  });
  poor = await stage.memberWith('customer-1', 260);
  rich = await stage.memberWith('customer-2', 5_000);
  await server.database.query(
    `INSERT INTO limit_usage (member_id, reward_id, starts_on, program_id, used)
     SELECT a.owner_id, r.id, '1970-01-01', a.program_id, 2 FROM account a, reward r
      WHERE r.handle = 'limited' AND a.kind = 'points' AND a.posted = 5000`,
  );
});
afterAll(() => server.close());

async function rewards(fields: string, caller?: Caller): Promise<unknown> {
  const answer = await server.storefront(`{ rewards(first: 50) { nodes { handle ${fields} } } }`, {}, caller);
  return at(answer, 'rewards', 'nodes');
}

it('a page that several ask for at once tells each their own, and nobody nothing', async () => {
  const fields = 'affordable limitLeft variants { reward { affordable limitLeft } }';
  const callers = [poor, rich, undefined];
  const together = await Promise.all([...callers, ...callers].map((caller) => rewards(fields, caller)));
  const page = (limited: object, plain: object, soon: object) => [
    { handle: 'limited', ...limited, variants: [{ reward: limited }, { reward: limited }] },
    { handle: 'plain', ...plain, variants: [{ reward: plain }] },
    { handle: 'soon', ...soon, variants: [{ reward: soon }] },
  ];
  const own = (affordable: boolean | null, limitLeft: number | null) => ({ affordable, limitLeft });
  const expected = [
    page(own(true, 2), own(false, null), own(true, null)),
    page(own(true, 0), own(true, null), own(true, null)),
    page(own(null, null), own(null, null), own(null, null)),
  ];
  expect(together).toEqual([...expected, ...expected]);
});

it('members who ask at once for what they can afford each get a list of their own', async () => {
  const document = '{ rewards(filter: { affordable: true }) { nodes { handle } } }';
  const answers = await Promise.all(
    [poor, rich, poor].map((caller) => server.storefront(document, {}, caller)),
  );
  const forPoor = [{ handle: 'limited' }, { handle: 'soon' }];
  const forRich = [{ handle: 'limited' }, { handle: 'plain' }, { handle: 'soon' }];
  expect(answers.map((answer) => at(answer, 'rewards', 'nodes'))).toEqual([forPoor, forRich, forPoor]);
});

it('a page that nothing was written to still follows sales into their window and out of it', async () => {
  const now = server.clock.now().getTime();
  const seen: unknown[] = [];
  for (const moment of [0, minute - 1, minute, 3 * minute - 1, 3 * minute]) {
    server.clock.set(new Date(now + moment));
    seen.push(await rewards('status', poor));
  }
  server.clock.set(new Date(now));
  seen.push(await rewards('status', poor));
  const others = [
    { handle: 'limited', status: 'ON_SALE' },
    { handle: 'plain', status: 'ON_SALE' },
  ];
  const coming = others.concat({ handle: 'soon', status: 'COMING_SOON' });
  const onSale = others.concat({ handle: 'soon', status: 'ON_SALE' });
  expect(seen).toEqual([coming, coming, onSale, onSale, others, coming]);
});

it('a page shows at once what was sold, and is told in the language of each who asks', async () => {
  const stockOf = async (language: string) =>
    rewards('title variants { stock { available } }', { ...poor, language });
  const before = await Promise.all([stockOf('en'), stockOf('zh-CN')]);
  await server.database.query(
    `UPDATE stock SET on_hand = 3, version = version + 1
      WHERE variant_id IN (SELECT v.id FROM variant v JOIN reward r ON r.id = v.reward_id WHERE r.handle = 'plain')`,
  );
  const after = await Promise.all([stockOf('en'), stockOf('zh-CN')]);
  expect(before).not.toEqual(after);
  const plain = (title: string, available: number) => [
    {},
    { title, variants: [{ stock: { available } }] },
    {},
  ];
  expect(before).toMatchObject([plain('Mug', 10), plain('马克杯', 10)]);
  expect(after).toMatchObject([plain('Mug', 3), plain('马克杯', 3)]);
});

it('a page that was read before shows the batch of the new day, though nobody has begun it yet', async () => {
  const stage = catalogStage(server);
  // Behind every window, for one that opens or closes has the page made anew, too.
  server.clock.forward(10 * minute);
  await stage.reward('daily', {
    variants: [variant(10, { stock: { onHand: null, batch: { size: 2, period: 'day' } } })],
  });
  await server.database.query(
    `UPDATE stock SET batch_taken = 2, batch_started_on = $1, version = version + 1 WHERE batch_size = 2`,
    [dayOf(server.clock.now(), 'Asia/Shanghai')],
  );
  poor = await stage.memberWith('customer-1', 260);
  const left = async () => {
    const shown = z
      .array(z.object({ handle: z.string(), variants: z.array(z.unknown()) }))
      .parse(await rewards('variants { stock { available batch { left } } }', poor));
    return shown.find(({ handle }) => handle === 'daily')?.variants;
  };
  expect(await left()).toEqual([{ stock: { available: 0, batch: { left: 0 } } }]);
  server.clock.forward(86_400_000);
  poor = await stage.memberWith('customer-1', 260);
  expect(await left()).toEqual([{ stock: { available: 2, batch: { left: 2 } } }]);
});
