import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedDatabase, startEmbeddedPostgres } from '@jifen/server/platform/embedded-postgres.js';
import type { Queryable } from '@jifen/server/platform/database.js';
import pg from 'pg';
import { until } from './deadline.js';

const askWithinMs = 40_000;
const longestQueryMs = 10_000;
/** By which the test's own sessions are told from those of the servers. */
const ownName = 'crash-test';

/** A session that a server holds. */
export interface Backend {
  pid: number;
  /** In the middle of a statement or a transaction. */
  busy: boolean;
}

/** A whole PostgreSQL of this run, in a folder of its own, that can be killed and started again on the same port. */
export class Cluster {
  private constructor(
    private readonly folder: string,
    private running: EmbeddedDatabase,
  ) {}

  static async start(): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'jifen-crash-'));
    return new Cluster(folder, await startEmbeddedPostgres({ dataDir: folder, databaseName: 'jifen' }));
  }

  get url(): string {
    return this.running.url;
  }

  /**
   * Kills the postmaster and everything it started, and waits until the last of them is gone. What they had written stays in
   * the page cache of the system, flushed or not: a power cut would lose more, and is not tried here.
   */
  async kill(): Promise<void> {
    const pids = await this.#processes();
    for (const pid of pids) signal(pid, 'SIGKILL');
    // Until they are buried: a dead postmaster that is still in the process table looks like a running one.
    await until('the killed PostgreSQL is gone', 15_000, () => !pids.some(isAlive));
  }

  /** Recovers from the log it had written; on the same port, for the servers know no other. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.url).port);
    this.running = await startEmbeddedPostgres({ dataDir: this.folder, databaseName: 'jifen', port });
  }

  /** The sessions that the servers hold, in the order in which they were opened. */
  async backends(): Promise<Backend[]> {
    return this.snapshot(async (db) => {
      return db.query<{ pid: number; busy: boolean }>(
        `SELECT pid, state <> 'idle' AS busy FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND datname = current_database() AND application_name <> $1
          ORDER BY backend_start, pid`,
        [ownName],
      );
    });
  }

  /** Whether no session of a server is in the middle of anything. */
  async isIdle(): Promise<boolean> {
    return this.snapshot(async (db) => {
      const rows = await db.query<{ busy: number }>(
        `SELECT count(*)::int AS busy FROM pg_stat_activity
          WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND state <> 'idle'`,
      );
      return rows[0]?.busy === 0;
    });
  }

  /** Everything that is asked inside is seen as of one moment; asked again from the start when a fault hits the asking. */
  snapshot<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    return until('PostgreSQL answers the checks', askWithinMs, async () => ({
      answer: await this.#snapshot(work),
    })).then(({ answer }) => answer);
  }

  #snapshot<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    return this.#connected(async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return work({
        async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
          return (await client.query<Row>(text, [...values])).rows;
        },
      });
    });
  }

  /** One statement, tried once. */
  async tell(text: string, values: readonly unknown[]): Promise<void> {
    await this.#connected((client) => client.query(text, [...values]));
  }

  async #connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: ownName,
      connectionTimeoutMillis: 5_000,
      query_timeout: longestQueryMs,
      // A question that nobody waits for any more must not go on beside the next one.
      statement_timeout: longestQueryMs,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      // Not waited for: a session that stands still does not say goodbye.
      client.end().catch(() => undefined);
    }
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #processes(): Promise<number[]> {
    const text = await readFile(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8');
    const postmaster = Number(text.split('\n')[0]);
    const children = (await processTable()).filter(({ parent }) => parent === postmaster);
    return [postmaster, ...children.map(({ pid }) => pid)];
  }
}

async function processTable(): Promise<{ pid: number; parent: number }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

/** False when the process is gone already, which needs no signal. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    return false;
  }
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}
