import { describe, expect, it } from 'vitest';
import { isStorable } from './text.rules.js';

describe('a text', () => {
  it.each(['', 'SF-1', '生日快乐', 'a\nb', '😀', 'x'.repeat(200), '😀'.repeat(200)])(
    'can be kept: %j',
    (text) => {
      expect(isStorable(text, 200)).toBe(true);
    },
  );

  it.each(['a\0b', '\ud83d', 'x\ude00', 'x'.repeat(201), '😀'.repeat(201)])('cannot be kept: %j', (text) => {
    expect(isStorable(text, 200)).toBe(false);
  });
});
