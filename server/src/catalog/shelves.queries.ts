import type { Queryable } from '../platform/database.js';
import type { CategoryRow, ZoneRow } from './rewards.queries.js';

/** The zones of a program in the order in which the mall shows them; without a number, all. */
export function zonesOf(
  database: Queryable,
  programId: string,
  most: number | null = null,
): Promise<ZoneRow[]> {
  return database.query<ZoneRow>(
    'SELECT id, key, title, description, tier, position FROM zone WHERE program_id = $1 ORDER BY position, id LIMIT $2',
    [programId, most],
  );
}

export function categoriesOf(database: Queryable, programId: string): Promise<CategoryRow[]> {
  return database.query<CategoryRow>(
    'SELECT id, key, title, position FROM category WHERE program_id = $1 ORDER BY position, id',
    [programId],
  );
}

export function zonesById(
  database: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<ZoneRow[]> {
  return database.query<ZoneRow>(
    'SELECT id, key, title, description, tier, position FROM zone WHERE program_id = $1 AND id = ANY($2::uuid[])',
    [programId, ids],
  );
}

export function categoriesById(
  database: Queryable,
  programId: string,
  ids: readonly string[],
): Promise<CategoryRow[]> {
  return database.query<CategoryRow>(
    'SELECT id, key, title, position FROM category WHERE program_id = $1 AND id = ANY($2::uuid[])',
    [programId, ids],
  );
}
