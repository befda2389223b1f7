import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildServer, start, type Started } from './server-process.js';
import { createTestDatabase } from './test-database.js';

const importCatalog = fileURLToPath(new URL('../server/dist/import-catalog.js', import.meta.url));
const createProgram = fileURLToPath(new URL('../server/dist/create-program.js', import.meta.url));

// Some of these start five processes one after the other: how long that takes is up to the machine.
vi.setConfig({ testTimeout: 120_000 });

let database: { url: string; drop(): Promise<void> };

beforeAll(async () => {
  await buildServer();
  database = await createTestDatabase();
}, 180_000);
afterAll(() => database.drop());

describe('the server', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says where it listens, and stops cleanly on %s',
    async (signal) => {
      const server = start({ DATABASE_URL: database.url, PORT: '0' });
      const match = await server.printed(/http:\/\/localhost:(\d+)\/admin\/graphql/);
      const health = await fetch(`http://localhost:${match?.[1]}/readyz`);
      expect(await health.json()).toEqual({ status: 'ready' });
      server.signal(signal);
      expect(await server.ended).toMatchObject({ code: 0, errors: '' });
    },
  );
});

describe('a mistake in the configuration ends with one sentence and exit code 1:', () => {
  const url = (change: (url: URL) => void) => {
    const changed = new URL(database.url);
    change(changed);
    return changed.href;
  };

  it.each([
    [
      'a port that is no number',
      () => ({ PORT: 'abc' }),
      /^PORT must be a whole number from 0 to 65535\.\n$/,
    ],
    [
      'a port that is too large',
      () => ({ PORT: '65536' }),
      /^PORT must be a whole number from 0 to 65535\.\n$/,
    ],
    [
      'an address that is none',
      () => ({ DATABASE_URL: 'mysql://x' }),
      /^DATABASE_URL must look like postgres:.*\n$/,
    ],
    [
      'a database nobody serves',
      () => ({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }),
      /^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1\.\n$/,
    ],
    [
      'a host that does not exist',
      () => ({ DATABASE_URL: 'postgres://a:b@nowhere.invalid/c' }),
      /^DATABASE_URL: no PostgreSQL answers at nowhere\.invalid:5432\.\n$/,
    ],
    [
      'a wrong password',
      () => ({ DATABASE_URL: url((one) => (one.password = 'wrong')) }),
      /^DATABASE_URL: PostgreSQL at \S+ refuses the user "\w+" or the password\.\n$/,
    ],
    [
      'a database that is missing',
      () => ({ DATABASE_URL: url((one) => (one.pathname = '/missing')) }),
      /^DATABASE_URL: there is no database "missing" at \S+\.\n$/,
    ],
    [
      'a demo in production',
      () => ({ NODE_ENV: 'production', DEMO: 'true' }),
      /^DEMO must not be true .*\n$/,
    ],
  ])('%s', async (_what, environment, sentence) => {
    const ended = await start({ PORT: '0', DATABASE_URL: database.url, ...environment() }).ended;
    expect(ended).toMatchObject({ code: 1, output: '' });
    expect(ended.errors).toMatch(sentence);
  });

  it('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, listening));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const ended = await start({ PORT: String(port), DATABASE_URL: database.url }).ended;
      expect(ended).toEqual({
        code: 1,
        output: '',
        errors: `PORT ${port} is taken by another process; set PORT to a free one.\n`,
      });
    } finally {
      other.close();
    }
  });
});

describe('program:create', () => {
  it('tells the three keys once, and refuses the same handle a second time', async () => {
    const environment = { DATABASE_URL: database.url };
    const first = await start(environment, [createProgram, 'acme', 'Acme 咖啡']).ended;
    expect(first).toMatchObject({ code: 0, errors: '' });
    expect(first.output).toMatch(/pk_\w{32}\n[^\n]+sk_\w{32}\n[^\n]+pt_\w{32}\n$/);
    const second = await start(environment, [createProgram, 'acme', 'Acme']).ended;
    expect(second).toEqual({ code: 1, output: '', errors: 'There is a program "acme" already.\n' });
  });

  it('says how it is used when something is missing', async () => {
    const ended = await start({}, [createProgram]).ended;
    expect(ended).toMatchObject({ code: 1, output: '' });
    expect(ended.errors).toMatch(/^Usage: pnpm program:create HANDLE "Name" .*\n$/);
  });

  it('takes a currency, a time zone and a language, and only such as there are', async () => {
    const create = (handle: string, ...options: string[]) =>
      start({ DATABASE_URL: database.url }, [createProgram, handle, 'Café', ...options]).ended;
    const european = ['--currency', 'EUR', '--time-zone', 'Europe/Paris', '--language', 'en'];
    expect(await create('cafe', ...european)).toMatchObject({ code: 0, errors: '' });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const stored = await client.query(
      `SELECT currency, time_zone, default_language FROM program WHERE handle = 'cafe'`,
    );
    await client.end();
    expect(stored.rows).toEqual([{ currency: 'EUR', time_zone: 'Europe/Paris', default_language: 'en' }]);
    const wrong = await create('wrong', '--currency', 'XYZ');
    expect(wrong).toEqual({
      code: 1,
      output: '',
      errors: 'currency is not a code of ISO 4217, such as CNY.\n',
    });
  });
});

describe('catalog:import', () => {
  it('goes into the only program without being told, and asks for one when there are several', async () => {
    const own = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'jifen-import-'));
    try {
      const file = join(folder, 'products.csv');
      await writeFile(file, 'Handle,Title,Variant Price\nmug,Mug,12\nlamp,Lamp,free\n');
      const run = () => start({ DATABASE_URL: own.url }, [importCatalog, file]).ended;
      await start({ DATABASE_URL: own.url }, [createProgram, 'acme', 'Acme']).ended;
      expect(await run()).toMatchObject({
        code: 0,
        output:
          'Imported: 1 created, 0 updated, 0 unchanged, 1 failed.\n' +
          '  line 3: The price "free" is not a number above zero.\n',
      });
      await start({ DATABASE_URL: own.url }, [createProgram, 'bell', 'Bell']).ended;
      expect(await run()).toEqual({
        code: 1,
        output: '',
        errors: 'Say which program with --program HANDLE; there are acme, bell.\n',
      });
    } finally {
      await rm(folder, { recursive: true });
      await own.drop();
    }
  });
});

describe('the embedded PostgreSQL', () => {
  const portOf = async (server: Started) =>
    (await server.printed(/http:\/\/localhost:(\d+)\/admin\/graphql/))?.[1] ?? '';
  const isReady = async (port: string) => (await fetch(`http://localhost:${port}/readyz`)).status === 200;
  const isRunning = (folder: string) => existsSync(join(folder, 'postgres', 'postmaster.pid'));

  it('is shared by two servers, and stopped by the last of them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jifen-start-'));
    const first = start({ DATA_DIR: folder, PORT: '0' });
    expect(await isReady(await portOf(first))).toBe(true);
    const second = start({ DATA_DIR: folder, PORT: '0' });
    const port = await portOf(second);
    first.signal('SIGINT');
    expect(await first.ended).toMatchObject({ code: 0 });
    expect([await isReady(port), isRunning(folder)]).toEqual([true, true]);
    second.signal('SIGINT');
    expect(await second.ended).toMatchObject({ code: 0 });
    expect(isRunning(folder)).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });

  it('outlives a server that is killed, and serves the next one with what was committed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jifen-start-'));
    const killed = start({ DATA_DIR: folder, PORT: '0' });
    await portOf(killed);
    const made = await start({ DATA_DIR: folder }, [createProgram, 'kept', 'Kept']).ended;
    expect(made).toMatchObject({ code: 0 });
    killed.signal('SIGKILL');
    await killed.ended;
    expect(isRunning(folder)).toBe(true);
    const next = start({ DATA_DIR: folder, PORT: '0' });
    expect(await isReady(await portOf(next))).toBe(true);
    const again = await start({ DATA_DIR: folder }, [createProgram, 'kept', 'Kept']).ended;
    expect(again.errors).toContain('There is a program "kept" already.');
    next.signal('SIGTERM');
    expect(await next.ended).toMatchObject({ code: 0 });
    expect(isRunning(folder)).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });
});
