import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { post, startTestServer } from './start-server.js';
import type { Answer, TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

// Whatever was sent, it was the caller's mistake and not ours: nothing went wrong inside.
afterEach(() => {
  if (server.log.length > 0) throw new Error(server.log.join('\n'));
});

function toldPolitely(answer: Answer): void {
  expect(answer.status).toBeLessThan(500);
  expect(JSON.stringify({ data: answer.data, errors: answer.errors })).not.toMatch(
    / at .+:\d+:\d+|node_modules|stack|SELECT /i,
  );
}

const rightShape = '01kasx3n9yeqvbc2r4s5t6v7w8';
const wrongIds = [
  '',
  ' ',
  '0',
  'reward_',
  'reward_!!!',
  `nothing_${rightShape}`,
  `REWARD_${rightShape}`,
  'reward_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  '00000000-0000-0000-0000-000000000000',
  "'; DROP TABLE member; --",
  'a\u0000b',
  '积分',
  'x'.repeat(10_000),
];

describe('an id that names nothing', () => {
  it.each(wrongIds)('is answered with null by node: %j', async (id) => {
    const answer = await server.storefront('query ($id: ID!) { node(id: $id) { id } }', { id });
    toldPolitely(answer);
    expect(answer).toMatchObject({ status: 200, data: { node: null } });
  });

  it.each(wrongIds)('is answered with null by the admin member query: %j', async (id) => {
    const answer = await server.admin('query ($id: ID!) { member(id: $id) { id } }', { id });
    toldPolitely(answer);
    expect(answer.data).toEqual({ member: null });
  });

  it.each(wrongIds)('is refused as not found when it is to be changed: %j', async (id) => {
    const answer = await server.admin(
      'mutation ($input: AccessKeyRevokeInput!) { accessKeyRevoke(input: $input) { userErrors { code } } }',
      { input: { id } },
    );
    toldPolitely(answer);
    expect(answer.data).toEqual({ accessKeyRevoke: { userErrors: [{ code: 'NOT_FOUND' }] } });
  });
});

describe('a page', () => {
  const members =
    'query ($first: Int!, $after: String) { members(first: $first, after: $after) { nodes { id } } }';

  it.each([0, -1, 101, 2_147_483_647, -2_147_483_648])('of %i items is refused', async (first) => {
    const answer = await server.admin(members, { first });
    toldPolitely(answer);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it.each([
    'x',
    '[]',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from(`["${'9'.repeat(36)}"]`).toString('base64url'),
    'x'.repeat(10_000),
  ])('behind a cursor that was never given is refused: %j', async (after) => {
    const answer = await server.admin(members, { first: 2, after });
    toldPolitely(answer);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('a variable of the wrong type', () => {
  const mutation =
    'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token userErrors { code } } }';

  // Sent three times: the first answers come from the interpreter, the later ones from the compiled plan.
  it.each([
    [{}],
    [{ input: null }],
    [{ input: 'text' }],
    [{ input: [] }],
    [{ input: { customerId: null } }],
    [{ input: { customerId: 1 } }],
    [{ input: { customerId: 'c', lifetimeSeconds: '60' } }],
    [{ input: { customerId: 'c', lifetimeSeconds: 1.5 } }],
    [{ input: { customerId: 'c', lifetimeSeconds: 1e300 } }],
    [{ input: { customerId: 'c', lifetimeSeconds: null } }],
    [{ input: { customerId: 'c', unknown: true } }],
    [{ input: { customerId: { nested: ['deep'] } } }],
  ])('is refused with status 400: %j', async (variables) => {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const answer = await server.admin(mutation, variables);
      toldPolitely(answer);
      expect(answer.status).toBe(400);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

it('a decimal that is too large is told how many digits it may have', async () => {
  const answer = await server.admin(
    'mutation ($input: PurchaseRecordInput!) { purchaseRecord(input: $input) { userErrors { code } } }',
    {
      input: {
        customerId: 'c',
        orderId: 'o',
        total: { amount: '90071992547409.91', currencyCode: 'CNY' },
      },
    },
  );
  toldPolitely(answer);
  expect(answer.errors?.[0]?.message).toContain('1 to 13 digits with up to four decimal places');
});

describe('a moment or a day whose year has not four digits', () => {
  const beyond = ['9999-12-31T23:59:59-12:00', '0000-01-01T00:00:00Z', '0001-01-01T00:00:00+10:00'];
  const grant = 'mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { userErrors { code } } }';
  const change =
    'mutation ($input: TierRulesChangeInput!) { tierRulesChange(input: $input) { userErrors { code } } }';

  it.each(beyond)('is refused in a variable: %s', async (moment) => {
    for (const [document, input] of [
      [grant, { customerId: 'c', points: 1, expiresAt: moment, idempotencyKey: moment }],
      [change, { effectiveFrom: moment, rules: { validityMonths: 6 } }],
    ] as const) {
      const answer = await server.admin(document, { input });
      toldPolitely(answer);
      expect(answer.status).toBe(400);
      expect(answer.errors?.[0]?.message).toContain('1 to 9999');
    }
    expect((await server.storefront('{ tiers { key } }')).status).toBe(200);
  });

  it('is refused where it is written into the document', async () => {
    const answer = await server.admin(
      `mutation { pointsGrant(input: { customerId: "c", points: 1, expiresAt: "${beyond[0]}", idempotencyKey: "k" }) {
        userErrors { code } } }`,
    );
    toldPolitely(answer);
    expect(answer.errors?.[0]?.message).toContain('1 to 9999');
  });

  it.each([
    ['0000-01-01', 400],
    ['0001-01-01', 200],
    ['1000-01-01', 200],
  ])('as the first day of a period: %s is answered with %i', async (from, status) => {
    const until = from.replace('-01-01', '-02-01');
    const usage = 'query ($from: Date!, $until: Date) { benefitUsage(from: $from, until: $until) { uses } }';
    const answer = await server.admin(usage, { from, until });
    toldPolitely(answer);
    expect(answer.status).toBe(status);
  });
});

describe('a text that cannot be stored', () => {
  it.each(['\u0000', 'a\u0000b', '\ud800', ' ', 'x'.repeat(201)])(
    'is refused as a customer id: %j',
    async (customerId) => {
      const answer = await server.admin(
        'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token userErrors { code } } }',
        { input: { customerId } },
      );
      toldPolitely(answer);
      expect(answer.data).toEqual({
        memberTokenCreate: { token: null, userErrors: [{ code: 'INVALID_INPUT' }] },
      });
    },
  );

  const money = { amount: '9.00', currencyCode: 'CNY' };
  const purchase = { customerId: 'c', orderId: 'o', total: money };
  const adjust = { idempotencyKey: 'k', variantId: `variant_${rightShape}`, change: 1 };
  const grant = { idempotencyKey: 'k', customerId: 'c', points: 1 };
  it.each<[string, string, object]>([
    ['memberTokenCreate', 'customerId', { customerId: 'a\u0000' }],
    ['memberTokenCreate', 'displayName', { customerId: 'c', displayName: 'a\ud800' }],
    ['purchaseRecord', 'orderId', { ...purchase, orderId: 'a\u0000' }],
    ['purchaseRecord', 'lines', { ...purchase, lines: [{ category: '\u0000', amount: money }] }],
    ['pointsGrant', 'note', { ...grant, note: { zh: 'a\u0000', en: '' } }],
    ['pointsGrant', 'idempotencyKey', { ...grant, idempotencyKey: 'a\udc00' }],
    ['stockAdjust', 'note', { ...adjust, note: 'a\u0000' }],
    ['stockAdjust', 'idempotencyKey', { ...adjust, idempotencyKey: 'a\u0000' }],
    ['codesAdd', 'codes', { idempotencyKey: 'k', variantId: `variant_${rightShape}`, codes: ['a\u0000'] }],
  ])('is what %s says is wrong with %s', async (mutation, field, input) => {
    const answer = await server.admin(
      `mutation ($input: ${mutation.replace(/^./, (first) => first.toUpperCase())}Input!) {
         ${mutation}(input: $input) { userErrors { code path message } }
       }`,
      { input },
    );
    toldPolitely(answer);
    const message: unknown = expect.stringContaining('无法保存的字符');
    expect(answer.data).toEqual({
      [mutation]: { userErrors: [{ code: 'INVALID_INPUT', path: [field], message }] },
    });
  });

  const words = (zh: string) => ({ zh, en: 'Mug' });
  const variants = [{ pricePlans: [{ price: { points: 1 } }] }];
  const reward = { handle: 'mug', kind: 'PHYSICAL', title: words('杯'), variants };
  const zone = { key: 'z', title: words('区') };
  const plan = { price: { points: 1 }, label: words('\u0000') };
  const tier = { key: 'gold', title: words('金\u0000'), from: 10 };
  it.each<[string, string, object]>([
    ['accessKeyCreate', 'label', { kind: 'SECRET', label: 'a\u0000' }],
    ['rewardCreate', 'title', { ...reward, title: words('杯\u0000') }],
    ['rewardCreate', 'supplier', { ...reward, supplier: '\ud800' }],
    ['rewardCreate', 'videoUrl', { ...reward, videoUrl: 'https://x\u0000' }],
    ['rewardCreate', 'category', { ...reward, category: '\u0000' }],
    ['rewardCreate', 'zones', { ...reward, zones: ['\u0000'] }],
    ['rewardCreate', 'variants.0.sku', { ...reward, variants: [{ ...variants[0], sku: '\u0000' }] }],
    ['rewardCreate', 'variants.0.pricePlans.0.label', { ...reward, variants: [{ pricePlans: [plan] }] }],
    ['zoneCreate', 'description', { ...zone, description: words('\u0000') }],
    ['categoryCreate', 'title', { ...zone, title: words('\u0000') }],
    ['tierRulesChange', 'rules.tiers.0.title.zh', { rules: { tiers: [tier] } }],
  ])('is refused by %s as %s, not left out in silence', async (mutation, field, input) => {
    const answer = await server.admin(
      `mutation ($input: ${mutation.replace(/^./, (first) => first.toUpperCase())}Input!) {
         ${mutation}(input: $input) { userErrors { code path } }
       }`,
      { input },
    );
    toldPolitely(answer);
    expect(answer.data).toEqual({
      [mutation]: { userErrors: [{ code: 'INVALID_INPUT', path: field.split('.') }] },
    });
  });

  it.each(['a\u0000b', '\ud800'])('names nothing where it is only looked up: %j', async (name) => {
    const member = await server.admin('query ($id: String) { member(customerId: $id) { id } }', { id: name });
    expect(member).toMatchObject({ status: 200, data: { member: null } });
    const looked = `query ($handle: String) {
      reward(handle: $handle) { id } pool(handle: $handle) { id }
      donationProject(handle: $handle) { id } voteCampaign(handle: $handle) { id }
    }`;
    const none = { reward: null, pool: null, donationProject: null, voteCampaign: null };
    const asked = { handle: name };
    expect(await server.storefront(looked, asked)).toMatchObject({ status: 200, data: none });
    expect(await server.admin(looked, asked)).toMatchObject({ status: 200, data: none });
  });
});

describe('a question', () => {
  it.each(['reward', 'donationProject'])('for a %s by neither id nor handle is told so', async (field) => {
    const answer = await server.storefront(`{ ${field} { id } }`);
    toldPolitely(answer);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(answer.errors?.[0]?.message).toBe('Give either id or handle.');
  });
});

describe('a body', () => {
  const send = (body: string) => post(`${server.origin}/graphql`, body, { 'x-jifen-key': 'pk_demo' });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '123',
    '{}',
    '{"query": 1}',
    '{"query": {"kind": "Document"}}',
    '{"query": "{ program { name } }", "variables": "text"}',
    '{"query": "{ program { name } }", "variables": []}',
    '{"query": "{ program { name } }", "operationName": 1}',
    '{"query": "{ program { name } }", "operationName": "Unknown"}',
    '[{"query": "{ program { name } }"}]',
    '['.repeat(100_000),
  ])('that is no operation is refused with status 400: %.60s', async (body) => {
    const answer = await send(body);
    toldPolitely(answer);
    expect(answer.status).toBe(400);
  });
});
