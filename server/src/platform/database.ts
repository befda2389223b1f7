import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';

export interface Queryable {
  /** Runs one prepared statement and gives its rows; Row says what the SQL selects (a type alias, not an interface). */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Everything the server knows of its PostgreSQL: a pool for the hot paths, TypeORM for operator work. */
export interface Database extends Queryable {
  readonly pool: pg.Pool;
  /** For the groups of commands alone, so that they never wait behind a crowd of readers. */
  readonly commandPool: pg.Pool;
  readonly orm: DataSource;
  readonly url: string;
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  entities: (new () => object)[];
}

// int8 arrives as a number: every amount is kept within the safe integers by constraints.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day stays text; a Date would drag a time zone in.
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);

const statementNames = new Map<string, string>();

/** Named by a hash of the text: a name that meant two texts would fail on a pooled connection. */
export function statement(text: string, values: readonly unknown[] = []): pg.QueryConfig {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    statementNames.set(text, name);
  }
  return { name, text, values: [...values] };
}

/**
 * A process that stops in the middle of a transaction (halted, or cut off without a word) holds rows that others wait for:
 * PostgreSQL ends its session after this time. Between two statements we only ever compute.
 */
const mostIdleInTransactionMs = 8_000;
/** One for each group in flight. */
const commandConnections = 2;
/** A group that PostgreSQL does not answer for so long is given up with its connection; callers try again with their keys. */
const longestCommandMs = 15_000;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = openPool(options.url, options.poolSize);
  const commandPool = openPool(options.url, commandConnections, longestCommandMs);
  // The statements of a group are always the same and find their rows by key: planning them anew for each array cost half
  // the time of a lone command.
  commandPool.on('connect', (client) => {
    client.query('SET plan_cache_mode = force_generic_plan').catch(() => undefined);
  });
  const orm = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations,
    migrationsTableName: 'migration',
    poolSize: 4,
    extra: {
      types,
      connectionTimeoutMillis: 5_000,
      idle_in_transaction_session_timeout: mostIdleInTransactionMs,
      keepAlive: true,
    },
  });
  await orm.initialize();
  return database(pool, commandPool, orm, options.url);
}

function openPool(url: string, size: number, longestMs?: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types,
    pipeline: true,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: mostIdleInTransactionMs,
    keepAlive: true,
    ...(longestMs === undefined ? {} : { query_timeout: longestMs }),
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for a connection that breaks while it is in use: whoever uses it hears of it through the failing query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function database(pool: pg.Pool, commandPool: pg.Pool, orm: DataSource, url: string): Database {
  return {
    pool,
    commandPool,
    orm,
    url,
    async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
      return (await pool.query<Row>(statement(text, values))).rows;
    },
    async transaction(work) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('BEGIN');
        const result = await work(queryable(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async close() {
      await Promise.all([pool.end(), commandPool.end(), orm.destroy()]);
    },
  };
}

export function queryable(client: pg.PoolClient): Queryable {
  return {
    async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
      return (await client.query<Row>(statement(text, values))).rows;
    },
  };
}

/** Brings the schema up to date; safe when several processes start at once. */
export async function migrate(database: Database): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('jifen:migrate'))");
    await database.orm.runMigrations({ transaction: 'each' });
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('jifen:migrate'))").catch(() => undefined);
    client.release();
  }
}
