import { describe, expect, test } from 'vitest';
import { AnswerCache } from './answer-cache.js';

const noon = new Date('2026-11-22T04:00:00Z');
const json = (body: string) => ({ contentType: 'application/json', body });
const later = (ms: number) => new Date(noon.getTime() + ms);

describe('the answer cache', () => {
  test('makes an answer once for everybody who asks within a second', async () => {
    const cache = new AnswerCache();
    let made = 0;
    const make = async () => json(`answer ${(made += 1)}`);
    const answers = await Promise.all([cache.get('a', noon, make), cache.get('a', noon, make)]);
    expect(answers.map((answer) => answer?.body)).toEqual(['answer 1', 'answer 1']);
    expect((await cache.get('a', later(999), make))?.body).toBe('answer 1');
    expect((await cache.get('a', later(1_000), make))?.body).toBe('answer 2');
  });

  test('forgets everything when something was committed', async () => {
    const cache = new AnswerCache();
    await cache.get('a', noon, async () => json('old'));
    cache.clear();
    expect((await cache.get('a', noon, async () => json('new')))?.body).toBe('new');
  });

  test('does not keep what was begun before a commit and finished after it', async () => {
    const cache = new AnswerCache();
    let finish = (_made: { contentType: string; body: string }) => {};
    const slow = cache.get('a', noon, () => new Promise((done) => (finish = done)));
    cache.clear();
    const fresh = cache.get('a', noon, async () => json('after'));
    finish(json('before'));
    expect((await slow)?.body).toBe('before');
    expect((await fresh)?.body).toBe('after');
    expect((await cache.get('a', noon, async () => json('again')))?.body).toBe('after');
  });

  test('keeps no answer that must not be kept', async () => {
    const cache = new AnswerCache();
    expect(await cache.get('a', noon, async () => null)).toBeNull();
    expect((await cache.get('a', noon, async () => json('fine')))?.body).toBe('fine');
  });

  test('says that it will rely on being told of changes before it reads, not when it has an answer', async () => {
    const steps: string[] = [];
    const cache = new AnswerCache(() => steps.push('relies'));
    const ask = () => cache.get('a', noon, async () => (steps.push('reads'), json('fine')));
    await Promise.all([ask(), ask()]);
    await ask();
    expect(steps).toEqual(['relies', 'reads']);
  });

  test('keeps answers again once it was emptied because there were too many', async () => {
    const cache = new AnswerCache();
    const long = 'x'.repeat(1_000_000);
    for (let nth = 0; nth < 20; nth += 1) await cache.get(`long ${nth}`, noon, async () => json(long));
    let made = 0;
    const make = async () => json(`answer ${(made += 1)}`);
    for (const key of ['a', 'b', 'a', 'b']) await cache.get(key, noon, make);
    expect(made).toBe(2);
  });

  test('gives different bodies different validators', async () => {
    const cache = new AnswerCache();
    const one = await cache.get('a', noon, async () => json('one'));
    const two = await cache.get('b', noon, async () => json('two'));
    expect(one?.etag).not.toBe(two?.etag);
  });
});
