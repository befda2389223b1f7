import { describe, expect, test } from 'vitest';
import { binaryArray, binaryParameters } from './binary-array.js';

describe('a parameter', () => {
  test('is sent in the form of the database where the statement says what its elements are', () => {
    const text =
      'SELECT * FROM unnest($2::uuid[], $1::text[], $4::bigint[], $10::int[]) WHERE n = ANY($2::uuid[])';
    expect([...binaryParameters(text)]).toEqual([
      undefined,
      'uuid',
      undefined,
      'bigint',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'int',
    ]);
  });

  test('is text where the statement calls it by two names', () => {
    expect(binaryParameters('SELECT $1::text[], $1::uuid[], $2::uuid[], $2::uuid[]')).toEqual([
      undefined,
      'uuid',
    ]);
    expect(binaryParameters('SELECT $1::uuid')).toEqual([undefined]);
    expect(binaryParameters('COMMIT')).toEqual([]);
  });
});

describe('a uuid', () => {
  test('is the same with hyphens and without', () => {
    const [hyphens, digits] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5dac96774bbcceb302099a8057'];
    expect(binaryArray('uuid', [digits])).toEqual(binaryArray('uuid', [hyphens]));
  });
});

describe('an array that holds something else', () => {
  test.each([
    ['uuid', 'not a uuid'],
    ['uuid', '01234567-89ab-cdef-0123-456789abcdeg'],
    ['uuid', '01234567-89ab-cdef-0123-456789abcde积'],
    ['uuid', '01890a5dXac96Y774bZbcceWb302099a8057'],
    ['uuid', '0123456789abcdef0123456789abcdef0123'],
    ['uuid', '0123456789abcdef0123456789abcdeg'],
    ['uuid', '01234567-89ab-cdef-0123-456789ab'],
    ['uuid', ''],
    ['uuid', 7],
    ['bigint', 1.5],
    ['bigint', 2 ** 53],
    ['bigint', '7'],
    ['int', 2 ** 31],
    ['int', 0.5],
    ['date', '2026-11-25'],
  ])('goes as text: %s of %s', (type, value) => {
    expect(binaryArray(type, [value])).toBeNull();
    expect(binaryArray(type, [null, value])).toBeNull();
  });
});
