import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SocketClient } from './socket-client.js';
import { startTestServer } from './start-server.js';
import type { TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ introspection: false });
});
afterAll(() => server.close());

const key = { 'x-jifen-key': 'pk_demo' };
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ query: '{ program { name } }' });
const ask = (path: string, init: RequestInit = {}) => fetch(server.origin + path, init);

describe('the server', () => {
  it('says that it lives and that its database answers', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await ask('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('answers whoever offers HTTP/2 as it answers others', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' };
    const status = (path: string, method: string, sent?: string) =>
      new Promise((answered, failed) => {
        const asked = request(
          `${server.origin}${path}`,
          { method, headers: { ...headers, ...key, ...json } },
          (response) => answered(response.resume().statusCode),
        );
        asked.on('error', failed).end(sent);
      });
    expect(await status('/healthz', 'GET')).toBe(200);
    expect(await status('/graphql', 'POST', body)).toBe(200);
  });

  it('answers 404 to addresses it does not know', async () => {
    for (const [path, init] of [
      ['/nowhere/at/all', {}],
      ['/graphql/more', { method: 'POST', body }],
      ['/..%2f..%2fpackage.json', {}],
      ['/demo/members', { headers: key }],
    ] as const) {
      const response = await ask(path, init);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toContain('"NOT_FOUND"');
    }
  });
});

describe('an endpoint', () => {
  it('takes GET for queries and nothing else', async () => {
    const query = (text: string) => ask(`/graphql?query=${encodeURIComponent(text)}`, { headers: key });
    expect(await (await query('{ program { name } }')).json()).toEqual({
      data: { program: { name: 'First brand' } },
    });
    const mutation = await query('mutation { __typename }');
    expect(mutation.status).toBeGreaterThanOrEqual(400);
    expect(mutation.status).toBeLessThan(500);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('answers 405 to %s and names what it takes', async (method) => {
    const response = await ask('/graphql', { method, headers: key });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'answers 415 to a body of %s',
    async (type) => {
      const response = await ask('/graphql', {
        method: 'POST',
        headers: { ...key, 'content-type': type },
        body,
      });
      expect(response.status).toBe(415);
    },
  );

  it('refuses a GET that has no header by which a browser asks before it sends, and names those that every page may send', async () => {
    const headers = { authorization: 'Bearer sk_demo' };
    const refused = await ask('/admin/graphql?query={__typename}', { headers });
    const told = await refused.text();
    expect([refused.status, told]).toEqual([400, expect.stringContaining('CSRF')]);
    expect(/headers: ([^\n]*)/.exec(told)?.[1]).toContain('x-jifen-key, apollo-require-preflight');
    const asked = await ask('/admin/graphql?query={__typename}', {
      headers: { ...headers, 'apollo-require-preflight': 'true' },
    });
    expect(asked.status).toBe(200);
  });

  it('answers 413 to a body larger than it takes, announced or not', async () => {
    const large = JSON.stringify({ query: '{ program { name } }', variables: { x: 'x'.repeat(1_100_000) } });
    expect(
      await sendSlowly('/graphql', { ...key, ...json, 'content-length': String(large.length) }, large),
    ).toBe(413);
    expect(await sendSlowly('/graphql', { ...key, ...json, 'transfer-encoding': 'chunked' }, large)).toBe(
      413,
    );
  });

  it('takes large bodies on the admin side, where catalogs are imported', async () => {
    const response = await ask('/admin/graphql', {
      method: 'POST',
      headers: { ...json, authorization: 'Bearer sk_demo' },
      body: JSON.stringify({ query: '{ program { handle } }', variables: { x: 'x'.repeat(2_000_000) } }),
    });
    expect(response.status).toBe(200);
  });

  it('lets bodies in by what they weigh, also where nobody announced it', async () => {
    const text = JSON.stringify({ query: '{ members(first: 1) { nodes { id } } }' });
    const headers = { ...json, authorization: 'Bearer sk_demo', 'transfer-encoding': 'chunked' };
    const statuses = await Promise.all(
      Array.from({ length: 20 }, () => sendSlowly('/admin/graphql', headers, text)),
    );
    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it('suggests nothing of its schema when introspection is off, by HTTP or over a socket', async () => {
    const near = 'query ($filter: RewardFilter) { rewards(filter: $filter) { totalCount } }';
    const answers = [await server.storefront('{ reward { idd } rewardz { id } }')];
    // Twice known, so that the last comes from the compiled plan.
    for (let nth = 0; nth < 3; nth += 1) await server.storefront(near, {});
    for (const filter of [{ kind: [] }, { kinds: ['PHYSICALS'] }, { kind: 'x'.repeat(3_000) }]) {
      answers.push(await server.storefront(near, { filter }));
    }
    for (const { errors } of answers) expect(errors?.length).toBeGreaterThan(0);
    const client = await SocketClient.accepted(`${server.origin.replace('http', 'ws')}/graphql`, {
      key: 'pk_demo',
    });
    const ids = [
      client.subscribe('subscription { stok(variantIds: []) { available } }'),
      client.subscribe('subscription ($ids: [ID!]!) { stock(variantIds: $ids) { availabel } }'),
    ];
    await vi.waitFor(() => expect(ids.flatMap((id) => client.errors(id))).toHaveLength(2));
    expect(JSON.stringify([answers, client.messages])).not.toContain('Did you mean');
    await client.close();
  });

  it('keeps its schema to itself when introspection is off', async () => {
    const answer = await server.storefront('{ __schema { types { name } } }');
    expect(answer.status).toBe(400);
  });
});

describe('pages of other origins', () => {
  const preflight = (path: string) =>
    ask(path, {
      method: 'OPTIONS',
      headers: { origin: 'https://brand.example', 'access-control-request-method': 'POST' },
    });

  it('may call the storefront', async () => {
    const asked = await preflight('/graphql');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-headers')).toContain('x-jifen-key');
    const answered = await ask('/graphql', { method: 'POST', headers: { ...key, ...json }, body });
    expect(answered.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('can read why they were refused', async () => {
    const answered = await ask('/graphql', { method: 'POST', headers: json, body });
    expect([answered.status, answered.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
  });

  it('may not call the admin schema', async () => {
    const asked = await preflight('/admin/graphql');
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect(asked.status).toBe(405);
  });
});

/** The status of a request whose body may not be read to its end. */
function sendSlowly(
  path: string,
  headers: Record<string, string>,
  text: string,
): Promise<number | undefined> {
  return new Promise((answered) => {
    const sent = request(server.origin + path, { method: 'POST', headers }, (response) => {
      response.resume();
      answered(response.statusCode);
    });
    // The server hangs up once it has answered; what was still to be sent is then lost.
    sent.on('error', () => undefined);
    sent.end(text);
  });
}

describe('answers that are the same for everybody', () => {
  const address = `/graphql?query=${encodeURIComponent('{ categories { title } }')}`;
  const headers = { ...key, 'apollo-require-preflight': 'true' };

  it('can be held by a content network, and confirmed by their validator', async () => {
    const first = await ask(address, { headers });
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=1, stale-while-revalidate=10',
    ]);
    const again = await ask(address, { headers: { ...headers, 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await ask(address, { headers: { ...headers, 'if-none-match': '"another"' } });
    expect([other.status, await other.text()]).toEqual([200, await first.text()]);
  });

  it('are new as soon as an operator changed something', async () => {
    const before = await (await ask(address, { headers })).text();
    const created = await server.admin(
      'mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { userErrors { code } } }',
      { input: { key: 'fresh', title: { zh: '新鲜', en: 'Fresh' } } },
    );
    expect(created.errors).toBeUndefined();
    const after = await (await ask(address, { headers })).text();
    expect(before).not.toContain('新鲜');
    expect(after).toContain('新鲜');
  });

  it('are never told to a member, whose answers are their own', async () => {
    const { token } = await server.memberToken('nobody-else');
    const answer = await ask(address, { headers: { ...headers, authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('come in the type that each caller accepts', async () => {
    const typeFor = async (accept: string) => {
      const answer = await ask(address, { headers: { ...headers, accept } });
      return [answer.status, answer.headers.get('content-type')?.split(';')[0]];
    };
    for (const _ of ['made', 'kept']) {
      expect(await typeFor('application/json')).toEqual([200, 'application/json']);
      expect(await typeFor('application/graphql-response+json')).toEqual([
        200,
        'application/graphql-response+json',
      ]);
      expect((await typeFor('text/html'))[0]).toBe(406);
    }
  });

  it('are not shared when they are errors', async () => {
    const wrong = `/graphql?query=${encodeURIComponent('{ rewards(first: 1000) { totalCount } }')}`;
    const answer = await ask(wrong, { headers });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toContain('BAD_USER_INPUT');
  });
});
