import { expect, test } from 'vitest';
import { Asking } from './asking.js';

test('of answers that overtake each other the one to the later asking counts', () => {
  const asking = new Asking();
  const [first, second] = [asking.begin(), asking.begin()];
  expect([first.isLast(), second.isLast()]).toEqual([false, true]);
  expect([second.heard(), first.heard()]).toEqual([true, false]);
});

test('an answer to an earlier asking of the same counts until a later one has come', () => {
  const asking = new Asking();
  const [first, second] = [asking.begin('tea'), asking.begin('tea')];
  expect([first.heard(), second.heard()]).toEqual([true, true]);
});

test('an answer about something else than what was asked last does not count', () => {
  const asking = new Asking();
  const [tea, coffee] = [asking.begin('tea'), asking.begin('coffee')];
  expect([tea.heard(), coffee.heard()]).toEqual([false, true]);
});

test('no answer on its way counts once something newer is known', () => {
  const asking = new Asking();
  const [asked, isStill] = [asking.begin(), asking.watch()];
  asking.overtake();
  expect([asked.isLast(), isStill(), asked.heard()]).toEqual([false, false, false]);
  expect(asking.begin().heard()).toBe(true);
});
