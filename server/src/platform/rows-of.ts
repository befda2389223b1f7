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

/** In smaller tables nothing is gained, and one text more would have to be prepared. */
const fewestRows = 16;
/** Each is prepared on each connection. */
const mostForms = 16;

/** What is known of a statement: which columns may be a value instead of an array, and the texts in which some of them are. */
interface Forms {
  columns: readonly number[];
  texts: Map<string, string>;
}

const formsOf = new Map<string, Forms>();

/**
 * Says once what is the same in every row of a table made by rowsOf: of what a group of exchanges stores, two columns of three are (the
 * program, the state, the reward that everybody wants). A value costs next to nothing to write, to read, and to put into each row.
 */
export function saidOnce<S extends { text: string; values: readonly unknown[] }>(statement: S): S {
  const { text, values } = statement;
  const [first] = values;
  if (!Array.isArray(first) || first.length < fewestRows) return statement;
  const forms = formsOf.get(text) ?? formsIn(text, values.length);
  const same = forms.columns.filter((at) => isSame(values[at]));
  const key = same.join();
  const known = forms.texts.get(key);
  if (same.length === 0 || (known === undefined && forms.texts.size >= mostForms)) return statement;
  const said = known ?? same.reduce(asValue, text);
  if (known === undefined) forms.texts.set(key, said);
  const given = [...values];
  for (const at of same) given[at] = firstOf(values[at]);
  return { ...statement, text: said, values: given };
}

/** The first array says how many rows there are and stays one; so does what the statement reads in any other way. */
function formsIn(text: string, parameters: number): Forms {
  const columns = Array.from({ length: parameters }, (_, at) => at).filter((at) => {
    const uses = text.match(new RegExp(`\\$${at + 1}(?!\\d)`, 'g')) ?? [];
    return at > 0 && uses.length === text.match(columnAt(at))?.length;
  });
  const forms = { columns, texts: new Map<string, string>() };
  formsOf.set(text, forms);
  return forms;
}

const columnAt = (at: number) => new RegExp(`\\(\\$${at + 1}::(\\w+)\\[\\]\\)\\[nth\\]`, 'g');

function asValue(text: string, at: number): string {
  return text.replace(columnAt(at), `$$${at + 1}::$1`);
}

function isSame(column: unknown): boolean {
  if (!Array.isArray(column)) return false;
  const first: unknown = column[0];
  // A list is no value: it would be taken for an array of its own.
  return !Array.isArray(first) && column.every((value) => value === first);
}

function firstOf(column: unknown): unknown {
  return Array.isArray(column) ? column[0] : column;
}
