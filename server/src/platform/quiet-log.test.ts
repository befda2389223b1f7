import { expect, test } from 'vitest';
import { quietLog } from './quiet-log.js';

test('a line that is said again and again is written once in half a minute, and then how often it was said', () => {
  const written: string[] = [];
  let now = 0;
  const log = quietLog(
    (text) => written.push(text),
    () => now,
  );
  for (let nth = 0; nth < 4; nth += 1) log('away');
  log('something else');
  now = 30_000;
  log('away');
  now = 60_000;
  log('away');
  expect(written).toEqual(['away', 'something else', 'away (3 times more before)', 'away']);
});

test('many different lines are all written and soon forgotten', () => {
  const written: string[] = [];
  const log = quietLog(
    (text) => written.push(text),
    () => 0,
  );
  const lines = Array.from({ length: 1_001 }, (_, nth) => `line ${nth}`);
  for (const line of lines) log(line);
  log('line 1000');
  log('line 0');
  expect(written).toEqual([...lines, 'line 0']);
});
