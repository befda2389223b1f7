import { encodeId, type IdPrefix } from '@jifen/server/platform/ids.js';
import { requestContext } from '@jifen/server/graphql/context.js';
import { parseRules } from '@jifen/server/program/rules.js';
import { composedSchemas } from '@jifen/server/schemas.js';
import { graphql } from 'graphql';
import { expect, it } from 'vitest';

const uuid = '0199a5d8-0000-7000-8000-000000000000';
const { storefront: schema } = composedSchemas();

/** A member of a mall whose database says nothing but that it is gone. */
const member = requestContext({
  program: {
    id: uuid,
    handle: 'mall',
    name: { zh: '商城', en: 'Mall' },
    defaultLanguage: 'en',
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    rules: parseRules({}),
  },
  access: { kind: 'publishable', keyId: null, scopes: [] },
  member: { id: uuid, tokenExpiresAt: new Date('2100-01-01T00:00:00Z') },
  language: 'en',
  now: new Date('2026-11-22T08:00:00Z'),
});

const kinds: IdPrefix[] = [
  'member',
  'reward',
  'variant',
  'zone',
  'category',
  'exchange',
  'purchase',
  'project',
  'donation',
  'news',
  'pool',
  'pledge',
  'campaign',
  'candidate',
  'ballot',
  'notice',
];

it.each(kinds)('a %s that cannot be read is an error, and not taken for gone', async (kind) => {
  const answer = await graphql({
    schema,
    source: 'query ($id: ID!) { node(id: $id) { id } }',
    variableValues: { id: encodeId(kind, uuid) },
    contextValue: member,
  });
  expect(answer.errors?.map(({ path }) => path)).toEqual([['node']]);
});
