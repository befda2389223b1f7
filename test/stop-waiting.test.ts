import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

const program = (name: string) => fileURLToPath(new URL(`../server/dist/${name}.js`, import.meta.url));
const create = [program('create-program'), 'mine', 'Mine'];
const ours = fileURLToPath(import.meta.url);

describe('a command that waits', () => {
  it.each([
    ['catalog:import', [program('import-catalog'), ours], 'SIGTERM', 143, 'nothing was imported'],
    ['program:create', create, 'SIGINT', 130, 'no program was created'],
  ] as const)(
    '%s ends at once, in order, at one signal, and says what was not done',
    async (_name, words, signal, code, what) => {
      await other.query(migrating);
      server = start({ DATABASE_URL: created.url }, [...words]);
      await vi.waitFor(async () => expect(await inLine()).toBe(1));
      server.signal(signal);
      const ended = await server.ended;
      expect(ended).toMatchObject({ code, output: '' });
      expect(ended.errors.replace(turn, '')).toBe(`Told to stop before it began: ${what}.\n`);
      expect(await inLine()).toBe(0);
    },
  );

  it('an import that is told to stop ends with the batch under way, and says what was done', async () => {
    server = start({ DATABASE_URL: created.url }, create);
    expect((await server.ended).code).toBe(0);
    const folder = await mkdtemp(join(tmpdir(), 'jifen-import-'));
    const file = join(folder, 'products.csv');
    const rows = Array.from({ length: 120 }, (_, at) => `thing-${at},Thing ${at},true,1,5`);
    const header = 'Handle,Title,Published,Variant Inventory Qty,Variant Price';
    await writeFile(file, [header, ...rows].join('\n'));
    try {
      await other.query('BEGIN; LOCK TABLE reward IN EXCLUSIVE MODE');
      server = start({ DATABASE_URL: created.url }, [program('import-catalog'), file]);
      const held = 'SELECT FROM pg_locks WHERE NOT granted AND relation = to_regclass($1)';
      await vi.waitFor(async () => expect((await other.query(held, ['reward'])).rows).toHaveLength(1));
      server.signal('SIGTERM');
      await other.query('COMMIT');
      const { code, output, errors } = await server.ended;
      expect({ code, output }).toEqual({ code: 143, output: '' });
      expect(errors).toContain('Told to stop: 50 created, 0 updated, 0 unchanged, 0 failed until then');
      expect(await found('SELECT FROM reward')).toBe(50);
      server = start({ DATABASE_URL: created.url }, [program('import-catalog'), file]);
      expect((await server.ended).output).toContain('70 created, 0 updated, 50 unchanged, 0 failed');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
