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
