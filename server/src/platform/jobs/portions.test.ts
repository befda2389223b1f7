import { describe, expect, test } from 'vitest';
import { inPortions } from './portions.js';

const ids = Array.from({ length: 450 }, (_, at) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`);
const read = async (behind: string, limit: number) => ids.filter((id) => id > behind).slice(0, limit);

describe('work that is due', () => {
  test('is dealt with row by row, each once, however many there are', async () => {
    const seen: string[] = [];
    const done = await inPortions({ read, idOf: (id) => id, work: async (id) => seen.push(id) > 0 });
    expect([done, seen]).toEqual([450, ids]);
  });

  test('is not held up by rows that fail, which are told at the end', async () => {
    const seen: string[] = [];
    const work = async (id: string) => {
      seen.push(id);
      if (seen.length <= 200) throw new Error('poison');
      return true;
    };
    await expect(inPortions({ read, idOf: (id) => id, work })).rejects.toThrow('200 of the rows');
    expect(seen).toEqual(ids);
  });

  test('is left for the next run from the portion on before which it is told to go on no more', async () => {
    const seen: string[] = [];
    const goesOn = () => seen.length < 400;
    const work = async (id: string) => seen.push(id) > 0;
    expect(await inPortions({ read, idOf: (id) => id, work, goesOn })).toBe(400);
    expect(seen).toEqual(ids.slice(0, 400));
  });

  test('counts only what was really done', async () => {
    expect(await inPortions({ read, idOf: (id) => id, work: async (id) => id === ids[7] })).toBe(1);
  });
});
