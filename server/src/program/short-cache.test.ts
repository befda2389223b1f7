import { describe, expect, it } from 'vitest';
import { ShortCache } from './short-cache.js';

describe('what is kept for a moment', () => {
  it('is read once for all who ask meanwhile, and not again until the moment is over', async () => {
    const cache = new ShortCache<string>(60_000, 10);
    let reads = 0;
    const read = async () => `read ${(reads += 1)}`;
    expect(await Promise.all([cache.get('key', read), cache.get('key', read)])).toEqual(['read 1', 'read 1']);
    expect(await cache.get('key', read)).toBe('read 1');
    const gone = new ShortCache<string>(0, 10);
    expect([await gone.get('key', read), await gone.get('key', read)]).toEqual(['read 2', 'read 3']);
  });

  it('is no failure: whoever asks after one reads again', async () => {
    const cache = new ShortCache<string>(60_000, 10);
    const fails = () => Promise.reject(new Error('The database is away.'));
    const answers = await Promise.allSettled([cache.get('key', fails), cache.get('key', fails)]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get('key', async () => 'there again')).toBe('there again');
  });

  it('is not that there is nothing: what is made a moment later is found', async () => {
    const cache = new ShortCache<string>(60_000, 10);
    expect(await cache.get('key', async () => null)).toBeNull();
    expect(await cache.get('key', async () => 'made')).toBe('made');
  });

  it('is forgotten when it is told to, also what is still being read', async () => {
    const cache = new ShortCache<string>(60_000, 10);
    let finish = (_value: string) => {};
    const slow = cache.get('key', () => new Promise((done) => (finish = done)));
    cache.clear();
    expect(await cache.get('key', async () => 'after')).toBe('after');
    finish('before');
    expect(await slow).toBe('before');
    expect(await cache.get('key', async () => 'again')).toBe('after');
  });
});
