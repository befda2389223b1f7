import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '@jifen/server/platform/database.js';
import { migrate } from '@jifen/server/platform/migrate.js';
import { startEmbeddedPostgres } from '@jifen/server/platform/embedded-postgres.js';
import { flushTime } from './flush.js';
import { loadResultShape } from './load/load.js';
import type { LoadRequest, LoadResult } from './load/load.js';
import { ModuleProcess } from './processes.js';
import type { Child } from './processes.js';

/** What every row stands on: a PostgreSQL as the product starts it, child processes, and the load generator. */
export interface Stage {
  /** Shorter, with less data: to see that everything works, not to judge by. */
  readonly quick: boolean;
  say(text: string): void;
  /** The address of a new database with the product's schema in it. */
  database(name: string): Promise<string>;
  /** Takes the database away again. */
  drop(url: string): Promise<void>;
  process(module: URL, options: object, nodeFlags?: readonly string[]): Promise<Child>;
  load(request: LoadRequest): Promise<LoadResult>;
  /** Milliseconds of one flush of the disk that PostgreSQL's data is on. */
  flush(): number;
  close(): Promise<void>;
}

export async function openStage(
  quick: boolean,
  say: (text: string) => void,
  /** How many milliseconds longer every flush is to take, as on a slower disk. */
  slowerFlush = 0,
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'jifen-bench-'));
  const settings =
    slowerFlush === 0 ? [] : [`commit_delay=${Math.round(slowerFlush * 1_000)}`, 'commit_siblings=0'];
  const postgres = await startEmbeddedPostgres({ dataDir: folder, databaseName: 'template', settings });
  const processes = new Map<string, ModuleProcess>();
  const closeAll = async () => {
    await Promise.all([...processes.values()].map((one) => one.end()));
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const template = await openDatabase({ url: postgres.url, poolSize: 2, entities: [] });
    await migrate(template);
    await template.close();
    const run = (name: string, module: URL, nodeFlags?: readonly string[]) => {
      const started = processes.get(name) ?? new ModuleProcess(module, nodeFlags);
      processes.set(name, started);
      return started;
    };
    const generator = await run('generator', new URL('load/generator.js', import.meta.url)).open({});
    let count = 0;
    return {
      quick,
      say,
      async database(name) {
        const url = withName(postgres.url, name);
        await maintain(postgres.url, `CREATE DATABASE "${name}" TEMPLATE template`);
        return url;
      },
      drop: (url) => maintain(postgres.url, `DROP DATABASE "${nameOf(url)}" WITH (FORCE)`),
      async process(module, options, nodeFlags = []) {
        count += 1;
        // Where nobody judges by the figures, whatever serves the same shares a process: starting one takes seconds.
        const name = quick ? [module.href, ...nodeFlags].join(' ') : String(count);
        const started = run(name, module, nodeFlags);
        const child = await started.open(options);
        const stop = async () => {
          await child.stop();
          if (quick) return;
          processes.delete(name);
          await started.end();
        };
        return { ...child, stop };
      },
      load: async (request) => loadResultShape.parse(await generator.ask(request)),
      flush: () => flushTime(folder),
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function withName(url: string, name: string): string {
  const named = new URL(url);
  named.pathname = `/${name}`;
  return named.href;
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function maintain(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withName(url, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
