import type pg from 'pg';
import type { Queryable } from './database.js';

export interface LockWait {
  /** Whose session takes the lock. */
  client: pg.PoolClient;
  /** Another connection: one that waits takes nothing else. */
  elsewhere: Queryable;
  /** Ends the wait; what it was aborted with is thrown. The client may then still be waiting, and has to be closed. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits for a lock of the session as long as nobody says to stop. The wait is then ended in PostgreSQL as well, which would otherwise keep
 * the place of a process that is gone, and give nobody behind it a lock that it could have.
 */
export async function waitForLock(statement: string, { client, elsewhere, signal }: LockWait): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  signal?.throwIfAborted();
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<never>((_, stop) => {
    onAbort = () => {
      elsewhere
        .query('SELECT pg_cancel_backend($1)', [rows[0]?.pid])
        .catch(() => undefined)
        .finally(() => stop(signal?.reason));
    };
  });
  signal?.addEventListener('abort', onAbort);
  try {
    await Promise.race([client.query(statement), stopped]);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
