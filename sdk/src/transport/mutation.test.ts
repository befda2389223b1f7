import { afterEach, describe, expect, it, vi } from 'vitest';

import { keyed } from './mutation.js';

afterEach(() => void vi.unstubAllGlobals());

describe('an idempotency key', () => {
  it('is made in a page that came by plain http, too, which has no `randomUUID`', () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const keys = [keyed({}), keyed({})].map(({ idempotencyKey }) => idempotencyKey);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys).size).toBe(2);
  });
});
