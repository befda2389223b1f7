import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { buildSchema, execute as interpret, GraphQLError } from 'graphql';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { requestContext } from './context.js';
import type { Execute } from './execute.js';
import { HttpOperations, type Question } from './http-operations.js';
import { Overloaded } from '../platform/overloaded.js';

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()) }))
    .default([]),
});

const nobody = requestContext({
  // @ts-expect-error -- nothing in these schemas asks where it is
  program: null,
  access: { kind: 'publishable', keyId: null, scopes: [] },
  member: null,
  language: 'en',
  now: new Date(0),
});

interface Asking {
  execute?: Execute;
  schema?: string;
  log?: (text: string) => void;
}

async function openOperations({ execute = interpret, schema = 'type Query { one: Int }', log }: Asking = {}) {
  const operations = await HttpOperations.open({
    schema: buildSchema(schema),
    execute,
    introspection: false,
    mostValues: 5_000,
    log: log ?? (() => undefined),
  });
  onTestFinished(() => operations.close());
  return async (body: unknown, headers: Question['headers'] = {}) => {
    const question = {
      method: 'POST',
      search: '',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      length: JSON.stringify(body)?.length ?? 0,
    };
    const { status, headers: told, body: text } = await operations.answer(question, nobody);
    return { status, headers: new Map(told), text, answer: answerShape.parse(JSON.parse(text)) };
  };
}

/** By Apollo, and without it: rules hold for both. */
async function askTwice(execute: Execute) {
  const lines: string[] = [];
  let fails = false;
  const ask = await openOperations({
    execute: (args) => (fails ? execute(args) : interpret(args)),
    log: (text) => lines.push(text),
  });
  // A success first, for it says in which content type those are answered who accept anything.
  await ask({ query: '{ one }' });
  fails = true;
  const first = await ask({ query: '{ one }' }, { accept: '*/*' });
  return { first, again: await ask({ query: '{ one }' }), lines };
}

test('what the executor throws is told by its code, with what HTTP must know', async () => {
  const { first, again } = await askTwice(() => {
    throw new Overloaded(1_500);
  });
  for (const { status, headers, answer } of [first, again]) {
    expect(status).toBe(503);
    expect(headers.get('retry-after')).toBe('2');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryAfterMs: 1_500 } }]);
  }
});

test('a bug is nobody’s business, and its stack is logged under the number that the caller is told', async () => {
  const { first, again, lines } = await askTwice(() => {
    throw new Error('the secret');
  });
  for (const { status, answer } of [first, again]) {
    expect(status).toBe(500);
    const correlationId = z.string().parse(answer.errors[0]?.extensions['correlationId']);
    expect(JSON.stringify(answer)).not.toContain('the secret');
    expect(lines.filter((line) => line.includes(correlationId) && line.includes('the secret'))).toHaveLength(
      1,
    );
  }
});

test('an answer with data beside its errors is a success', async () => {
  const errors = [new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })];
  const beside = await askTwice(() => ({ data: { one: null }, errors }));
  const without = await askTwice(() => ({ data: null, errors }));
  for (const { status, answer } of [beside.first, beside.again]) {
    expect(status).toBe(200);
    expect(answer).toMatchObject({ data: { one: null }, errors: [{ message: 'no' }] });
  }
  for (const { status } of [without.first, without.again]) expect(status).toBe(403);
});

test('Apollo sees a text once, and once whoever accepts something else; and whatever is not plain', async () => {
  const byHttp = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  onTestFinished(() => byHttp.mockRestore());
  const ask = await openOperations();
  const seen = async (body: unknown, headers: Question['headers'] = {}) => {
    byHttp.mockClear();
    await ask(body, headers);
    return byHttp.mock.calls.length === 1;
  };
  const query = '{ one }';
  expect([await seen({ query }), await seen({ query }), await seen({ query })]).toEqual([true, false, false]);
  expect([await seen({ query: '{ two: one }' }), await seen({ query: '{ two: one }' })]).toEqual([
    true,
    false,
  ]);
  expect([await seen({ query }, { accept: '*/*' }), await seen({ query }, { accept: '*/*' })]).toEqual([
    true,
    false,
  ]);
  expect([await seen([{ query }]), await seen([{ query }])]).toEqual([true, true]);
  const long = `${query} # ${'x'.repeat(20_000)}`;
  expect([await seen({ query: long }), await seen({ query: long })]).toEqual([true, true]);
});

const schema = `
  type Query { one(of: Int = 1): Int, other: Int, all(of: [Int!]): Int }
  type Mutation { set(to: Int!): Int }
  type Subscription { one: Int }`;
const two = 'query A { one } query B($of: Int!) { one(of: $of) }';
const manyThings = 'query ($of: [Int!]) { all(of: $of) }';
const proto = 'query ($__proto__: Int) { one(of: $__proto__) }';
const conditional = 'subscription B($y: Boolean!) { one @skip(if: $y) }';
const html = { accept: 'text/html' };
const newer = { accept: 'application/graphql-response+json' };

test.each([
  ['a query', { query: '{ one }' }, {}, 200],
  ['a mutation', { query: 'mutation { set(to: 1) }' }, {}, 200],
  [
    'nothing but the other of two operations',
    { query: two, operationName: 'B', variables: { of: 3 } },
    {},
    200,
  ],
  ['two operations, none by name', { query: two }, {}, 400],
  ['an operation that is not there', { query: two, operationName: 'C' }, {}, 400],
  ['the only operation by another name', { query: 'query A { one }', operationName: 'B' }, {}, 400],
  ['an operation whose name is no text', { query: two, operationName: 1 }, {}, 400],
  ['a variable too few', { query: two, operationName: 'B' }, {}, 400],
  ['a variable of another type', { query: two, operationName: 'B', variables: { of: 'x' } }, {}, 400],
  ['a variable that a compiled plan would not find', { query: proto }, {}, 400],
  ['more variables than are read', { query: manyThings, variables: { of: Array(5_001).fill(1) } }, {}, 400],
  ['as many wrong ones', { query: manyThings, variables: { of: Array(4_000).fill('x') } }, {}, 400],
  ['as many right ones', { query: manyThings, variables: { of: Array(4_000).fill(1) } }, {}, 200],
  ['variables that are a list', { query: '{ one }', variables: [1] }, {}, 400],
  ['variables that are nothing', { query: '{ one }', variables: null, operationName: null }, {}, 200],
  ['extensions', { query: '{ one }', extensions: { x: 1 } }, {}, 200],
  ['extensions that are no object', { query: '{ one }', extensions: 1 }, {}, 400],
  ['no text', { query: 1 }, {}, 400],
  ['an empty object', {}, {}, 400],
  ['several at once', [{ query: '{ one }' }], {}, 400],
  ['what cannot be parsed', { query: '{ one' }, {}, 400],
  ['what is not in the schema', { query: '{ three }' }, {}, 400],
  ['a subscription', { query: 'subscription { one }' }, {}, 400],
  ['a subscription on a condition', { query: conditional, variables: { y: true } }, {}, 400],
  ['one that is never held', { query: 'subscription { one @include(if: false) }' }, {}, 400],
  ['a query beside it', { query: `query A { one } ${conditional}`, operationName: 'A' }, {}, 400],
  ['introspection, which is off', { query: '{ __schema { description } }' }, {}, 400],
  ['the newer content type', { query: '{ one }' }, newer, 200],
  ['an error in the newer content type', { query: two, operationName: 'B' }, newer, 400],
  [
    'a mutation that is sent as text',
    { query: 'mutation { set(to: 1) }' },
    { 'content-type': 'text/plain' },
    400,
  ],
  [
    'a mutation that is sent as nothing',
    { query: 'mutation { set(to: 1) }' },
    { 'content-type': undefined },
    400,
  ],
  ['a content type that there is not', { query: '{ one }' }, html, 406],
] as const)(
  'is answered as Apollo answers it, also when Apollo has seen it before: %s',
  async (_, body, headers, status) => {
    const execute: Execute = (args) => interpret({ ...args, rootValue: { one: 1, other: 2, set: 3 } });
    const first = await openOperations({ schema, execute }).then((ask) => ask(body, headers));
    expect(first.status).toBe(status);
    const ask = await openOperations({ schema, execute });
    await ask({ query: '{ one }' }, { ...headers, 'content-type': 'application/json' });
    expect(await ask(body, headers)).toEqual(first);
    expect(await ask(body, headers)).toEqual(first);
  },
);

test.each(['text/plain', 'application/x-www-form-urlencoded', undefined])(
  'a mutation that was sent as JSON before is refused all the same when it is sent as %s',
  async (contentType) => {
    const execute = vi.fn<Execute>((args) => interpret({ ...args, rootValue: { set: 3 } }));
    const ask = await openOperations({ schema, execute });
    const query = 'mutation { set(to: 1) }';
    for (let times = 0; times < 2; times += 1) expect((await ask({ query })).status).toBe(200);
    expect((await ask({ query }, { 'content-type': contentType })).status).toBe(400);
    expect(execute).toHaveBeenCalledTimes(2);
  },
);

test('what is beyond our limits is refused under our own code before Apollo validates it', async () => {
  const byHttp = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  onTestFinished(() => byHttp.mockRestore());
  const ask = await openOperations();
  for (const query of [`{ ${'one '.repeat(500)} }`, `{ ${'nothing '.repeat(500)} }`]) {
    const { status, answer } = await ask({ query });
    expect(status).toBe(400);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
  }
  expect(byHttp).not.toHaveBeenCalled();
});

test('nothing is executed with many variables of which one is wrong, though the text is known', async () => {
  const execute = vi.fn<Execute>(interpret);
  const ask = await openOperations({ schema, execute });
  await ask({ query: manyThings });
  await ask({ query: manyThings });
  execute.mockClear();
  for (const of of [Array(5_001).fill(null), Array(3_000).fill('x')]) {
    const { status, answer } = await ask({ query: manyThings, variables: { of } });
    expect([status, answer.errors.length]).toEqual([400, 1]);
  }
  expect(execute).not.toHaveBeenCalled();
});

test('a known text is measured with the variables of each who asks', async () => {
  const thing = 'many(first: Int): [Thing!]';
  const ask = await openOperations({
    schema: `type Query { ${thing} } type Thing { ${thing} one: Int }`,
    execute: (args) => interpret({ ...args, rootValue: { many: [] } }),
  });
  const many = (below: string) => `many(first: $n) { ${below} }`;
  const query = `query ($n: Int) { ${many(many(many(many('one'))))} }`;
  const statuses: number[] = [];
  for (const n of [2, 2, 100, 2, 100]) statuses.push((await ask({ query, variables: { n } })).status);
  expect(statuses).toEqual([200, 200, 400, 200, 400]);
});
