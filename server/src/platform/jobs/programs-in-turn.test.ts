import { expect, it } from 'vitest';
import { programsInTurn } from './programs-in-turn.js';

it('a program that fails holds up no other, and is told of at the end', async () => {
  const done: string[] = [];
  const work = (program: string): Promise<number> => {
    if (program === 'broken') return Promise.reject(new Error('Rules that cannot be read.'));
    done.push(program);
    return Promise.resolve(2);
  };
  await expect(programsInTurn(['one', 'broken', 'two'], work)).rejects.toThrow(
    /1 of 3 programs failed.*Rules that cannot be read/,
  );
  expect(done).toEqual(['one', 'two']);
  expect(await programsInTurn(['one', 'two'], work)).toBe(4);
});
