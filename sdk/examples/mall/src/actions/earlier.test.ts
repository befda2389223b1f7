import { expect, test } from 'vitest';
import { Earlier } from './earlier.js';

test('what was read is there again for whoever read it, until something newer is, or it is gone', () => {
  const earlier = new Earlier<string>(() => 'guyu');
  expect(earlier.of('lamp')).toBeNull();
  const keep = earlier.keeper();
  keep('lamp', 'a lamp');
  keep('lamp', 'a better lamp');
  expect(earlier.of('lamp')).toBe('a better lamp');
  keep('lamp', null);
  expect(earlier.of('lamp')).toBeNull();
});

test('nobody is shown what another has read, nor is it there when the other comes back', () => {
  let reader = 'guyu';
  const earlier = new Earlier<string>(() => reader);
  earlier.keeper()('lamp', 'as guyu pays for it');
  reader = 'lizi';
  expect(earlier.of('lamp')).toBeNull();
  reader = 'guyu';
  expect(earlier.of('lamp')).toBeNull();
});

test('what comes late is for whoever asked, not for whoever reads by then', () => {
  let reader = 'guyu';
  const earlier = new Earlier<string>(() => reader);
  const keep = earlier.keeper();
  reader = 'lizi';
  keep('lamp', 'as guyu pays for it');
  expect(earlier.of('lamp')).toBeNull();
});

test('what the reader has changed is not there as it was', () => {
  const earlier = new Earlier<string>(() => 'guyu');
  earlier.keeper()('pool', 'without a pledge');
  earlier.forget('pool');
  expect(earlier.of('pool')).toBeNull();
});

test('what was read long ago makes room', () => {
  const earlier = new Earlier<number>(() => '');
  const keep = earlier.keeper();
  for (let nth = 0; nth <= 50; nth += 1) keep(String(nth), nth);
  expect([earlier.of('0'), earlier.of('1'), earlier.of('50')]).toEqual([null, 1, 50]);
});
