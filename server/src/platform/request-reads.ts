import type pg from 'pg';
import type { Database } from './database.js';
import { Overloaded } from './overloaded.js';

export interface ReadQueueOptions {
  /** A read that would wait longer for a connection is not worth beginning; default 1 s. */
  mostWaitMs?: number;
  now?: () => number;
}

/** A queue that has not been empty for so long is no burst. */
const standingMs = 200;

/**
 * The database as requests see it: a read that would have to wait too long for one of the readers' connections is refused at
 * once. The wait is foretold from those who wait and how long connections were held lately, which is only believed of a queue
 * that stands; and when not one connection has been given back for so long, the queue does not move at all.
 */
export function forRequests(database: Database, options: ReadQueueOptions = {}): Database {
  const { mostWaitMs = 1_000, now = () => performance.now() } = options;
  const { pool } = database;
  const taken = new WeakMap<pg.PoolClient, number>();
  let movedAt = now();
  let emptyAt = now();
  let heldMs = 1;
  const moved = () => {
    movedAt = now();
    if (pool.waitingCount === 0) emptyAt = movedAt;
  };
  pool.on('acquire', (client) => {
    moved();
    taken.set(client, movedAt);
  });
  pool.on('release', (_error, client) => {
    moved();
    heldMs += (movedAt - (taken.get(client) ?? movedAt) - heldMs) * 0.1;
  });

  async function admitted<T>(read: () => Promise<T>): Promise<T> {
    const at = now();
    if (pool.waitingCount === 0) emptyAt = at;
    const foretold = at - emptyAt > standingMs ? (pool.waitingCount * heldMs) / pool.options.max : 0;
    const stuck = pool.waitingCount > 0 && at - movedAt > mostWaitMs;
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
