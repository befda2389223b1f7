import 'reflect-metadata';
import { expect, it } from 'vitest';
import { encodeId } from '../platform/ids.js';
import { parseRules } from '../program/rules.js';
import { requestContext } from './context.js';
import { NodeRegistry } from './node.js';

const uuid = (last: number) => `0199a5d8-0000-7000-8000-00000000000${last}`;
const context = () =>
  requestContext({
    program: {
      id: uuid(0),
      handle: 'mall',
      name: { zh: '商城', en: 'Mall' },
      defaultLanguage: 'en',
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      rules: parseRules({}),
    },
    access: { kind: 'publishable', keyId: null, scopes: [] },
    member: null,
    language: 'en',
    now: new Date('2026-11-22T08:00:00Z'),
  });

it('what many things lead to at once is read in one go for each kind, and stays apart from another request', async () => {
  const registry = new NodeRegistry();
  const asked: (readonly string[])[] = [];
  for (const prefix of ['news', 'ballot'] as const) {
    registry.register(prefix, prefix, (uuids) => {
      asked.push(uuids);
      return Promise.resolve(new Map(uuids.filter((one) => one !== uuid(9)).map((one) => [one, { one }])));
    });
  }
  const ids = [1, 2, 9].flatMap((nth) => [encodeId('news', uuid(nth)), encodeId('ballot', uuid(nth))]);
  const one = context();
  const found = await Promise.all([...ids, ...ids].map((id) => registry.follow(id, one)));
  expect(found.slice(0, 6)).toEqual([
    { one: uuid(1) },
    { one: uuid(1) },
    { one: uuid(2) },
    { one: uuid(2) },
    null,
    null,
  ]);
  expect(asked).toEqual([
    [uuid(1), uuid(2), uuid(9)],
    [uuid(1), uuid(2), uuid(9)],
  ]);
  await registry.follow(encodeId('news', uuid(1)), context());
  expect(asked).toHaveLength(3);
});
