import { describe, expect, test } from 'vitest';
import { arrayLiteral } from './array-literal.js';

describe('an array as PostgreSQL reads it', () => {
  test('plain values stand as they are', () => {
    expect(arrayLiteral(['018f-ab', 'points', 12, true])).toBe('{018f-ab,points,12,true}');
    expect(arrayLiteral([])).toBe('{}');
  });

  test('nothing is NULL, and the word is not nothing', () => {
    expect(arrayLiteral([null, undefined, 'NULL', 'null'])).toBe('{NULL,NULL,"NULL","null"}');
  });

  test('an empty text is a value, wherever it stands', () => {
    expect(arrayLiteral([''])).toBe('{""}');
    expect(arrayLiteral(['', 'a', ''])).toBe('{"",a,""}');
  });

  test('quotes, backslashes and everything else that means something in an array are quoted', () => {
    expect(arrayLiteral(['a"b\\c', 'a,b', '{}', ' x ', '积分'])).toBe(
      '{"a\\"b\\\\c","a,b","{}"," x ","积分"}',
    );
  });

  test('what is frozen is written as before, what is not as it is now', () => {
    const frozen = Object.freeze({ zh: '茶', en: 'tea' });
    expect(arrayLiteral([frozen, frozen])).toBe(arrayLiteral([{ ...frozen }, { ...frozen }]));
    const open = { points: 1 };
    const before = arrayLiteral([open]);
    open.points = 2;
    expect(arrayLiteral([open])).not.toBe(before);
  });

  test('JSON is text, bytes are hexadecimal, moments are in UTC', () => {
    expect(arrayLiteral([{ a: 'b' }])).toBe('{"{\\"a\\":\\"b\\"}"}');
    expect(arrayLiteral([Buffer.from([0, 255])])).toBe('{"\\\\x00ff"}');
    expect(arrayLiteral([new Date('2026-11-22T04:00:00.5Z')])).toBe('{"2026-11-22T04:00:00.500Z"}');
  });
});
