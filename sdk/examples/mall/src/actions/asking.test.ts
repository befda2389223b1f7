import { expect, test } from 'vitest';
import { Asking } from './asking.js';

test('of answers that overtake each other only the one to the last asking counts', () => {
  const asking = new Asking();
  const first = asking.begin();
  expect(first()).toBe(true);
  const second = asking.begin();
  expect([first(), second()]).toEqual([false, true]);
  expect(second()).toBe(true);
});

test('no answer on its way counts once something newer is known', () => {
  const asking = new Asking();
  const isLast = asking.begin();
  asking.overtake();
  expect(isLast()).toBe(false);
  expect(asking.begin()()).toBe(true);
});
