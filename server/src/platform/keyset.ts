/**
 * Where a page goes on, in SQL that an index is asked along. A statement has one plan for all its values, and there `$2 IS NULL OR id < $2`
 * can only pass over rows that were read: a page deep in a list would read everything before it.
 */

/** Behind every uuid that was ever made. */
const last = "'ffffffff-ffff-ffff-ffff-ffffffffffff'";

/** Made before the one a placeholder names, by uuid; all when it is null. */
export function olderThan(id: string, placeholder: string): string {
  return `${id} < coalesce(${placeholder}::uuid, ${last})`;
}

/**
 * Of one program, $1, and made before the one $2 names; all when that is null. Said of both columns, it is a stretch of their index and of
 * no other: with `id < $2` alone the planner, which takes all programs for equally large, walks along the ids of every program to find
 * those of a small one.
 */
export function olderOfProgram(row: string): string {
  return `${row}.program_id = $1 AND (${row}.program_id, ${row}.id) < ($1::uuid, coalesce($2::uuid, ${last}))`;
}

/** Made after the one a placeholder names, by uuid; all when it is null. */
export function newerThan(id: string, placeholder: string): string {
  return `${id} > coalesce(${placeholder}::uuid, '00000000-0000-0000-0000-000000000000')`;
}

/** With a number, an `int`, below that of a placeholder; all when it is null. */
export function numberedBelow(number: string, placeholder: string): string {
  return `${number} < coalesce(${placeholder}::int, 2147483647)`;
}
