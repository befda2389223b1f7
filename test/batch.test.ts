import type pg from 'pg';
import { beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import { sendBatch } from '../server/src/platform/batch.js';
import { rowsOf, saidOnce } from '../server/src/platform/rows-of.js';
import { database, shareDatabase } from './shared-database.js';

let client: pg.PoolClient;

shareDatabase({ poolSize: 1 });
beforeAll(async () => {
  await database.query('CREATE TABLE counted (id int PRIMARY KEY, word text)');
});
beforeEach(async () => {
  client = await database.commandPool.connect();
});
afterEach(() => {
  client.release(true);
});

const insert = (id: number) => ({
  text: 'INSERT INTO counted SELECT * FROM unnest($1::int[], $2::text[])',
  values: [[id], [`nr ${id}`]],
});
const counted = async () => (await database.query<{ id: number }>('SELECT id FROM counted')).map((r) => r.id);

describe('a batch', () => {
  it('gives each statement its rows and its command tag, in order', async () => {
    const taken: unknown[] = [];
    const take = (row: object) => taken.push(row);
    const tags = await sendBatch(client, [
      { text: 'BEGIN' },
      {
        text: 'SELECT $1::bigint AS large, $2::date AS day, NULL AS nothing',
        values: [7, '2026-11-22'],
        take,
      },
      insert(1),
      { text: 'SELECT word FROM counted WHERE id = ANY($1::int[])', values: [[1, 2]], take },
      { text: 'ROLLBACK' },
    ]);
    expect(taken).toEqual([{ large: 7, day: '2026-11-22', nothing: null }, { word: 'nr 1' }]);
    expect(tags).toEqual(['BEGIN', 'SELECT 1', 'INSERT 0 1', 'SELECT 1', 'ROLLBACK']);
  });

  it('runs nothing behind a statement that fails, and the connection can go on with the same statements', async () => {
    const failing = [
      { text: 'BEGIN' },
      insert(1),
      { text: 'SELECT 1 / $1::int', values: [0] },
      insert(2),
      { text: 'COMMIT' },
    ];
    await expect(sendBatch(client, failing)).rejects.toThrow('division by zero');
    await client.query('ROLLBACK');
    expect(await counted()).toEqual([]);
    const right = [{ text: 'BEGIN' }, insert(1), insert(2), { text: 'COMMIT' }];
    expect((await sendBatch(client, right)).at(-1)).toBe('COMMIT');
    expect(await counted()).toEqual([1, 2]);
  });

  it('sends arrays of uuids and numbers so that every element arrives as it was', async () => {
    const uuids = ['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-89ab-CDEF-0123-456789abcdef', null];
    const same = Array.from({ length: 3 }, () => '01890a5d-ac96-774b-bcce-b302099a8057');
    const large = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, -1, 0, 2 ** 32, -(2 ** 32), null];
    const small = [2 ** 31 - 1, -(2 ** 31), -1, 0, null, 7, 7];
    const taken: Record<string, unknown>[] = [];
    await sendBatch(client, [
      {
        text: `SELECT $1::uuid[]::text AS uuids, $2::uuid[]::text AS same, $3::bigint[]::text AS large,
                      $4::int[]::text AS small, cardinality($5::uuid[]) AS empty, $1::uuid[] = $6::text::uuid[] AS equal`,
        values: [uuids, same, large, small, [], `{${uuids.slice(0, 2).join()},NULL}`],
        take: (row) => taken.push(row),
      },
    ]);
    const text = (values: readonly (string | number | null)[]) =>
      `{${values.map((value) => value ?? 'NULL').join()}}`.toLowerCase();
    expect(taken).toEqual([
      {
        uuids: text(uuids).replace('null', 'NULL'),
        same: text(same),
        large: text(large).replace('null', 'NULL'),
        small: text(small).replace('null', 'NULL'),
        empty: 0,
        equal: true,
      },
    ]);
  });

  it('makes the same rows of what is said once as of what is said in every row', async () => {
    const title = Object.freeze({ zh: '"茶"', en: 'Tea \\ pot' });
    // Of each type that groups store: a value, and another one.
    const columns: readonly (readonly [string, unknown, unknown])[] = [
      ['uuid', '01890a5d-ac96-774b-bcce-b302099a8057', '00000000-0000-0000-0000-000000000000'],
      ['text', 'a "b", {c}', 'NULL'],
      ['account_kind', 'points', 'expired'],
      ['bigint', Number.MAX_SAFE_INTEGER, -1],
      ['int', 7, 0],
      ['boolean', true, false],
      ['date', '2026-11-26', '2024-02-29'],
      ['timestamptz', new Date('2026-11-26T03:04:05.678Z'), new Date(0)],
      ['jsonb', title, { zh: '', en: '' }],
      ['jsonb', '{"id":"text that is JSON"}', '[]'],
      ['bytea', Buffer.from('00ff', 'hex'), Buffer.alloc(0)],
    ];
    const arrays = columns.map(([type], at) => `$${at + 2}::${type}[]`);
    const names = columns.map(([type], at) => `c${at} ${type}`);
    await database.query(`CREATE TABLE said (nth int, ${names.join(', ')})`);
    const text = `INSERT INTO said SELECT * FROM ${rowsOf(`$1::int[], ${arrays.join(', ')}`)} AS r RETURNING said::text AS row`;
    const counted = Array.from({ length: 20 }, (_, nth) => nth);
    const rowsBy = async (statement: { text: string; values: unknown[] }) => {
      const rows: unknown[] = [];
      await sendBatch(client, [{ ...statement, take: (row) => rows.push(row['row']) }]);
      return rows;
    };
    // Each column is the same everywhere, empty everywhere, or different somewhere.
    for (const shift of [0, 1, 2]) {
      const values = columns.map(([, one, other], at) =>
        counted.map((nth) => [one, null, nth === 13 ? other : one][(at + shift) % 3]),
      );
      const statement = { text, values: [counted, ...values] };
      const once = saidOnce(statement);
      expect(once.text).not.toBe(text);
      expect(await rowsBy(once)).toEqual(await rowsBy(statement));
    }
  });

  it('lets PostgreSQL say what is wrong with an element', async () => {
    const wrong = sendBatch(client, [
      { text: 'SELECT $1::uuid[] AS ids', values: [['not a uuid']], take: () => undefined },
    ]);
    await expect(wrong).rejects.toThrow('invalid input syntax for type uuid');
  });

  it('gives a column of nothing but nulls the length of the others', async () => {
    const taken: unknown[] = [];
    const text = 'SELECT * FROM unnest($1::int[], $2::text[]) AS t(id, word)';
    await sendBatch(client, [
      {
        text,
        values: [
          [1, 2],
          [null, undefined],
        ],
        take: (row) => taken.push(row),
      },
    ]);
    expect(taken).toEqual([
      { id: 1, word: null },
      { id: 2, word: null },
    ]);
  });

  it('fails with the error of whoever takes its rows', async () => {
    const take = () => {
      throw new Error('nobody wants this row');
    };
    await expect(sendBatch(client, [{ text: 'SELECT 1', take }])).rejects.toThrow('nobody wants this row');
    expect(await sendBatch(client, [{ text: 'BEGIN' }, { text: 'ROLLBACK' }])).toEqual(['BEGIN', 'ROLLBACK']);
  });

  it('ends with its connection', async () => {
    const ended = sendBatch(client, [{ text: 'SELECT pg_sleep(60)', take: () => undefined }]);
    const failure = ended.catch((error: unknown) => error);
    const end = `SELECT pg_terminate_backend(pid) AS gone FROM pg_stat_activity
                  WHERE datname = current_database() AND wait_event = 'PgSleep'`;
    await expect.poll(() => database.query(end)).toEqual([{ gone: true }]);
    expect(String(await failure)).toMatch(/terminat/);
  });
});
