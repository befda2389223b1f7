import pg from 'pg';
import { parameters, parserOf, statementName } from './database.js';

/** One of several statements that are sent together. */
export interface BatchStatement {
  text: string;
  values?: readonly unknown[];
  /** Given every row once the whole batch has succeeded; without it the statement must not return any. */
  take?(row: Record<string, unknown>): void;
}

/**
 * Sends prepared statements with one Sync behind them: one write, one answer, and PostgreSQL skips what follows a failure.
 * The driver's own pipeline syncs after each statement, which makes both sides wake up for every one of them.
 * Gives the command tags, in order; throws the first failure when nothing of the batch is on its way any more.
 */
export function sendBatch(client: pg.PoolClient, statements: readonly BatchStatement[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const batch = new Batch(statements, (error, tags) => {
      if (error) reject(error);
      else resolve(tags ?? []);
    });
    client.query(batch);
  });
}

/** What a connection has prepared; of names in doubt nobody knows, because the batch that prepared them failed. */
interface Prepared {
  names: Set<string>;
  inDoubt: Set<string>;
}

const preparedBy = new WeakMap<pg.Connection, Prepared>();

function preparedOf(connection: pg.Connection): Prepared {
  const known = preparedBy.get(connection) ?? { names: new Set(), inDoubt: new Set() };
  preparedBy.set(connection, known);
  return known;
}

interface Column {
  name: string;
  dataTypeID: number;
}

/** What came of one statement, as text. */
interface Answer {
  columns: readonly Column[];
  rows: (readonly (string | null)[])[];
}

function rowsOf({ columns, rows }: Answer = { columns: [], rows: [] }): Record<string, unknown>[] {
  const readers = columns.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  return rows.map((fields) => {
    const row: Record<string, unknown> = {};
    let at = 0;
    for (const { name, parse } of readers) {
      const text = fields[at] ?? null;
      row[name] = text === null ? null : parse(text);
      at += 1;
    }
    return row;
  });
}

/** The driver's side of a batch: it calls the handlers below as PostgreSQL answers. */
export class Batch implements pg.Submittable {
  #at = 0;
  readonly #tags: string[] = [];
  readonly #answers: Answer[];
  readonly #preparing: string[] = [];
  #prepared: Prepared | null = null;

  constructor(
    readonly statements: readonly BatchStatement[],
    readonly done: (error: Error | null, tags?: string[]) => void,
  ) {
    this.#answers = statements.map(() => ({ columns: [], rows: [] }));
  }

  submit(connection: pg.Connection): void {
    const prepared = preparedOf(connection);
    this.#prepared = prepared;
    connection.stream.cork();
    try {
      for (const one of this.statements) {
        const { text, values = [] } = one;
        const name = statementName(text);
        if (prepared.inDoubt.delete(name)) connection.close({ type: 'S', name }, true);
        if (!prepared.names.has(name) && !this.#preparing.includes(name)) {
          connection.parse({ name, text, types: [] }, true);
          this.#preparing.push(name);
        }
        connection.bind({ statement: name, values: parameters(text, values) }, true);
        if (one.take !== undefined) connection.describe({ type: 'P', name: '' }, true);
        connection.execute({}, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
  }

  handleRowDescription({ fields }: { fields: readonly Column[] }): void {
    const answer = this.#answers[this.#at];
    if (answer !== undefined) answer.columns = fields;
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    this.#answers[this.#at]?.rows.push(fields);
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#tags.push(text);
    this.#at += 1;
  }

  handleEmptyQuery(): void {
    this.#at += 1;
  }

  handleError(error: Error, connection: pg.Connection): void {
    for (const name of this.#preparing) this.#prepared?.inDoubt.add(name);
    // Not PostgreSQL's word: whatever still came would be taken for the answer to something else.
    if (!(error instanceof pg.DatabaseError)) connection.stream.destroy();
    this.done(error);
  }

  handleReadyForQuery(): void {
    for (const name of this.#preparing) this.#prepared?.names.add(name);
    try {
      for (const [at, one] of this.statements.entries()) {
        if (one.take !== undefined) for (const row of rowsOf(this.#answers[at])) one.take(row);
      }
    } catch (error) {
      this.done(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.done(null, this.#tags);
  }
}
