/**
 * A table made of array parameters, a column each, for statements that say something of many rows at once. The first array holds a
 * value for every row; the others may be null as a whole, which leaves their column empty.
 *
 * It is what `unnest(…)` with several arrays means, but unnest keeps every array as a table of its own before it joins
 * them row by row: for a row of twelve columns that took 13 µs, by subscripts it takes 5 (docs/performance.md). For groups, that is
 * for hundreds of rows: to find the nth text, or anything among nulls, an array is walked from its start.
 *
 * @param arrays as they would stand between the parentheses of unnest, for example `$1::uuid[], $2::bigint[]`
 * @param names of the columns, in the same order; where they are left out, only `*` can name them. With `nth` in front of them
 * each row says which it is, from 1
 */
export function rowsOf(arrays: string, names = ''): string {
  const columns = arrays.split(',').map((one) => one.trim());
  const called =
    names === '' ? columns.map((_, at) => `c${at + 1}`) : names.split(',').map((one) => one.trim());
  const numbered = called[0] === 'nth';
  if (numbered) called.shift();
  const [first = ''] = columns;
  const subscripts = columns.map((array, at) => `(${array})[nth] AS ${called[at] ?? ''}`);
  return `(SELECT ${numbered ? 'nth, ' : ''}${subscripts.join(', ')} FROM generate_series(1, cardinality(${first})) AS nth)`;
}
