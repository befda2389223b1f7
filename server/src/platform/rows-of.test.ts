import { expect, test } from 'vitest';
import { rowsOf } from './rows-of.js';

test('names the columns, or numbers them where nobody names them', () => {
  expect(rowsOf('$1::uuid[], $2::int[]', 'id, left')).toBe(
    '(SELECT ($1::uuid[])[nth] AS id, ($2::int[])[nth] AS left FROM generate_series(1, cardinality($1::uuid[])) AS nth)',
  );
  expect(rowsOf('$1::uuid[], $2::int[]')).toContain('AS c1, ($2::int[])[nth] AS c2');
});

test('says which row it is only where that is asked for', () => {
  expect(rowsOf('$1::uuid[]', 'nth, id')).toMatch(/^\(SELECT nth, \(\$1::uuid\[\]\)\[nth\] AS id FROM/);
});
