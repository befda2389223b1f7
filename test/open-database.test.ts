import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { buildServer, start } from './server-process.js';
import { createTestDatabase } from './test-database.js';

vi.setConfig({ testTimeout: 60_000 });

let created: { url: string; drop(): Promise<void> };
let database: Database;

beforeAll(async () => {
  await buildServer();
  created = await createTestDatabase('empty');
  database = await openDatabase({ url: created.url, poolSize: 2, entities: [] });
}, 180_000);
afterAll(async () => {
  await database.close();
  await created.drop();
});

const urlWith = (change: (url: URL) => void) => {
  const changed = new URL(created.url);
  change(changed);
  return changed.href;
};
const open = (environment: Record<string, string>) =>
  start({ PORT: '0', DATABASE_URL: created.url, ...environment }).ended;

describe('what is wrong with the database is told in one sentence that names it:', () => {
  it.each([
    [
      'a password that is not encoded, which is not printed',
      () => ({ DATABASE_URL: 'postgres://a:50%off@127.0.0.1:1/c' }),
      /^DATABASE_URL must have what is no letter or digit in its user, password and name percent-encoded \(% is %25\)\.\n$/,
    ],
    [
      'a name that is not encoded',
      () => ({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/100%' }),
      /^DATABASE_URL must have .* percent-encoded .*\n$/,
    ],
    [
      'no TLS where it is asked for',
      () => ({ DATABASE_URL: urlWith((url) => url.searchParams.set('sslmode', 'require')) }),
      // After a warning of the driver about what such a mode will mean.
      /DATABASE_URL: the database "\w+" at [\d.:]+ cannot be opened: The server does not support SSL connections\.\n$/,
    ],
    [
      'a certificate that is missing',
      () => ({
        DATABASE_URL: urlWith((url) => {
          url.searchParams.set('sslmode', 'verify-full');
          url.searchParams.set('sslrootcert', '/nonexistent.crt');
        }),
      }),
      /^DATABASE_URL: .* cannot be opened: ENOENT: .*'\/nonexistent\.crt'\.\n$/,
    ],
    [
      'a socket that is missing',
      () => ({ DATABASE_URL: urlWith((url) => url.searchParams.set('host', '/nonexistent')) }),
      /^DATABASE_URL: .* cannot be opened: connect ENOENT \/nonexistent\S*\n$/,
    ],
    [
      'a folder that is a file',
      () => ({ DATABASE_URL: '', DATA_DIR: '/etc/passwd' }),
      /^DATA_DIR: the embedded PostgreSQL cannot be used there: ENOTDIR: .*\n$/,
    ],
  ])('%s', async (_what, environment, sentence) => {
    const ended = await open(environment());
    expect(ended).toMatchObject({ code: 1, output: '' });
    expect(ended.errors).toMatch(sentence);
  });

  it('no connection left', async () => {
    const user = `one_only_${randomUUID().replaceAll('-', '')}`;
    await database.pool.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret' CONNECTION LIMIT 0`);
    try {
      const ended = await open({
        DATABASE_URL: urlWith((url) => ([url.username, url.password] = [user, 'secret'])),
      });
      expect(ended).toMatchObject({ code: 1, output: '' });
      expect(ended.errors).toMatch(/^DATABASE_URL: .* cannot be opened: too many connections for role .*\n$/);
    } finally {
      await database.pool.query(`DROP ROLE ${user}`);
    }
  });
});

describe('a database that cannot be used ends the start with one sentence, before anything is served:', () => {
  it('its user may create tables, but not the schema of the queue', async () => {
    const user = `tables_only_${randomUUID().replaceAll('-', '')}`;
    await database.pool.query(`CREATE ROLE ${user} LOGIN PASSWORD 'secret'`);
    try {
      await database.pool.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${user}`);
      const theirs = new URL(created.url);
      [theirs.username, theirs.password] = [user, 'secret'];
      expect(await start({ PORT: '0', DATABASE_URL: theirs.href }).ended).toEqual({
        code: 1,
        output: '',
        errors: `DATABASE_URL: the user "${user}" needs CREATE on the database "${theirs.pathname.slice(1)}" and on its schema "public".\n`,
      });
    } finally {
      await database.pool.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    }
  });

  it('its texts are kept in an encoding without Chinese', async () => {
    const name = `latin_${randomUUID().replaceAll('-', '')}`;
    await database.pool.query(
      `CREATE DATABASE ${name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
    try {
      const ended = await open({ DATABASE_URL: urlWith((url) => (url.pathname = `/${name}`)) });
      expect(ended).toMatchObject({ code: 1, output: '' });
      expect(ended.errors).toMatch(/^DATABASE_URL: the database keeps its texts as LATIN1, .*\n$/);
    } finally {
      await database.pool.query(`DROP DATABASE ${name}`);
    }
  });

  it('a newer version has migrated it', async () => {
    const migrated = await createTestDatabase();
    const newer = await openDatabase({ url: migrated.url, poolSize: 2, entities: [] });
    try {
      await newer.query('INSERT INTO migration (timestamp, name) VALUES ($1, $2)', [
        1999999999999,
        'Future1999999999999',
      ]);
      expect(await start({ PORT: '0', DATABASE_URL: migrated.url }).ended).toEqual({
        code: 1,
        output: '',
        errors:
          'The database was migrated by a newer version of Jifen (Future1999999999999), which this one would not understand; start that version or a later one.\n',
      });
    } finally {
      await newer.close();
      await migrated.drop();
    }
  });
});
