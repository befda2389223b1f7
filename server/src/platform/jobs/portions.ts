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
}

/**
 * Goes over everything that is due, a portion at a time, so that members' commands find room between. A row that fails
 * holds up no other: it stays due, and the failures are told together at the end. Gives how many rows were dealt with.
 */
export async function inPortions<Row>({ read, idOf, work }: DueWork<Row>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for await (const rows of portionsOf(portion, { read, idOf })) {
    for (const outcome of await Promise.allSettled(rows.map((row) => work(row)))) {
      if (outcome.status === 'rejected') failures.push(outcome.reason);
      else if (outcome.value) done += 1;
    }
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
