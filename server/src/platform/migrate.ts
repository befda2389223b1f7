import { type DataSource, MigrationExecutor } from 'typeorm';
import { ConfigurationError } from './config.js';
import type { Database } from './database.js';
import { type LockWait, waitForLock } from './lock-wait.js';

export interface MigrateOptions {
  /** How long to wait for processes that still use the schema as it is; by default as long as one takes to end after SIGTERM. */
  patienceMs?: number;
  /**
   * Told before anything that may take long: nothing else shows yet that the process is at work. Later, too, when the schema may not be
   * used for a while, or any more, because another process changes it.
   */
  say?: (text: string) => void;
  /** Ends the wait for other processes: what it was aborted with is thrown, and nothing was changed. A migration under way is not cut off. */
  signal?: AbortSignal | undefined;
}

const longestEndOfOthersMs = 20_000;

/**
 * Every process holds the lock of use together with all others as long as it has the database open. Whoever is about to change the schema
 * takes it alone: statements of an older version would fail on the newer schema, or write rows that lack what the newer one relies on.
 */
const use = "hashtext('jifen:use'), 0";
const useTogether = `SELECT pg_try_advisory_lock_shared(${use}) AS locked`;
const usersOf = `SELECT DISTINCT coalesce(host(a.client_addr), 'a local socket') AS address
  FROM pg_locks l JOIN pg_stat_activity a USING (pid)
 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = hashtext('jifen:use')::oid AND l.objid = 0
   AND a.datname = current_database()
 ORDER BY address`;

/**
 * Brings the schema up to date, unless it is ahead of this version or another process uses it as it is; safe when several processes
 * start at once. From then on this process uses it, too. Each migration is a transaction: one that fails or is cut off leaves nothing behind.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<void> {
  const { signal } = options;
  const client = await database.pool.connect();
  const lock = { client, elsewhere: database.background, signal };
  try {
    signal?.throwIfAborted();
    // Another process may be migrating for as long as it takes, whatever the role is set to.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
    await takeTurn(lock, options);
    const executor = new MigrationExecutor(database.orm);
    await refuseNewerSchema(database.orm, executor);
    const pending = await executor.getPendingMigrations();
    if (pending.length > 0) {
      const names = pending.map(({ name }) => name);
      await takeAlone(lock, names, options);
      if ((await executor.getExecutedMigrations()).length > 0) {
        options.say?.(
          `Migrating the database (${names.join(', ')}), which takes as long as its tables are large.`,
        );
      }
      await database.orm.runMigrations({ transaction: 'each' });
      await client.query(`SELECT pg_advisory_unlock(${use})`);
    }
    await database.keepLock({
      take: useTogether,
      refusal: async (session) => {
        const { rows } = await session.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
        const unknown = unknownTo(database.orm, rows);
        return unknown.length === 0 ? null : outdated(unknown);
      },
      say: options.say,
    });
  } finally {
    // One that was told to stop may still wait in its statement; with the session its locks end, too.
    if (signal?.aborted !== true)
      await client.query("SELECT pg_advisory_unlock(hashtext('jifen:migrate'))").catch(() => undefined);
    client.release(true);
  }
}

/** One process after the other looks at the schema; mostly that takes no time. */
async function takeTurn(lock: LockWait, { say }: MigrateOptions): Promise<void> {
  const { rows } = await lock.client.query<{ locked: boolean }>(
    "SELECT pg_try_advisory_lock(hashtext('jifen:migrate')) AS locked",
  );
  if (rows[0]?.locked === true) return;
  say?.('Another process is at the database’s migrations; waiting for it.');
  await waitForLock("SELECT pg_advisory_lock(hashtext('jifen:migrate'))", lock);
}

/** What a migration that this version does not know has made of the tables, its statements cannot know either. */
async function refuseNewerSchema(orm: DataSource, executor: MigrationExecutor): Promise<void> {
  const unknown = unknownTo(orm, await executor.getExecutedMigrations());
  if (unknown.length === 0) return;
  throw new ConfigurationError(
    `The database was migrated by a newer version of Jifen (${unknown.join(', ')}), which this one would not understand; start that version or a later one.`,
  );
}

function unknownTo(orm: DataSource, executed: readonly { name: string }[]): string[] {
  const known = new Set(orm.migrations.map((one) => one.name ?? one.constructor.name));
  return executed.flatMap(({ name }) => (known.has(name) ? [] : [name]));
}

function outdated(unknown: string[]): string {
  return `The database was migrated by a newer version of Jifen (${unknown.join(', ')}) while the connection that would have held it back was lost: this process serves nothing any more; stop it.`;
}

async function takeAlone(lock: LockWait, pending: string[], options: MigrateOptions): Promise<void> {
  const { client } = lock;
  const { rows } = await client.query<{ locked: boolean }>(`SELECT pg_try_advisory_lock(${use}) AS locked`);
  if (rows[0]?.locked === true) return;
  options.say?.('The database has to be migrated; waiting for the processes that still use it to end.');
  try {
    await client.query(`SET lock_timeout = ${options.patienceMs ?? longestEndOfOthersMs}`);
    await waitForLock(`SELECT pg_advisory_lock(${use})`, lock);
  } catch (error) {
    if (!isOutOfPatience(error)) throw error;
    const { rows } = await client.query<{ address: string }>(usersOf);
    const from = rows.map(({ address }) => address).join(', ');
    throw new ConfigurationError(
      `This version has to migrate the database (${pending.join(', ')}), which other processes of Jifen still use (from ${from}); stop all of them first. Nothing was changed.`,
    );
  }
}

function isOutOfPatience(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}
