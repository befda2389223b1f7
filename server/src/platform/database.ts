import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { arrayLiteral } from './array-literal.js';
import { binaryArray, binaryParameters } from './binary-array.js';
import { CommandConnections, type CommandPool } from './command-connections.js';
import { DatabaseWatch, type KeptLock } from './database-watch.js';
import { sessionOfLiving } from './lost-connections.js';
import { migrations } from './migrations/index.js';
import { systemTimers } from './timers.js';
import { readTimestamp } from './timestamp.js';
import { wire, wireOfPool } from './wire.js';

export interface Queryable {
  /** Runs one prepared statement and gives its rows; Row says what the SQL selects (a type alias, not an interface). */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A pool of connections and the two ways to use it. */
export interface Connections extends Queryable {
  readonly pool: pg.Pool;
  transaction<T>(work: (client: Queryable) => Promise<T>): Promise<T>;
}

/** Everything the server knows of its PostgreSQL: pools for the hot paths, TypeORM for operator work. */
export interface Database extends Connections {
  /** For the groups of commands and the sequencer alone, which send batches and never wait behind a crowd of readers. */
  readonly commandPool: CommandPool;
  /** For the live path and the jobs, which must go on whatever crowd is reading. */
  readonly background: Connections;
  readonly orm: DataSource;
  readonly url: string;
  /** Whether PostgreSQL answers and may be used; known without asking it. */
  answers(): boolean;
  /** Whether it takes what is written as well. */
  writes(): boolean;
  /** A connection outside every pool, not yet opened: to LISTEN. */
  client(): pg.Client;
  /** Holds a lock of a session for as long as this process has its database open; see DatabaseWatch. */
  keepLock(lock: KeptLock): Promise<void>;
  /** Waits a moment for those who still use a connection, then cuts them off. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** One for each group of commands in flight, or groups wait for each other; default groupsAtOnce. */
  commandConnections?: number;
  entities: (new () => object)[];
  /** How often PostgreSQL is asked whether it is there; default 1 s. */
  watchEveryMs?: number;
}

// int8 arrives as a number: every amount is kept within the safe integers by constraints.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);
// A calendar day stays text; a Date would drag a time zone in.
types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
const timestampOfDriver = parserOf(pg.types.builtins.TIMESTAMPTZ);
types.setTypeParser(
  pg.types.builtins.TIMESTAMPTZ,
  (text: string) => readTimestamp(text) ?? timestampOfDriver(text),
);

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

/** Reads the text of a column of this type. */
export function parserOf(type: number): (text: string) => unknown {
  const parse: unknown = types.getTypeParser(type, 'text');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver gives a reader of text for the text format
  return parse as (text: string) => unknown;
}

const statementNames = new Map<string, string>();

/** A hash of the text: a name that meant two texts would fail on a pooled connection. */
export function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    statementNames.set(text, name);
  }
  return name;
}

export function statement(text: string, values: readonly unknown[] = []): pg.QueryConfig {
  return {
    name: statementName(text),
    text,
    values: values.map((value) => (Array.isArray(value) ? arrayLiteral(value) : value)),
  };
}

const binary = new Map<string, ReturnType<typeof binaryParameters>>();

/** The values of a statement as PostgreSQL reads them. */
export function parameters(text: string, values: readonly unknown[]): (string | Buffer | null)[] {
  let types = binary.get(text);
  if (types === undefined) binary.set(text, (types = binaryParameters(text)));
  return values.map((value, at) => parameter(value, types[at]));
}

/** A column of nothing but nulls is sent as none, which gives every row a null all the same. */
function parameter(value: unknown, elements: string | undefined): string | Buffer | null {
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isNothing)) return null;
    return (elements === undefined ? null : binaryArray(elements, value)) ?? arrayLiteral(value);
  }
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value;
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * A process that stops in the middle of a transaction (halted, or cut off without a word) holds rows that others wait for:
 * PostgreSQL ends its session after this time. Between two statements we only ever compute.
 */
const mostIdleInTransactionMs = 8_000;
/**
 * Whatever the machine, the role or the database is set to: moments are written in the form and the zone that readTimestamp reads; whoever
 * waits for a lock then reads what its holder committed, on which every command relies; what was answered is on the disk at least; no statement is compiled to machine
 * code, which PostgreSQL does anew for each execution: it costs statements as short as ours more than it gains; and nobody ends a
 * connection that rests in its pool, perhaps just as it is used. All of it is said in statements: a pooler such as PgBouncer refuses
 * connections that ask for such settings when they are opened.
 */
const sessionOfAll = [
  sessionOfLiving,
  `SET idle_in_transaction_session_timeout = ${mostIdleInTransactionMs}`,
  'SET idle_session_timeout = 0',
  "SET TimeZone = 'UTC'",
  "SET DateStyle = 'ISO'",
  "SET default_transaction_isolation = 'read committed'",
  "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
  'SET jit = off',
].join('; ');
/** A migration takes as long as the tables are large. */
const sessionOfOperators = `${sessionOfAll}; SET statement_timeout = 0`;
/**
 * Statements are always the same, find their rows by key or along an index, and say in their text what a plan depends on:
 * planning them anew for their values cost half the time of a lone command, and more than half of a page of rewards.
 */
const sessionOfReads = `${sessionOfAll}; SET plan_cache_mode = force_generic_plan`;
/**
 * How long a group waits for rows. Groups hold them for milliseconds: who holds one longer than usual keeps it. Those who need it then wait
 * apart, longer than PostgreSQL leaves a session that idles, and while any do, the others wait for no row that is kept.
 */
export const rowPatience = { usualMs: 2_000, warnedMs: 100, apartMs: mostIdleInTransactionMs + 1_000 };
/** Commands find every row by key: a plan made while a table was small must not stay a walk through all of it. */
const sessionOfCommands = `${sessionOfReads}; SET lock_timeout = ${rowPatience.usualMs}; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_memoize = off`;
/** How many groups of commands are in flight at most. */
export const groupsAtOnce = 3;
/** The outbox, a read for each topic, and two jobs with the queue they come from. */
const backgroundConnections = 8;
/** A group that takes longer, with all its tries, is given up with its connection; callers try again with their keys. Whoever waits behind another waiter waits twice. */
const longestCommandMs = 20_000;

/** Whoever still works with a connection when all are closed was told to end long before. */
const longestFarewellMs = 2_000;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, poolSize, commandConnections = groupsAtOnce, entities } = options;
  const watch = new DatabaseWatch({ url, everyMs: options.watchEveryMs });
  const readers = openPool({ url, watch, size: poolSize, pipeline: true, session: sessionOfReads });
  // And one for the sequencer, and one for those who wait apart.
  const size = commandConnections + 2;
  const commanders = openPool({ url, watch, size, pipeline: false, session: sessionOfCommands });
  const commandPool = new CommandConnections(commanders, { size, longestMs: longestCommandMs });
  const background = openPool({
    url,
    watch,
    size: backgroundConnections,
    pipeline: true,
    session: sessionOfAll,
  });
  const orm = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'migration',
    poolSize: 4,
    extra: {
      types,
      ...wireOfPool(watch, sessionOfOperators),
    },
  });
  await orm.initialize();
  watch.start();
  return {
    ...connections(readers),
    commandPool,
    background: connections(background),
    orm,
    url,
    answers: () => watch.answers,
    writes: () => watch.writes,
    client: () => new pg.Client({ connectionString: url, ...wire(watch) }),
    keepLock: (lock) => watch.keepLock(lock),
    async close() {
      const cancel = systemTimers.after(longestFarewellMs, () => watch.cut());
      await Promise.all([readers.end(), commandPool.end(), background.end(), orm.destroy(), watch.stop()]);
      cancel();
    },
  };
}

interface PoolOptions {
  url: string;
  watch: DatabaseWatch;
  size: number;
  /** Whether statements may be sent while others are on their way; the command connections send batches instead. */
  pipeline: boolean;
  /** Said once on each connection, before anybody uses it. */
  session: string;
}

function openPool({ url, watch, size, pipeline, session }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    ...wireOfPool(watch, session),
    max: size,
    types,
    pipeline,
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for a connection that breaks while it is in use: whoever uses it hears of it through the failing query.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function connections(pool: pg.Pool): Connections {
  return {
    pool,
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
  };
}

export function queryable(client: pg.PoolClient): Queryable {
  return {
    async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
      return (await client.query<Row>(statement(text, values))).rows;
    },
  };
}
