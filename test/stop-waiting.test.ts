import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildServer, start, type Started } from './server-process.js';
import { createTestDatabase } from './test-database.js';

vi.setConfig({ testTimeout: 60_000 });

let created: { url: string; drop(): Promise<void> };
let other: pg.Client;
let server: Started;

beforeAll(() => buildServer(), 180_000);
beforeEach(async () => {
  created = await createTestDatabase('empty');
  other = new pg.Client({ connectionString: created.url });
  await other.connect();
});
afterEach(async () => {
  server.signal('SIGKILL');
  await server.ended;
  await other.end();
  await created.drop();
});

async function found(sql: string): Promise<number> {
  return (await other.query(sql)).rows.length;
}
const inLine = () =>
  found(`SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
          WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`);

const migrating = "SELECT pg_advisory_lock(hashtext('jifen:migrate'))";
const using = "SELECT pg_advisory_lock_shared(hashtext('jifen:use'), 0)";
const turn = /^Another process .+; waiting for it\.\n/u;
const end = /^The database has to be migrated; waiting for .+\.\n/u;

describe('a server that waits', () => {
  it.each([
    ['for another’s migrations', migrating, 'SIGTERM', turn],
    ['for another’s migrations', migrating, 'SIGINT', turn],
    ['for the end of those who use the schema', using, 'SIGTERM', end],
  ] as const)('%s ends at once, in order, at one signal', async (_for, held, signal, said) => {
    await other.query(held);
    server = start({ DATABASE_URL: created.url, PORT: '0' });
    await vi.waitFor(async () => expect(await inLine()).toBe(1));
    server.signal(signal);
    const { code, output, errors } = await server.ended;
    expect({ code, output }).toEqual({ code: 0, output: '' });
    expect(errors).toMatch(said);
    expect(errors.replace(said, '')).toBe(
      'Jifen was told to stop before it was ready; it has migrated nothing.\n',
    );
    // Nor does its place in PostgreSQL's line keep anybody waiting.
    expect(await inLine()).toBe(0);
    expect(await found("SELECT FROM pg_class WHERE relname = 'reward'")).toBe(0);
  });
});
