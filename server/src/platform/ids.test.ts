import { TypeID } from 'typeid-js';
import { v4, v7, validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { decodeId, encodeId, firstIdOf, idSource, madeAt } from './ids.js';
import { systemRandom } from './random.js';

const uuids = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '0193ABCD-EF01-7234-89AB-CDEF01234567',
  ...Array.from({ length: 200 }, (_, nth) => (nth % 2 === 0 ? v4() : v7())),
];

test('a public id is the TypeID of its uuid and leads back to it', () => {
  for (const uuid of uuids) {
    const id = encodeId('reward', uuid);
    expect(id).toBe(TypeID.fromUUID('reward', uuid).toString());
    expect(decodeId('reward', id)).toBe(uuid.toLowerCase());
  }
});

test('an id of another kind or a malformed one leads nowhere', () => {
  const id = encodeId('reward', v7());
  expect(decodeId('variant', id)).toBeNull();
  expect(decodeId('reward', id.slice(1))).toBeNull();
  for (const malformed of ['', '_', 'reward', 'reward_', id.slice(0, -1), `${id}0`, id.replace('_', '-')]) {
    expect(decodeId('reward', malformed)).toBeNull();
  }
  for (const nodigit of ['i', 'l', 'o', 'u', 'A', 'é', ' ']) {
    expect(decodeId('reward', `${id.slice(0, -1)}${nodigit}`)).toBeNull();
  }
});

test('what is more than a uuid can hold is no id', () => {
  expect(decodeId('reward', `reward_7${'z'.repeat(25)}`)).toBe('ffffffff-ffff-ffff-ffff-ffffffffffff');
  expect(decodeId('reward', `reward_8${'0'.repeat(25)}`)).toBeNull();
});

test('new ids are uuids of version 7, each after the one before, whenever they are made', () => {
  let now = new Date('2026-11-26T18:00:00Z');
  const newId = idSource({ now: () => now }, systemRandom);
  const first = newId();
  const made = [first, ...Array.from({ length: 999 }, () => newId())];
  now = new Date(now.getTime() + 1);
  made.push(newId());
  for (const id of made) expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  expect(Number.parseInt(first.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime() - 1);
});

test('the first id of a moment sorts between those that were made before it and those made since', () => {
  const moment = new Date('2026-11-26T18:00:00Z');
  let now = moment;
  const newId = idSource({ now: () => now }, systemRandom);
  now = new Date(moment.getTime() - 1);
  const before = newId();
  now = moment;
  expect([newId(), before, firstIdOf(moment)].toSorted()).toEqual([
    before,
    firstIdOf(moment),
    expect.any(String),
  ]);
  expect(firstIdOf(new Date(-1))).toBe(firstIdOf(new Date(0)));
  expect([before, newId()].map(madeAt)).toEqual([new Date(moment.getTime() - 1), moment]);
});
