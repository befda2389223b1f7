import { failedTogether } from './failures.js';

const portion = 200;
/** Sorts before every uuid that was ever made. */
const beginning = '00000000-0000-0000-0000-000000000000';

interface Walk<Row> {
  /** Rows in the order of their ids, behind one of them. */
  read: (behind: string, limit: number) => Promise<Row[]>;
  idOf: (row: Row) => string;
}

/** All rows there are, so many at a time; each portion is read when the one before has been dealt with. */
export async function* portionsOf<Row>(size: number, { read, idOf }: Walk<Row>): AsyncGenerator<Row[]> {
  let behind = beginning;
  for (;;) {
    const rows = await read(behind, size);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < size) return;
    behind = idOf(last);
  }
}

/** Of rows that are due. */
interface DueWork<Row> extends Walk<Row> {
  /** True when it did something; a row that somebody else dealt with meanwhile is none. */
  work: (row: Row) => Promise<boolean>;
  /** Asked before every portion but the first; on a no, what is left stays due for the next run. */
  goesOn?: () => boolean;
}

/**
 * Goes over everything that is due, a portion at a time, so that members' commands find room between. A row that fails
 * holds up no other: it stays due, and the failures are told together at the end. Gives how many rows were dealt with.
 */
export async function inPortions<Row>({ read, idOf, work, goesOn }: DueWork<Row>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for await (const rows of portionsOf(portion, { read, idOf })) {
    for (const outcome of await Promise.allSettled(rows.map((row) => work(row)))) {
      if (outcome.status === 'rejected') failures.push(outcome.reason);
      else if (outcome.value) done += 1;
    }
    if (goesOn?.() === false) break;
  }
  if (failures.length > 0) throw failedTogether(failures, 'of the rows that are due');
  return done;
}
