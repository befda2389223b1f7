import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sendBatch } from '../server/src/platform/batch.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import { databaseTrouble } from '../server/src/platform/database-trouble.js';
import { DatabaseLink } from './database-link.js';
import { lockWaits } from './lock-waits.js';
import { createTestDatabase } from './test-database.js';

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let link: DatabaseLink;
let database: Database;

beforeEach(async () => {
  stored = await createTestDatabase();
  link = await DatabaseLink.open(stored.url);
  database = await openDatabase({ url: link.url, poolSize: 2, entities: [], watchEveryMs: 20 });
});
afterEach(async () => {
  await database.close();
  await link.close();
  await stored.drop();
});

const question = 'SELECT 41 + 1 AS answer';
const kinds: Record<string, (text: string) => Promise<unknown>> = {
  'of requests that read': (text) => database.query(text),
  'of the background': (text) => database.background.query(text),
  'of operators': (text) => database.orm.query(text),
  'of commands': async (text) => {
    const client = await database.commandPool.connect();
    const rows: unknown[] = [];
    let uncertain = true;
    try {
      await sendBatch(client, [{ text, take: (row) => rows.push(row) }]);
      uncertain = false;
    } finally {
      client.release(uncertain);
    }
    return rows;
  },
};
/** What every connection of a pool is told, and that of the watch is not. */
const ofPools = 'idle_in_transaction_session_timeout';

function troubleOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    (answer) => answer,
    (error: unknown) => databaseTrouble(error),
  );
}

describe('a connection that the network has forgotten without a word, while others go on', () => {
  it.each(Object.entries(kinds))('%s fails whoever waits on it, and the next is served', async (_, ask) => {
    for (const use of Object.values(kinds)) await use(question);
    expect(link.forgetThatAsked(ofPools)).toBe(Object.keys(kinds).length);
    expect(await troubleOf(ask(question))).toBe('away');
    expect(database.answers()).toBe(true);
    await vi.waitFor(async () => expect(await ask(question)).toEqual([{ answer: 42 }]));
  });

  it('fails whoever waits on it when it was only just opened', async () => {
    link.forgetNextThatAsks(ofPools);
    expect(await troubleOf(database.query(question))).toBe('away');
    expect(await database.query(question)).toEqual([{ answer: 42 }]);
  });

  it('fails whoever was the first to use it, though its beginning was answered', async () => {
    const other = new pg.Client({ connectionString: stored.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7)');
    const first = database.query('SELECT 42 AS answer FROM (SELECT pg_advisory_lock(7)) AS waited');
    await vi.waitFor(async () => expect(await lockWaits(database.background)).toBe(1));
    expect(link.forgetThatAsked('pg_advisory_lock(7)')).toBe(1);
    await other.end();
    expect(await troubleOf(first)).toBe('away');
  });

  it('ends a transaction of which PostgreSQL hears no more', async () => {
    const begun = database.transaction(async (client) => {
      await client.query('CREATE TABLE begun ()');
      link.forgetThatAsked('CREATE TABLE begun');
      await client.query(question);
    });
    expect(await troubleOf(begun)).toBe('away');
  });

  it('is not taken for one whose statement takes long', async () => {
    const other = new pg.Client({ connectionString: stored.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(7)');
    const long = database.query<{ answer: number }>(
      'SELECT 42 AS answer FROM (SELECT pg_advisory_lock(7)) AS waited',
    );
    await vi.waitFor(async () => expect(await lockWaits(database.background)).toBe(1));
    // As many looks as end a forgotten one, and then as many again.
    for (const mark of ['SELECT 1', 'SELECT 2']) {
      const short = database.transaction(async (client) => {
        await client.query(mark);
        link.forgetThatAsked(mark);
        return client.query(mark);
      });
      expect(await troubleOf(short)).toBe('away');
    }
    await other.query('SELECT pg_advisory_unlock(7)');
    expect(await long).toEqual([{ answer: 42 }]);
    await other.end();
  });
});
