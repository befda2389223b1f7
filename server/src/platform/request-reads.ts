import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import type { Database } from './database.js';
import { Overloaded } from './overloaded.js';

/** A read that would wait longer for a connection is not worth beginning. */
const mostWaitMs = 1_500;

/** A queue that has not been empty for so long is no burst. */
const standingMs = 300;
/** A process busier than this is itself what others wait for: it sees answers late, and the door lets fewer in. */
const busy = 0.9;

/**
 * The database as requests see it: a read that would have to wait too long for one of the readers' connections is refused at
 * once. The wait is foretold from those who wait and how long connections were held lately, which is only believed of a queue
 * that stands while this process has time to see it move; and when not one connection has been given back for so long, the
 * queue does not move at all.
 */
export function forRequests(database: Database): Database {
  const { pool } = database;
  const taken = new WeakMap<pg.PoolClient, number>();
  let movedAt = performance.now();
  let emptyAt = performance.now();
  let heldMs = 1;
  let standing = { since: emptyAt, load: performance.eventLoopUtilization() };
  const moved = () => {
    movedAt = performance.now();
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

  function foretoldMs(): number {
    const at = performance.now();
    if (pool.waitingCount === 0) emptyAt = at;
    if (standing.since !== emptyAt && pool.waitingCount > 0) {
      standing = { since: emptyAt, load: performance.eventLoopUtilization() };
    }
    if (at - emptyAt < standingMs) return 0;
    if (performance.eventLoopUtilization(standing.load).utilization > busy) return 0;
    return (pool.waitingCount * heldMs) / pool.options.max;
  }

  const isStuck = () => pool.waitingCount > 0 && performance.now() - movedAt > mostWaitMs;

  async function admitted<T>(read: () => Promise<T>): Promise<T> {
    const foretold = foretoldMs();
    if (foretold > mostWaitMs) throw new Overloaded(Math.ceil(foretold));
    if (isStuck()) {
      // A process that was held up itself has not yet looked at what has long moved.
      await lookAround();
      if (isStuck()) throw new Overloaded(mostWaitMs);
    }
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

/** Until everything that had arrived before has been read from the network. */
async function lookAround(): Promise<void> {
  await new Promise((turned) => setImmediate(() => setImmediate(turned)));
}

function waitedTooLong(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}
