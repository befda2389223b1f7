import pg from 'pg';
import { ConfigurationError } from './config.js';

/** Refuses a database with which the server would start, and then fail a little at a time. */
export async function refuseUnfit(url: string): Promise<void> {
  const [one, other] = [openClient(url), openClient(url)];
  try {
    await Promise.all([one.connect(), other.connect()]);
    const encoding = await shown(one, 'SHOW server_encoding', 'server_encoding');
    if (encoding !== 'UTF8') {
      throw new ConfigurationError(
        `DATABASE_URL: the database keeps its texts as ${encoding}, which has no room for Chinese; create one WITH ENCODING 'UTF8' TEMPLATE template0.`,
      );
    }
    if (await isLentForTransactions(sessionOf(one), sessionOf(other))) {
      throw new ConfigurationError(
        'DATABASE_URL: a pooler lends connections for a transaction at a time, but the server keeps settings, statements and locks in its sessions; let the pooler lend them for a session (PgBouncer: pool_mode = session), or name PostgreSQL itself.',
      );
    }
  } finally {
    await Promise.all([one.end(), other.end()].map((ended) => ended.catch(() => undefined)));
  }
}

/** A connection as far as it takes to find out whose it is. */
export interface Session {
  begin(): Promise<void>;
  /** Which process of PostgreSQL answers. */
  backend(): Promise<number>;
}

/** Whether the second one can take over, by a transaction, who answered the first. */
export async function isLentForTransactions(first: Session, second: Session): Promise<boolean> {
  const before = await first.backend();
  await second.begin();
  await second.backend();
  return (await first.backend()) !== before;
}

function sessionOf(client: pg.Client): Session {
  return {
    begin: async () => void (await client.query('BEGIN')),
    backend: async () => Number(await shown(client, 'SELECT pg_backend_pid() AS pid', 'pid')),
  };
}

async function shown(client: pg.Client, text: string, column: string): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(text);
  return String(rows[0]?.[column]);
}

function openClient(url: string): pg.Client {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // Whoever asks it hears of it; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}
