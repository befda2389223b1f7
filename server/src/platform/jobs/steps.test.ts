import { expect, it } from 'vitest';
import { inSteps } from './steps.js';

it('a step that fails holds up none of those behind it, and is told of at the end', async () => {
  const done: string[] = [];
  const steps = [
    async () => done.push('first'),
    () => Promise.reject(new Error('A row that cannot be stored.')),
    async () => done.push('last'),
  ];
  await expect(inSteps(steps)).rejects.toThrow(/1 of 3 steps failed.*A row that cannot be stored/);
  expect(done).toEqual(['first', 'last']);
});
