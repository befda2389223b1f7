import { expect, test } from 'vitest';
import { counted, dayInWords, multipliedInWords, pointsInWords, spelled } from './spoken.rules.js';

test('large numbers are told in groups of three', () => {
  expect(spelled(1_234_567)).toBe('1,234,567');
  expect(pointsInWords(12_000)).toEqual({ zh: '12,000 积分', en: '12,000 points' });
});

test('one of a thing is told in the singular, none in the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'day', 'days'))).toEqual(['0 days', '1 day', '2 days']);
  expect(pointsInWords(1).en).toBe('1 point');
});

test('a calendar day is told as people read it, wherever the server stands', () => {
  expect(dayInWords('2026-11-22')).toEqual({ zh: '2026年11月22日', en: '22 November 2026' });
});

test('a multiplier is told as people say it', () => {
  const told = [1, 2, 3, 5].map((times) => multipliedInWords(times).en);
  expect(told).toEqual(['the usual points', 'double points', 'triple points', '5 times the points']);
  expect(multipliedInWords(2).zh).toBe('2 倍积分');
});
