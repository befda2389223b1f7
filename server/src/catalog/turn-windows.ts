import type { Clock } from '../platform/clock.js';
import type { Database, Queryable } from '../platform/database.js';
import { programsInTurn } from '../platform/jobs/programs-in-turn.js';
import { newCatalogVersion } from './catalog-version.js';
import { feedVariants } from './feed-states.queries.js';
import { followWindows, lockStock, tellChanges, type Touched } from './tell-changes.js';
import { turned } from './window.rules.js';

export interface TurnParts {
  database: Database;
  clock: Clock;
  /** Called after each commit that others should hear of at once. */
  onCommit: () => void;
}

/** Those who change the catalog of the same mall wait so long at most. */
const portion = 500;
/** Of a variant, at $1. That most have no such moment is said, or a plan for any $1 takes a third of all for due and looks at each. */
const due = 'turns_at IS NOT NULL AND turns_at <= $1';

/**
 * Tells of every sale and price whose window has opened or closed since it was last told. What is due stands in the rows, so nothing is
 * missed while no process was there, and what one process has told is due for no other. Gives how many entries were written.
 */
export async function turnWindows({ database, clock, onCommit }: TurnParts): Promise<number> {
  const now = clock.now();
  const programs = await database.query<{ id: string }>(
    `SELECT DISTINCT program_id AS id FROM variant WHERE ${due} ORDER BY program_id`,
    [now],
  );
  return programsInTurn(programs, async ({ id }) => {
    const told = await turnWindowsOf(database, id, now);
    if (told > 0) onCommit();
    return told;
  });
}

/** The same for one mall, at once. */
export async function turnWindowsOf(database: Database, programId: string, now: Date): Promise<number> {
  // Mostly nothing is due, and then nobody is locked out.
  const [first] = await database.query(`SELECT FROM variant WHERE ${due} AND program_id = $2 LIMIT 1`, [
    now,
    programId,
  ]);
  let told = 0;
  for (let looked = first === undefined ? 0 : portion; looked === portion;) {
    const done = await database.transaction((client) => turnPortion(client, programId, now));
    told += done.told;
    looked = done.looked;
  }
  return told;
}

async function turnPortion(
  client: Queryable,
  programId: string,
  now: Date,
): Promise<{ looked: number; told: number }> {
  // The program first, as every change of a catalog does; its new version ends what is kept of these variants.
  const [program] = await client.query<{ timeZone: string }>(
    `UPDATE program SET ${newCatalogVersion} WHERE id = $1 RETURNING time_zone AS "timeZone"`,
    [programId],
  );
  // Asked behind that lock: what another process told meanwhile is due no more.
  const variantsDue = await client.query<{ id: string }>(
    `SELECT id FROM variant WHERE ${due} AND program_id = $2 ORDER BY turns_at, id LIMIT $3`,
    [now, programId, portion],
  );
  const ids = variantsDue.map(({ id }) => id).toSorted();
  if (program === undefined) return { looked: 0, told: 0 };
  await lockStock(client, ids);
  const telling = { program: { id: programId, timeZone: program.timeZone }, now };
  const variants = [...(await feedVariants(client, ids)).values()];
  const changed: Touched[] = [];
  const unchanged = variants.filter(({ variantId, windows, toldAt }) => {
    const kind = turned(windows, toldAt, now);
    if (kind !== null) changed.push({ variantId, kind });
    return kind === null;
  });
  await followWindows(client, telling, unchanged);
  await tellChanges(client, telling, changed);
  return { looked: ids.length, told: changed.length };
}
