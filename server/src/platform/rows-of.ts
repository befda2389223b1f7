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

/** An INSERT in which some columns are values. */
interface Form {
  columns: readonly number[];
  text: string;
}

/** What is known of a text: which of its columns may be values, and the forms in which it was said. */
interface Known {
  columns: readonly number[];
  forms: Form[];
}

const known = new Map<string, Known>();

/**
 * Says once what is the same in every row that is inserted from a table made by rowsOf. When a group of members exchanges the same reward,
 * two columns of three are: the program, the state, the reward and its title. A value costs next to nothing to write, to read, and to put into each row.
 */
export function saidOnce<S extends { text: string; values: readonly unknown[] }>(statement: S): S {
  const { text, values } = statement;
  const [first] = values;
  if (!Array.isArray(first) || first.length < fewestRows) return statement;
  let about = known.get(text);
  if (about === undefined) known.set(text, (about = { columns: columnsOf(text, values.length), forms: [] }));
  const same = about.columns.filter((at) => isSame(values[at], first.length));
  if (same.length === 0) return statement;
  const form = chooseForm(text, about.forms, same);
  if (form === null) return statement;
  const given = [...values];
  for (const at of form.columns) {
    const column = values[at];
    if (Array.isArray(column)) given[at] = column[0];
  }
  return { ...statement, text: form.text, values: given };
}

/** When there are enough forms, the one that says most of it once. */
function chooseForm(text: string, forms: Form[], same: readonly number[]): Form | null {
  const exact = forms.find(
    ({ columns }) => columns.length === same.length && columns.every((at, nth) => at === same[nth]),
  );
  if (exact !== undefined) return exact;
  if (forms.length < mostForms) {
    const form = { columns: same, text: same.reduce(asValue, text) };
    forms.push(form);
    return form;
  }
  const fitting = forms.filter(({ columns }) => columns.every((at) => same.includes(at)));
  return fitting.toSorted((a, b) => b.columns.length - a.columns.length)[0] ?? null;
}

/**
 * Only of an INSERT: a column that is compared with a table would become a condition of its own, and let PostgreSQL walk through all rows
 * that meet it. A parameter that the statement reads in any other way stays an array, so the first one does, which says how many rows there are.
 */
function columnsOf(text: string, parameters: number): number[] {
  if (!/^\s*INSERT\b/.test(text)) return [];
  return Array.from({ length: parameters }, (_, at) => at).filter((at) => {
    const uses = text.match(new RegExp(`\\$${at + 1}(?!\\d)`, 'g'));
    return uses?.length === text.match(columnAt(at))?.length;
  });
}

const columnAt = (at: number) => new RegExp(`\\(\\$${at + 1}::(\\w+)\\[\\]\\)\\[nth\\]`, 'g');

function asValue(text: string, at: number): string {
  return text.replace(columnAt(at), `$$${at + 1}::$1`);
}

function isSame(column: unknown, rows: number): boolean {
  if (!Array.isArray(column) || column.length !== rows) return false;
  const first: unknown = column[0];
  // A list is no value: it would be taken for an array of its own.
  return !Array.isArray(first) && column.every((value) => value === first);
}
