import { expect, it } from 'vitest';
import { delistingAllowance } from './rotation.rules.js';

it.each([
  [0, 0],
  [1, 1],
  [3, 1],
  [10, 3],
  [11, 3],
  [60, 18],
])('of %i listed rewards one update may delist %i', (listed, allowed) => {
  expect(delistingAllowance(listed)).toBe(allowed);
});
