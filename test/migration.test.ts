import { hash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBatch } from '../server/src/platform/batch.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import type { Command, Outcome } from '../server/src/platform/group-commit/command.js';
import { IdempotencyBook } from '../server/src/platform/group-commit/idempotency.book.js';
import { readFeedPage } from '../server/src/feed/feed.queries.js';
import { Allocation1795000021000 } from '../server/src/platform/migrations/0021-allocation.js';
import { FeedRuns1795000022000 } from '../server/src/platform/migrations/0022-feed-runs.js';
import { Keys1795000020000 } from '../server/src/platform/migrations/0020-keys.js';
import { WritePath1795000019000 } from '../server/src/platform/migrations/0019-write-path.js';
import { migrations } from '../server/src/platform/migrations/index.js';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import { createTestDatabase } from './test-database.js';

const at = new Date('2026-11-25T08:00:00Z');
const [programId, memberId] = [randomUUID(), randomUUID()];
const key = 'a key, 一把钥匙';
const input = { lines: [1, 2] };
const outcome = { exchangeId: randomUUID() };
const topics = { stock: ['a', 'b'], member: [memberId] };
const otherProgramId = randomUUID();
const entryOf = (program: string, sku: string) => ({
  programId: program,
  kind: 'STOCK',
  variantId: randomUUID(),
  state: { sku, available: 1 },
});
const inFeed = entryOf(programId, 'in the feed already');
/** Waits for its place, entries of two programs in one transaction. */
const feed = [
  entryOf(programId, 'first'),
  entryOf(otherProgramId, 'of another program'),
  entryOf(programId, 'second\nline'),
];
const toldOf = (program: string) =>
  feed
    .filter((entry) => entry.programId === program)
    .map(({ kind, variantId, state }) => ({ kind, variantId, state }));

/** A movement and the two lots it took from. */
const taken = [randomUUID(), randomUUID(), randomUUID()] as const;

let database: Database;
let drop: () => Promise<void>;

/** A database as it was before the migrations, with what was in it then, migrated. */
beforeAll(async () => {
  const own = await createTestDatabase('empty');
  drop = () => own.drop();
  database = await openDatabase({ url: own.url, poolSize: 2, entities: [] });
  const before = database.orm.createQueryRunner();
  for (const Migration of migrations.slice(0, migrations.indexOf(WritePath1795000019000))) {
    await new Migration().up(before);
  }
  await before.query(
    `INSERT INTO idempotency_key (program_id, scope, key, input_hash, outcome, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [programId, memberId, key, hash('sha256', `test\0${JSON.stringify(input)}`, 'buffer'), outcome, at],
  );
  for (const changes of [
    { topics, feed },
    { topics: { stock: ['c'] }, feed: [] },
  ]) {
    await before.query('INSERT INTO outbox (changes, at) VALUES ($1, $2)', [changes, at]);
  }
  await before.query('UPDATE outbox_head SET position = 1, feed_position = 1');
  await before.query('INSERT INTO outbox (changes, position, at) VALUES ($1, 1, $2)', [
    { topics: {}, feed: [inFeed] },
    at,
  ]);
  await before.query(
    'INSERT INTO stock_feed (position, program_id, kind, variant_id, state, at) VALUES (1, $1, $2, $3, $4, $5)',
    [programId, inFeed.kind, inFeed.variantId, inFeed.state, at],
  );
  await new WritePath1795000019000().up(before);
  await new Keys1795000020000().up(before);
  await before.query(
    'INSERT INTO allocation (transfer_id, lot_id, amount) VALUES ($1, $2, 30), ($1, $3, 12)',
    [...taken],
  );
  await new Allocation1795000021000().up(before);
  await new FeedRuns1795000022000().up(before);
  await before.release();
});

afterAll(async () => {
  await database.close();
  await drop();
});

/** What a command that claims the key is told of it. */
async function told(scope: string, asked: unknown) {
  const book = new IdempotencyBook(at);
  const command: Command<Outcome> = {
    name: 'test',
    programId,
    idempotency: { scope, key, input: asked },
    prepare: () => undefined,
    decide: () => ({}),
  };
  book.want(command);
  const client = await database.commandPool.connect();
  await sendBatch(client, book.load());
  client.release(false);
  return book.earlier(command);
}

describe('a database that was in use before what every command writes took another form', () => {
  it('still knows the keys that were claimed then, each of whoever claimed it', async () => {
    expect(await told(memberId, input)).toEqual(outcome);
    expect(await told(memberId, { lines: [] })).toBe('conflict');
    expect(await told(randomUUID(), input)).toBeNull();
  });

  it('still tells what nobody had been told of', async () => {
    // Topics stay where they were; what goes into the feed has rows of its own, one for each program.
    expect(await sequence(database)).toBe(4);
    const rows = await database.query('SELECT topics, feed_program FROM outbox ORDER BY id');
    expect(rows).toEqual([
      { topics, feed_program: null },
      { topics: { stock: ['c'] }, feed_program: null },
      { topics: {}, feed_program: null },
      { topics: {}, feed_program: programId },
      { topics: {}, feed_program: otherProgramId },
    ]);
    const { kind, variantId, state } = inFeed;
    const own = await readFeedPage(database, programId, 0, 10);
    expect(own.entries).toMatchObject([{ position: 1, kind, variantId, state }, ...toldOf(programId)]);
    const others = await readFeedPage(database, otherProgramId, 0, 10);
    expect(others.entries).toMatchObject(toldOf(otherProgramId));
  });

  it('still knows from which lots a movement took', async () => {
    const [transfer, first, second] = taken;
    const found = await database.query(
      'SELECT lot_id, amount FROM allocation WHERE transfer_id = $1 ORDER BY amount',
      [transfer],
    );
    expect(found).toEqual([
      { lot_id: second, amount: 12 },
      { lot_id: first, amount: 30 },
    ]);
  });
});
