import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { at, post, startTestServer } from './start-server.js';
import type { TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const programName = '{ program { name } }';
const me = '{ me { id customerId displayName } }';

/** How someone without valid credentials is answered. */
const stranger = { status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

describe('the storefront', () => {
  it('is opened by a publishable key, each of its own mall', async () => {
    expect(at(await server.storefront(programName), 'program', 'name')).toBe('First brand');
    expect(at(await server.storefront(programName, {}, { key: 'pk_demo2' }), 'program', 'name')).toBe(
      'Second brand',
    );
  });

  it('is opened by a partner key', async () => {
    expect(at(await server.storefront(programName, {}, { key: 'pt_demo' }), 'program', 'name')).toBe(
      'First brand',
    );
  });

  it.each([
    ['no key at all', { key: null }],
    ['an unknown key', { key: 'pk_unknown' }],
    ['a secret key, wherever it is put', { key: 'sk_demo' }],
    ['a secret key as a token', { key: null, token: 'sk_demo' }],
    ['something that is not a token', { token: 'not-a-token' }],
    ['a very long key', { key: 'pk_'.padEnd(8_000, 'x') }],
  ])('stays closed to %s', async (_what, caller) => {
    expect(await server.storefront(programName, {}, caller)).toMatchObject(stranger);
  });

  it('knows nobody without a member token', async () => {
    expect(at(await server.storefront(me), 'me')).toBeNull();
  });

  it('speaks the language that was asked for, and the language of the program otherwise', async () => {
    const answer = await server.admin(
      'mutation { memberTokenCreate(input: {customerId: ""}) { userErrors { message } } }',
    );
    expect(at(answer, 'memberTokenCreate', 'userErrors', 0, 'message')).toBe(
      '客户编号需为 1 到 200 个字符，不能全是空格，也不能含控制字符或无法保存的字符。',
    );
    const english = await post(
      `${server.origin}/admin/graphql`,
      { query: 'mutation { memberTokenCreate(input: {customerId: ""}) { userErrors { message } } }' },
      { authorization: 'Bearer sk_demo', 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.1' },
    );
    expect(at(english, 'memberTokenCreate', 'userErrors', 0, 'message')).toBe(
      'A customer id needs 1 to 200 characters, not only spaces, and none that is a control character or cannot be stored.',
    );
  });
});

describe('a member token', () => {
  it('signs the member in, with a publishable key and alone', async () => {
    const { token, id } = await server.memberToken('c-1');
    expect(at(await server.storefront(me, {}, { token }), 'me')).toEqual({
      id,
      customerId: 'c-1',
      displayName: null,
    });
    expect(at(await server.storefront(me, {}, { key: null, token }), 'me', 'id')).toBe(id);
  });

  it('names the same member for the same customer, and keeps the name until a new one is given', async () => {
    const create = (input: object) =>
      server.admin(
        'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { member { id displayName } } }',
        { input },
      );
    const first = await create({ customerId: 'c-2', displayName: '小满' });
    const second = await create({ customerId: 'c-2' });
    const third = await create({ customerId: 'c-2', displayName: 'Man' });
    expect(at(second, 'memberTokenCreate', 'member')).toEqual(at(first, 'memberTokenCreate', 'member'));
    expect(at(third, 'memberTokenCreate', 'member')).toEqual({
      id: at(first, 'memberTokenCreate', 'member', 'id'),
      displayName: 'Man',
    });
  });

  it('makes one member and one account when fifty ask for a new customer at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 50 }, () => server.memberToken('c-race')));
    expect(new Set(tokens.map((one) => one.id)).size).toBe(1);
    const accounts = await server.database.query<{ count: number }>(
      `SELECT count(*) AS count FROM account JOIN member ON member.id = owner_id
        WHERE customer_id = 'c-race' AND kind = 'points'`,
    );
    expect(accounts).toEqual([{ count: 1 }]);
  });

  it('ends when its lifetime does, and says so', async () => {
    const { token } = await server.memberToken('c-3');
    server.clock.forward(3_599_000);
    expect(at(await server.storefront(me, {}, { token }), 'me', 'customerId')).toBe('c-3');
    server.clock.forward(2_000);
    const late = await server.storefront(me, {}, { token });
    expect(late).toMatchObject(stranger);
    expect(late.errors?.[0]?.extensions['reason']).toBe('TOKEN_EXPIRED');
  });

  it('opens only the mall it was made for', async () => {
    const { token } = await server.memberToken('c-4');
    expect(await server.storefront(me, {}, { key: 'pk_demo2', token })).toMatchObject(stranger);
  });

  it('is refused when anything in it was changed', async () => {
    const { token } = await server.memberToken('c-5');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
    const other = await server.memberToken('c-6');
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: other.id })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(await server.storefront(me, {}, { token: `${header}.${forged}.${signature}` })).toMatchObject(
      stranger,
    );
    expect(await server.storefront(me, {}, { token: `${unsigned}.${forged}.` })).toMatchObject(stranger);
    expect(await server.storefront(me, {}, { token: `${header}.${payload}.` })).toMatchObject(stranger);
  });

  it.each([59, 86_401, -1, 2_147_483_647])('is refused a lifetime of %i seconds', async (lifetimeSeconds) => {
    const answer = await server.admin(
      'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token userErrors { code path } } }',
      { input: { customerId: 'c-7', lifetimeSeconds } },
    );
    expect(at(answer, 'memberTokenCreate')).toEqual({
      token: null,
      userErrors: [{ code: 'INVALID_INPUT', path: ['lifetimeSeconds'] }],
    });
  });
});

describe('the admin schema', () => {
  it('is opened by a secret key', async () => {
    expect(at(await server.admin('{ program { handle } }'), 'program', 'handle')).toBe('demo');
    expect(at(await server.admin('{ program { handle } }', {}, 'sk_demo2'), 'program', 'handle')).toBe(
      'demo2',
    );
  });

  it.each([null, 'pk_demo', 'pt_demo', 'sk_unknown', 'sk_'])('stays closed to %s', async (key) => {
    expect(await server.admin('{ program { handle } }', {}, key)).toMatchObject(stranger);
  });

  it('stays closed to a member', async () => {
    const { token } = await server.memberToken('c-8');
    expect(await server.admin('{ program { handle } }', {}, token)).toMatchObject(stranger);
  });
});

const keyFields = 'accessKey { id kind hint scopes expiresAt revokedAt } secret userErrors { code path }';
const createKey = `mutation ($input: AccessKeyCreateInput!) { accessKeyCreate(input: $input) { ${keyFields} } }`;
const rotateKey = `mutation ($input: AccessKeyRotateInput!) { accessKeyRotate(input: $input) { ${keyFields} } }`;
const revokeKey =
  'mutation ($input: AccessKeyRevokeInput!) { accessKeyRevoke(input: $input) { accessKey { revokedAt } userErrors { code path } } }';

async function newKey(kind: string): Promise<{ id: string; secret: string }> {
  const answer = await server.admin(createKey, { input: { kind, label: 'Test' } });
  return {
    id: z.string().parse(at(answer, 'accessKeyCreate', 'accessKey', 'id')),
    secret: z.string().parse(at(answer, 'accessKeyCreate', 'secret')),
  };
}

describe('a key', () => {
  it('is made with a secret that is told once and stored nowhere', async () => {
    const { secret } = await newKey('PUBLISHABLE');
    expect(secret).toMatch(/^pk_[0-9A-Za-z]{32}$/);
    expect(at(await server.storefront(programName, {}, { key: secret }), 'program', 'name')).toBe(
      'First brand',
    );
    const listed = JSON.stringify(await server.admin('{ accessKeys { id kind label hint scopes } }'));
    expect(listed).not.toContain(secret);
    const [stored] = await server.database.query<{ text: string }>(
      'SELECT string_agg(access_key::text, chr(10)) AS text FROM access_key',
    );
    expect(stored?.text).not.toContain(secret);
  });

  it('opens nothing once it is revoked', async () => {
    const { id, secret } = await newKey('SECRET');
    expect((await server.admin('{ program { handle } }', {}, secret)).status).toBe(200);
    const revoked = await server.admin(revokeKey, { input: { id } });
    expect(at(revoked, 'accessKeyRevoke', 'accessKey', 'revokedAt')).toBe(server.clock.now().toISOString());
    expect(await server.admin('{ program { handle } }', {}, secret)).toMatchObject(stranger);
  });

  it('stops at once when it is rotated without grace', async () => {
    const { id, secret } = await newKey('PARTNER');
    const rotated = await server.admin(rotateKey, { input: { id } });
    const successor = z.string().parse(at(rotated, 'accessKeyRotate', 'secret'));
    expect(at(rotated, 'accessKeyRotate', 'accessKey', 'scopes')).toEqual(['stock_feed']);
    expect(await server.storefront(programName, {}, { key: secret })).toMatchObject(stranger);
    expect((await server.storefront(programName, {}, { key: successor })).status).toBe(200);
  });

  it('keeps working through its grace and not longer', async () => {
    const { id, secret } = await newKey('PUBLISHABLE');
    await server.admin(rotateKey, { input: { id, graceSeconds: 60 } });
    server.clock.forward(59_000);
    expect((await server.storefront(programName, {}, { key: secret })).status).toBe(200);
    server.clock.forward(2_000);
    expect(await server.storefront(programName, {}, { key: secret })).toMatchObject(stranger);
  });

  it("of another brand cannot be rotated or revoked, and is told 'not found'", async () => {
    const { id } = await newKey('PUBLISHABLE');
    const notFound = [{ code: 'NOT_FOUND', path: ['id'] }];
    expect(
      at(await server.admin(revokeKey, { input: { id } }, 'sk_demo2'), 'accessKeyRevoke', 'userErrors'),
    ).toEqual(notFound);
    expect(
      at(await server.admin(rotateKey, { input: { id } }, 'sk_demo2'), 'accessKeyRotate', 'userErrors'),
    ).toEqual(notFound);
  });

  it('leaves a trail of who made, rotated and revoked it, which only its own brand reads', async () => {
    const { id } = await newKey('PARTNER');
    await server.admin(revokeKey, { input: { id } });
    const audit =
      '{ audit(first: 2) { nodes { action actor subject before after } pageInfo { hasNextPage } } }';
    const own = await server.admin(audit);
    expect(at(own, 'audit', 'nodes')).toMatchObject([
      { action: 'accessKeyRevoke', subject: id, before: { revokedAt: null } },
      { action: 'accessKeyCreate', subject: id, after: { kind: 'partner', scopes: ['stock_feed'] } },
    ]);
    expect(JSON.stringify(await server.admin(audit, {}, 'sk_demo2'))).not.toContain(id);
  });
});

describe('in production', () => {
  it('demo keys open nothing, and other keys do', async () => {
    const production = await startTestServer({ production: true });
    try {
      expect(await production.storefront(programName)).toMatchObject(stranger);
      expect(await production.storefront(programName, {}, { key: 'pt_demo2' })).toMatchObject(stranger);
      expect(await production.admin('{ program { handle } }')).toMatchObject(stranger);
    } finally {
      await production.close();
    }
  });
});

describe('members', () => {
  it('are listed page by page, newest first, and found by either id', async () => {
    const ids: string[] = [];
    for (const customerId of ['p-1', 'p-2', 'p-3']) {
      server.clock.forward(1);
      ids.unshift((await server.memberToken(customerId, 'sk_demo2')).id);
    }
    const query = `query ($after: String) { members(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const first = await server.admin(query, {}, 'sk_demo2');
    const after = at(first, 'members', 'pageInfo', 'endCursor');
    const second = await server.admin(query, { after }, 'sk_demo2');
    expect([at(first, 'members', 'nodes'), at(second, 'members', 'nodes')]).toEqual([
      [{ id: ids[0] }, { id: ids[1] }],
      [{ id: ids[2] }],
    ]);
    expect(at(second, 'members', 'pageInfo', 'hasNextPage')).toBe(false);
    const elsewhere = await server.admin(
      'query ($after: String) { exchanges(after: $after) { nodes { id } } }',
      { after },
    );
    expect(elsewhere.errors?.[0]).toMatchObject({
      message: 'The cursor does not belong to this list.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const byId = await server.admin(
      'query ($id: ID) { member(id: $id) { customerId } }',
      { id: ids[2] },
      'sk_demo2',
    );
    expect(at(byId, 'member', 'customerId')).toBe('p-1');
    const foreign = await server.admin('query ($id: ID) { member(id: $id) { customerId } }', { id: ids[2] });
    expect(at(foreign, 'member')).toBeNull();
  });

  it('read themselves through node, and nobody else', async () => {
    const own = await server.memberToken('n-1');
    const other = await server.memberToken('n-2');
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Member { customerId } } }';
    const answer = await server.storefront(query, { ids: [other.id, own.id] }, { token: own.token });
    expect(at(answer, 'nodes')).toEqual([null, { __typename: 'Member', id: own.id, customerId: 'n-1' }]);
  });
});
