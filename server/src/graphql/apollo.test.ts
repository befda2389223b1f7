import 'reflect-metadata';
import { HeaderMap } from '@apollo/server';
import { buildSchema, GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openEndpoint } from './apollo.js';
import type { Execute } from './execute.js';

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()) }))
    .default([]),
});

async function ask(execute: Execute) {
  const lines: string[] = [];
  const schema = buildSchema('type Query { one: Int }');
  const apollo = await openEndpoint({
    schema,
    execute,
    introspection: false,
    log: (text) => lines.push(text),
  });
  const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      search: '',
      headers: new HeaderMap([['content-type', 'application/json']]),
      body: { query: '{ one }' },
    },
    // @ts-expect-error -- nothing in this schema asks who is there
    context: async () => ({}),
  });
  await apollo.stop();
  const text = body.kind === 'complete' ? body.string : '';
  const answer = answerShape.parse(JSON.parse(text));
  return { status, headers, answer, lines };
}

test('what the executor throws is told by its code, with what HTTP must know', async () => {
  const { status, headers, answer } = await ask(() => {
    throw Object.assign(new Error('full'), { retryAfterMs: 1_500 });
  });
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toBe('2');
  expect(answer.errors).toMatchObject([{ extensions: { code: 'OVERLOADED', retryAfterMs: 1_500 } }]);
});

test('a bug is nobody’s business, and its stack is logged under the number that the caller is told', async () => {
  const { status, answer, lines } = await ask(() => {
    throw new Error('the secret');
  });
  expect(status).toBe(500);
  const correlationId = z.string().parse(answer.errors[0]?.extensions['correlationId']);
  expect(JSON.stringify(answer)).not.toContain('the secret');
  expect(lines.filter((line) => line.includes(correlationId) && line.includes('the secret'))).toHaveLength(1);
});

test('an answer with data beside its errors is a success', async () => {
  const errors = [new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })];
  expect(await ask(() => ({ data: { one: null }, errors }))).toMatchObject({
    answer: { data: { one: null } },
  });
  expect((await ask(() => ({ data: { one: null }, errors }))).status ?? 200).toBe(200);
  expect((await ask(() => ({ data: null, errors }))).status).toBe(403);
});
