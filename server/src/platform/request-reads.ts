import type pg from 'pg';
import type { Database } from './database.js';
import { Overloaded } from './overloaded.js';

export interface ReadQueueOptions {
  /** A read that would wait longer for a connection is not worth beginning; default 1 s. */
  mostWaitMs?: number;
  now?: () => number;
}

/**
 * The database as requests see it: a read that would have to wait too long for one of the readers' connections is refused at
 * once. The wait is foretold from those who wait and how long connections have been held lately; when not one has
 * been given back for so long, the queue does not move at all.
 */
export function forRequests(database: Database, options: ReadQueueOptions = {}): Database {
  const { mostWaitMs = 1_000, now = () => performance.now() } = options;
  const { pool } = database;
  const held = new WeakMap<pg.PoolClient, number>();
  let movedAt = now();
  let heldMs = 1;
  pool.on('acquire', (client) => {
    movedAt = now();
    held.set(client, movedAt);
  });
  pool.on('release', (_error, client) => {
    movedAt = now();
    heldMs += (movedAt - (held.get(client) ?? movedAt) - heldMs) * 0.1;
  });

  async function admitted<T>(read: () => Promise<T>): Promise<T> {
    const foretold = (pool.waitingCount * heldMs) / pool.options.max;
    const stuck = pool.waitingCount > 0 && now() - movedAt > mostWaitMs;
    if (foretold > mostWaitMs || stuck) throw new Overloaded(Math.ceil(Math.max(foretold, mostWaitMs)));
    try {
      return await read();
    } catch (error) {
      // Waited all the same, and for nothing; while PostgreSQL answers, that is the crowd's doing.
      if (waitedTooLong(error) && database.answers()) throw new Overloaded(mostWaitMs);
      throw error;
    }
  }

  return {
    ...database,
    query: (text, values) => admitted(() => database.query(text, values)),
    transaction: (work) => admitted(() => database.transaction(work)),
  };
}

function waitedTooLong(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}
