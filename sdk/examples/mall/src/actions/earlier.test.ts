import { expect, test } from 'vitest';
import { Earlier } from './earlier.js';

test('what was read is there again for whoever read it, until something newer is, or it is gone', () => {
  const earlier = new Earlier<string>(() => 'guyu');
  expect(earlier.of('lamp')).toBeNull();
  earlier.keep('lamp', 'a lamp');
  earlier.keep('lamp', 'a better lamp');
  expect(earlier.of('lamp')).toBe('a better lamp');
  earlier.keep('lamp', null);
  expect(earlier.of('lamp')).toBeNull();
});

test('nobody is shown what another has read, nor is it there when the other comes back', () => {
  let reader = 'guyu';
  const earlier = new Earlier<string>(() => reader);
  earlier.keep('lamp', 'as guyu pays for it');
  reader = 'lizi';
  expect(earlier.of('lamp')).toBeNull();
  reader = 'guyu';
  expect(earlier.of('lamp')).toBeNull();
});

test('what was read long ago makes room', () => {
  const earlier = new Earlier<number>(() => '');
  for (let nth = 0; nth <= 50; nth += 1) earlier.keep(String(nth), nth);
  expect([earlier.of('0'), earlier.of('1'), earlier.of('50')]).toEqual([null, 1, 50]);
});
