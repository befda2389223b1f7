import 'reflect-metadata';
import { expect, test } from 'vitest';
import { stockState } from './stock.types.js';

const now = new Date('2026-11-22T04:00:00Z');
const batch = { size: 10, period: 'month', taken: 4, startedOn: '2026-11-01' } as const;

test.each([
  [3, 3],
  [500, 6],
  [null, 6],
])('of a batch with 6 to go and %s on hand, %i can still be had', (onHand, left) => {
  const variantId = '01936f3a-0000-7000-8000-000000000001';
  const state = stockState({ variantId, version: 1, onHand, batch }, now, 'UTC');
  expect(state).toMatchObject({ available: left, batch: { left } });
});
