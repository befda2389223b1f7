import { describe, expect, it } from 'vitest';
import { limitLeft } from './limit.rules.js';

describe('what is left of a limit', () => {
  it('is the limit less what was used', () => expect(limitLeft(3, 1)).toBe(2));
  it('is never negative, though the limit was lowered after the uses', () => expect(limitLeft(1, 4)).toBe(0));
});
