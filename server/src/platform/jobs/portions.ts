const portion = 200;
/** Sorts before every uuid that was ever made. */
const beginning = '00000000-0000-0000-0000-000000000000';

export interface DueWork<Row> {
  /** Rows that are due, in the order of their ids, behind one of them. */
  read: (behind: string, limit: number) => Promise<Row[]>;
  idOf: (row: Row) => string;
  /** True when it did something; a row that somebody else dealt with meanwhile is none. */
  work: (row: Row) => Promise<boolean>;
}

/**
 * Goes over everything that is due, a portion at a time, so that members' commands find room between. A row that fails
 * holds up no other: it stays due, and the failures are told together at the end. Gives how many rows were dealt with.
 */
export async function inPortions<Row>({ read, idOf, work }: DueWork<Row>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  let behind = beginning;
  for (;;) {
    const rows = await read(behind, portion);
    for (const outcome of await Promise.allSettled(rows.map((row) => work(row)))) {
      if (outcome.status === 'rejected') failures.push(outcome.reason);
      else if (outcome.value) done += 1;
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < portion) break;
    behind = idOf(last);
  }
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `${failures.length} of the rows that are due failed, the first with: ${told(failures[0])}`,
    );
  return done;
}

/** With its stack: the queue tells nothing of an error but its message and the place where it was thrown. */
function told(failure: unknown): string {
  return failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
}
