import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { SocketClient } from './socket-client.js';
import { startTestServer } from './start-server.js';
import type { TestServer } from './start-server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
afterEach(() => expect(server.log).toEqual([]));

describe('a document', () => {
  it.each([
    ['that is not GraphQL', '{ program { ', 'GRAPHQL_PARSE_FAILED'],
    ['that is empty', '', 'BAD_REQUEST'],
    ['that asks for a field nobody has', '{ program { secrets } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'that names an operation of another schema',
      'mutation { accessKeyCreate(input: {}) { secret } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'that is a subscription, over HTTP',
      'subscription { stock(variantIds: ["x"]) { available } }',
      'BAD_USER_INPUT',
    ],
    [
      'with two operations and no name',
      'query A { program { name } } query B { program { name } }',
      'BAD_USER_INPUT',
    ],
    [
      'whose fragment contains itself',
      '{ program { ...A } } fragment A on Program { name ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['deeper than 14 fields', deepDocument(15), 'QUERY_TOO_COMPLEX'],
    [
      'with more than 30 aliases',
      `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: program { name }`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'with more than 30 directives',
      `{ program { name ${'@include(if: true) '.repeat(31)} } }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['with 101 fields of one name', `{ program { ${'name '.repeat(101)} } }`, 'QUERY_TOO_COMPLEX'],
    [
      'whose variable is named like GraphQL’s own',
      'query ($__x: Int) { program { name } }',
      'BAD_USER_INPUT',
    ],
    ['of more than 2000 words', `{ program { ${'name '.repeat(2_001)} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['that would read too much', expensiveDocument(), 'QUERY_TOO_COMPLEX'],
  ])('%s is refused under a code that says so', async (_what, query, code) => {
    const answer = await server.storefront(query);
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([400, code]);
  });

  it.each([
    ['as a whole is a bad request', '{ zones(first: 0) { key } }', 400],
    ['of which the rest can be answered is not', '{ donationProject { id } }', 200],
  ])('whose argument is wrong and that %s', async (_what, query, status) => {
    const answer = await server.storefront(query);
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([status, 'BAD_USER_INPUT']);
  });

  it('of more than 2000 words is refused over a socket alike', async () => {
    const url = `${server.origin.replace('http', 'ws')}/graphql`;
    const client = await SocketClient.accepted(url, { key: 'pk_demo' });
    const id = client.subscribe(`subscription { stock(variantIds: []) { ${'available '.repeat(2_001)} } }`);
    await vi.waitFor(() => expect(client.errors(id)).toEqual(['GRAPHQL_PARSE_FAILED']));
    await client.close();
  });

  it('that asks for much is served when its pages are small', async () => {
    const query = expensiveDocument('$first').replace('{', 'query ($first: Int!) {');
    expect((await server.storefront(query, { first: 100 })).errors?.[0]?.extensions['code']).toBe(
      'QUERY_TOO_COMPLEX',
    );
    expect((await server.storefront(query, { first: 1 })).errors).toBeUndefined();
  });
});

function deepDocument(depth: number): string {
  // Variant → reward → variants is a circle.
  const fields = Array.from({ length: depth - 2 }, (_, index) => (index % 2 === 0 ? 'variants' : 'reward'));
  return `{ reward(handle: "x") { ${fields.join(' { ')} { id ${'}'.repeat(fields.length + 2)}`;
}

function expensiveDocument(first = '100'): string {
  const variants =
    'variants { reward { variants { reward { variants { pricePlans { price { cash { amount } } } } } } } }';
  return `{ rewards(first: ${first}) { nodes { ${variants} } edges { node { ${variants} } } } }`;
}
