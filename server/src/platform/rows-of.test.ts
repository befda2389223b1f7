import { expect, test } from 'vitest';
import { rowsOf, saidOnce } from './rows-of.js';

test('names the columns, or numbers them where nobody names them', () => {
  expect(rowsOf('$1::uuid[], $2::int[]', 'id, left')).toBe(
    '(SELECT ($1::uuid[])[nth] AS id, ($2::int[])[nth] AS left FROM generate_series(1, cardinality($1::uuid[])) AS nth)',
  );
  expect(rowsOf('$1::uuid[], $2::int[]')).toContain('AS c1, ($2::int[])[nth] AS c2');
});

test('says which row it is only where that is asked for', () => {
  expect(rowsOf('$1::uuid[]', 'nth, id')).toMatch(/^\(SELECT nth, \(\$1::uuid\[\]\)\[nth\] AS id FROM/);
});

const of = (rows: number, value: (nth: number) => unknown) =>
  Array.from({ length: rows }, (_, nth) => value(nth));
const aList: unknown[] = [];
const table = `INSERT INTO t SELECT *, $4 FROM ${rowsOf('$1::uuid[], $2::text[], $3::bigint[]')} AS r`;

test('what is the same in every row becomes a value, what is not stays an array', () => {
  const statement = {
    text: table,
    values: [of(20, () => 'a'), of(20, () => 'CONFIRMED'), of(20, (nth) => nth), 'now'],
  };
  const said = saidOnce(statement);
  expect(said.text).toBe(table.replace('($2::text[])[nth]', '$2::text'));
  // The first array stays what it is, though it says the same everywhere: it says how many rows there are.
  expect(said.values).toEqual([statement.values[0], 'CONFIRMED', statement.values[2], 'now']);
});

test.each([
  ['few rows', 3, of(3, () => 'x')],
  ['nothing that is the same', 20, of(20, (nth) => `word ${nth}`)],
  ['lists, which would be taken for arrays', 20, of(20, () => aList)],
  ['a column that is too short, whose end is empty', 20, ['x']],
  ['equal things that are not the same', 20, of(20, () => ({ zh: '书', en: 'Book' }))],
])('a table is left as it is: %s', (_, rows, words) => {
  const counted = of(rows, (nth) => nth);
  const statement = { text: table, values: [counted, words, counted, 'now'] };
  expect(saidOnce(statement)).toBe(statement);
});

test('a parameter that is read in another way too stays an array', () => {
  const text = `INSERT INTO t SELECT r.*, $2::int[] FROM ${rowsOf('$1::uuid[], $2::int[]')} AS r`;
  const statement = { text, values: [of(20, () => 'a'), of(20, () => 1)] };
  expect(saidOnce(statement)).toBe(statement);
});

test('what a statement compares with a table stays a column, or rows could be looked for by it alone', () => {
  const text = `UPDATE t SET n = c.n FROM ${rowsOf('$1::uuid[], $2::text[]', 'id, kind')} AS c WHERE t.id = c.id AND t.kind = c.kind`;
  const statement = { text, values: [of(20, (nth) => nth), of(20, () => 'points')] };
  expect(saidOnce(statement)).toBe(statement);
});

test('a statement is said in a limited number of forms, then in the one that fits best', () => {
  const arrays = Array.from({ length: 6 }, (_, at) => `$${at + 1}::int[]`).join(', ');
  const text = `INSERT INTO t SELECT * FROM ${rowsOf(arrays)} AS r`;
  const texts: string[] = [];
  // Each number says by its digits which of five columns are the same in every row.
  for (let form = 0; form < 32; form += 1) {
    const columns = of(5, (at) => of(20, (nth) => ((form >> at) % 2 === 0 ? nth : 7)));
    texts.push(saidOnce({ text, values: [of(20, (nth) => nth), ...columns] }).text);
  }
  // The first is the statement itself, sixteen more are prepared.
  expect(new Set(texts).size).toBe(17);
  expect(texts[31]).toBe(texts[15]);
});
