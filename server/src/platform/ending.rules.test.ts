import { describe, expect, it } from 'vitest';
import { changedVersion, versionNow } from './ending.rules.js';

const end = new Date('2026-12-01T00:00:00Z');
const before = new Date(end.getTime() - 1);
const open = { state: 'open', endsAt: end, version: 7 };

describe('a version', () => {
  it('is one higher where the clock has closed what is written as open', () => {
    expect(versionNow(open, before)).toBe(7);
    expect(versionNow(open, end)).toBe(8);
    expect(versionNow({ ...open, state: 'closed' }, end)).toBe(7);
    expect(versionNow({ ...open, endsAt: null }, end)).toBe(7);
  });

  it('of what has changed is never one under which the clock closed it before', () => {
    expect(changedVersion(open)).toBe(9);
    expect(changedVersion({ ...open, endsAt: null })).toBe(8);
    expect(changedVersion({ ...open, state: 'closed' })).toBe(8);
  });
});
