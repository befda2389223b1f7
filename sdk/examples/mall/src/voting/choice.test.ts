import { expect, test } from 'vitest';
import { chosenBefore, pointsToPut } from './choice.js';

test('a member who said they would exchange none finds none, and can save nothing they did not choose', () => {
  expect(chosenBefore({ candidateId: 'a', quantity: 0, spent: 0 })).toEqual({
    candidateId: 'a',
    quantity: 0,
  });
  expect(chosenBefore({ candidateId: 'a', quantity: 3, spent: 250 })).toEqual({
    candidateId: 'a',
    quantity: 3,
    points: 250,
  });
  expect(chosenBefore(null)).toEqual({});
});

test('a member with fewer points than a step puts in what they have, and nobody less than before', () => {
  expect(pointsToPut(100, 0, 40)).toBe(40);
  expect(pointsToPut(100, 0, 500)).toBe(100);
  expect(pointsToPut(100, 250, 10)).toBe(250);
  expect(pointsToPut(350, 250, 30)).toBe(280);
  expect(pointsToPut(100, 0, 0)).toBe(1);
});
