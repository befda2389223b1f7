import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { bar, openProgress } from './progress.js';

function written(isTTY: boolean, steps: number[]): string {
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 60 });
  let text = '';
  output.on('data', (piece: string) => (text += piece));
  const progress = openProgress(output, 1_000);
  for (const done of steps) progress.report(done, `${done} bytes`);
  progress.end();
  return text;
}

it('a bar grows with what is done', () => {
  expect(bar(0)).toBe(`${'░'.repeat(30)}   0%`);
  expect(bar(0.5)).toBe(`${'█'.repeat(15)}${'░'.repeat(15)}  50%`);
  expect(bar(1)).toBe(`${'█'.repeat(30)} 100%`);
});

it('a terminal shows one line that moves and fits its width', () => {
  const text = written(true, [250, 1_000]);
  expect(text.split('\r')).toHaveLength(3);
  expect(text).toContain('100%  1000 bytes');
  expect(text.split('\n')).toHaveLength(2);
});

it('elsewhere a plain line is written for every tenth, and the end is told once', () => {
  const text = written(false, [10, 120, 130, 990, 1_000, 1_000]);
  expect(text).toBe('12%  120 bytes\n99%  990 bytes\n100%  1000 bytes\n');
});
