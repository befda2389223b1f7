import { QueryFailedError } from 'typeorm';
import { ConfigurationError } from './platform/config.js';
import type { Config } from './platform/config.js';
import { openDatabase } from './platform/database.js';
import { migrate } from './platform/migrate.js';
import type { Database } from './platform/database.js';
import { refuseUnfit } from './platform/fit-database.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres.js';
import { installQueue } from './platform/jobs/job-runner.js';
import { entities } from './entities.js';

export interface OpenedDatabase {
  database: Database;
  /** Closes the connections, and stops PostgreSQL when this process started it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Told what takes long. */
  say: (text: string) => void;
  /** Ends the wait for other processes; see MigrateOptions. */
  signal?: AbortSignal;
}

/** Opens and migrates the database the configuration names: DATABASE_URL, or the embedded PostgreSQL under DATA_DIR. */
export async function openConfiguredDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir' | 'poolSize'>,
  options: OpenOptions,
): Promise<OpenedDatabase> {
  if (config.databaseUrl !== null) {
    const { databaseUrl, poolSize } = config;
    const opening = refuseUnfit(databaseUrl).then(() => openMigrated(databaseUrl, poolSize, options));
    const database = await opening.catch((error: unknown) => {
      throw explain(error, databaseUrl);
    });
    return { database, close: () => database.close() };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, databaseName: 'jifen' }).catch(
    (error: unknown) => {
      throw explainFolder(error);
    },
  );
  try {
    const database = await openMigrated(postgres.url, config.poolSize, options);
    return {
      database,
      close: async () => {
        await database.close();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Beside what a program tells: scripts read its output. */
export function sayWhatTakesLong(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function openMigrated(url: string, poolSize: number, options: OpenOptions): Promise<Database> {
  const database = await openDatabase({ url, poolSize, entities });
  try {
    await migrate(database, options);
    await installQueue(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What is wrong with DATABASE_URL, in one sentence without the password. */
function explain(error: unknown, databaseUrl: string): unknown {
  if (!(error instanceof Error)) return error;
  const url = new URL(databaseUrl);
  const place = `${url.hostname}:${url.port || '5432'}`;
  const name = decodeURIComponent(url.pathname.slice(1));
  const code = codeOf(error);
  switch (code) {
    case '28P01':
    case '28000':
      return new ConfigurationError(
        `DATABASE_URL: PostgreSQL at ${place} refuses the user "${decodeURIComponent(url.username)}" or the password.`,
      );
    case '3D000':
      return new ConfigurationError(`DATABASE_URL: there is no database "${name}" at ${place}.`);
    case '42501':
      return new ConfigurationError(
        `DATABASE_URL: the user "${decodeURIComponent(url.username)}" needs CREATE on the database "${name}" and on its schema "public".`,
      );
    default:
      if (isUnreachable(error, code)) {
        return new ConfigurationError(`DATABASE_URL: no PostgreSQL answers at ${place}.`);
      }
      return isOfConnection(error, code)
        ? new ConfigurationError(
            `DATABASE_URL: the database "${name}" at ${place} cannot be opened: ${error.message}.`,
          )
        : error;
  }
}

/** Of PostgreSQL or of the system; empty when neither has failed. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isUnreachable(error: Error, code: string): boolean {
  if (/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET)/.test(code)) return true;
  // Of the driver: what PostgreSQL ended for taking too long has a code.
  return code === '' && /timeout|terminated/i.test(error.message);
}

/** Told by PostgreSQL, the system or TLS; what a migration failed at, or we did, needs its stack. */
function isOfConnection(error: Error, code: string): boolean {
  return !(error instanceof QueryFailedError) && (code !== '' || error.message.includes('SSL'));
}

function explainFolder(error: unknown): unknown {
  if (!(error instanceof Error) || codeOf(error) === '') return error;
  return new ConfigurationError(`DATA_DIR: the embedded PostgreSQL cannot be used there: ${error.message}.`);
}
