import type pg from 'pg';
import { z } from 'zod';
import type { DatabaseWatch } from './database-watch.js';

/** How every connection is opened. */
export function wire({ stream }: DatabaseWatch) {
  return {
    stream,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    // Before whatever stands between forgets a connection that nobody has used for minutes.
    keepAliveInitialDelayMillis: 60_000,
  };
}

/** How those of a pool are, and what is said on each before anybody uses it: with another session than this none is of use. */
export function wireOfPool(watch: DatabaseWatch, session: string) {
  // Waited for: of what was sent before its answer has come, nobody could tell whether it is still waited for.
  return { ...wire(watch), onConnect: (client: pg.ClientBase) => beginSession(client, session, watch) };
}

const backendShape = z.object({ rows: z.tuple([z.object({ pid: z.number() })]) });

/** Sets it, and has it watched under the number PostgreSQL itself gives it: a pooler in between tells the driver another one. */
async function beginSession(client: pg.ClientBase, session: string, watch: DatabaseWatch): Promise<void> {
  const knownAs = watch.lost.watch(client);
  const results: unknown = await client.query(`${session}; SELECT pg_backend_pid() AS pid`);
  const last: unknown = Array.isArray(results) ? results.at(-1) : results;
  knownAs(backendShape.parse(last).rows[0].pid);
}
