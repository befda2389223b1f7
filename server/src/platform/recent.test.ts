import { expect, test } from 'vitest';
import { Recent } from './recent.js';

function filled(...keys: string[]): Recent<string, string> {
  const recent = new Recent<string, string>(3);
  for (const key of keys) recent.set(key, `value of ${key}`);
  return recent;
}
const kept = (recent: Recent<string, string>, ...keys: string[]) =>
  keys.filter((key) => recent.peek(key) !== undefined);

test('what was set longest ago is forgotten first', () => {
  expect(kept(filled('a', 'b', 'c', 'd'), 'a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd']);
});

test('what was used or set again is kept longer, what was only looked at is not', () => {
  const recent = filled('a', 'b', 'c');
  expect(recent.get('a')).toBe('value of a');
  recent.peek('b');
  recent.set('c', 'another value');
  recent.set('d', 'new');
  expect(kept(recent, 'a', 'b', 'c', 'd')).toEqual(['a', 'c', 'd']);
  expect(recent.get('c')).toBe('another value');
});

test('what is used again and again is kept, though it stood last for a while', () => {
  const recent = filled('a', 'b');
  for (const key of ['c', 'd', 'e']) {
    expect(recent.get('b')).toBe('value of b');
    recent.set(key, key);
  }
  expect(kept(recent, 'a', 'b', 'c', 'd', 'e')).toEqual(['b', 'd', 'e']);
});

test('no more is kept than may be weighed, and nothing that is too heavy by itself', () => {
  const recent = new Recent<string, number>(10, { of: (_, value) => value, most: 100 });
  for (const [key, weight] of [
    ['a', 60],
    ['b', 30],
    ['c', 40],
    ['b', 50],
  ] as const)
    recent.set(key, weight);
  expect(['a', 'b', 'c'].map((key) => recent.peek(key))).toEqual([undefined, 50, 40]);
  recent.set('d', 101);
  expect(['b', 'c', 'd'].map((key) => recent.peek(key))).toEqual([undefined, undefined, undefined]);
  recent.set('e', 100);
  expect(recent.get('e')).toBe(100);
});
