/**
 * Where a page goes on, in SQL that an index is asked along. A statement has one plan for all its values, and there `$2 IS NULL OR id < $2`
 * can only pass over rows that were read: a page deep in a list would read everything before it.
 */

/** Before every uuid that was ever made. */
const first = "'00000000-0000-0000-0000-000000000000'";
/** Behind every uuid that was ever made. */
const last = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";

/** Made before the one a placeholder names, by uuid; all when it is null. */
export function olderThan(id: string, placeholder: string): string {
  return `${id} < coalesce(${placeholder}::uuid, ${last})`;
}

/**
 * Of one program, $1, and made before the one $2 names; all when that is null. In the order of `newestFirst` it is a stretch of the one index
 * that begins with the program, and of no other: with an equation and `id < $2` the planner, which takes all programs for equally large,
 * may walk along the ids of every program to find those of a small one.
 */
export function olderOfProgram(row: string): string {
  return `${row}.program_id >= $1 AND ${before(row)}`;
}

/**
 * The same where other indexes begin with the program too, and would be sorted as a whole: an equation, which reads the entries of that index
 * from its end, but no row of a page before.
 */
export function olderOfProgramAmongIndexes(row: string): string {
  return `${row}.program_id = $1 AND ${before(row)}`;
}

/** A time, as the ids between which lies what was made in it; null where it is open. */
export interface Within {
  from: string | null;
  until: string | null;
}

/** Made in a time, between the ids that $4 and $5 name, and before the one $2 names; all when they are null. */
export function olderWithin(id: string): string {
  return `${id} >= coalesce($4::uuid, ${first}) AND ${id} < coalesce(least($2::uuid, $5::uuid), ${last})`;
}

/** The same of one program, $1, as a stretch of the one index that begins with the program, in the order of `newestFirst`. */
export function olderOfProgramWithin(row: string): string {
  return stretch([`${row}.program_id`, `${row}.id`], ['$1::uuid']);
}

/** The same of those alone whose column, a text, is $6: a stretch of the index of column, program and id, in the order of `newestFirstOf`. */
export function olderOfProgramWithinOf(row: string, column: string): string {
  return stretch([`${row}.${column}`, `${row}.program_id`, `${row}.id`], ['$6::text', '$1::uuid']);
}

/** The same where the column is a uuid that only one program has, $6: a stretch of the index of column and id, in the order of `newestOf`. */
export function olderWithinOf(row: string, column: string): string {
  return stretch([`${row}.${column}`, `${row}.id`], ['$6::uuid']);
}

/** The order of that index alone. */
export function newestOf(row: string, column: string): string {
  return `${row}.${column} DESC, ${row}.id DESC`;
}

/** The order of that index alone, so that the planner takes no other and walks past what is of other texts. */
export function newestFirstOf(row: string, column: string): string {
  return `${row}.${column} DESC, ${newestFirst(row)}`;
}

function stretch(columns: readonly string[], of: readonly string[]): string {
  const [row, upTo] = [columns.join(', '), of.join(', ')];
  return `(${row}) >= (${upTo}, coalesce($4::uuid, ${first}))
    AND (${row}) < (${upTo}, coalesce(least($2::uuid, $5::uuid), ${last}))`;
}

function before(row: string): string {
  return `(${row}.program_id, ${row}.id) < ($1::uuid, coalesce($2::uuid, ${last}))`;
}

export function newestFirst(row: string): string {
  return `${row}.program_id DESC, ${row}.id DESC`;
}

/** Made after the one a placeholder names, by uuid; all when it is null. */
export function newerThan(id: string, placeholder: string): string {
  return `${id} > coalesce(${placeholder}::uuid, ${first})`;
}

/** With a number, an `int`, below that of a placeholder; all when it is null. */
export function numberedBelow(number: string, placeholder: string): string {
  return `${number} < coalesce(${placeholder}::int, 2147483647)`;
}
