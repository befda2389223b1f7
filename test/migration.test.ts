import { hash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBatch } from '../server/src/platform/batch.js';
import { type Database, openDatabase } from '../server/src/platform/database.js';
import type { Command, Outcome } from '../server/src/platform/group-commit/command.js';
import { IdempotencyBook } from '../server/src/platform/group-commit/idempotency.book.js';
import { readFeedPage } from '../server/src/feed/feed.queries.js';
import { Allocation1795000021000 } from '../server/src/platform/migrations/0021-allocation.js';
import { FeedRuns1795000022000 } from '../server/src/platform/migrations/0022-feed-runs.js';
import { SingleLine1795000023000 } from '../server/src/platform/migrations/0023-single-line.js';
import { Windows1795000025000 } from '../server/src/platform/migrations/0025-windows.js';
import { PricedUntil1795000026000 } from '../server/src/platform/migrations/0026-priced-until.js';
import { NoticeRead1795000027000 } from '../server/src/platform/migrations/0027-notice-read.js';
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

/** Two exchanges, of one line and of two, and the notes of two movements. */
const [single, bundle] = [randomUUID(), randomUUID()];
const lineOf = (exchangeId: string, position: number) => ({
  exchange_id: exchangeId,
  position,
  program_id: programId,
  reward_id: randomUUID(),
  variant_id: randomUUID(),
  price_plan_id: randomUUID(),
  kind: 'physical',
  title: { zh: '杯子', en: `Cup "${position}"` },
  quantity: 1 + position,
  unit_points: 40,
  list_points: position === 0 ? 50 : null,
  unit_cash_minor: null,
  limit_starts_on: '2026-11-01',
  batch_started_on: null,
  delivered_at: null,
});
const lines = [lineOf(single, 0), lineOf(bundle, 0), lineOf(bundle, 1)];
const notes = [{ zh: '杯子', en: 'Cup' }, null];

async function insertExchanges(before: ReturnType<Database['orm']['createQueryRunner']>): Promise<void> {
  await before.query(
    `INSERT INTO exchange (id, program_id, member_id, state, points, created_at, updated_at)
     SELECT id, $2, $3, 'confirmed', 40, $4, $4 FROM unnest($1::uuid[]) AS n(id)`,
    [[single, bundle], programId, memberId, at],
  );
  await before.query(
    'INSERT INTO exchange_line SELECT (jsonb_populate_recordset(NULL::exchange_line, $1::jsonb)).*',
    [JSON.stringify(lines)],
  );
  for (const note of notes) {
    await before.query(
      `INSERT INTO transfer (id, program_id, debit_owner, debit_kind, credit_owner, credit_kind, amount, reason, note, at)
       VALUES ($1, $2, $3, 'points', $2, 'redeemed', 40, 'exchange', $4, $5)`,
      [randomUUID(), programId, memberId, note, at],
    );
  }
}

/** A reward each, by what has a window in it. */
const windowed = {
  nothing: randomUUID(),
  sale: randomUUID(),
  price: randomUUID(),
  'price of a tier': randomUUID(),
};

async function insertWindows(before: ReturnType<Database['orm']['createQueryRunner']>): Promise<void> {
  await before.query(
    `INSERT INTO program (id, handle, name, token_secret, created_at) VALUES ($1, 'brand', '{}', '', $2)`,
    [programId, at],
  );
  for (const [what, id] of Object.entries(windowed)) {
    await before.query(
      `INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, on_sale_until, created_at, updated_at)
       VALUES ($1, $2, $3, 'physical', 'listed', '{}', '{}', '{}', $4, $5, $5)`,
      [id, programId, what, what === 'sale' ? at : null, at],
    );
    await before.query(`INSERT INTO variant (id, program_id, reward_id, title) VALUES ($1, $2, $1, '{}')`, [
      id,
      programId,
    ]);
    const tier = what === 'price of a tier' ? 'gold' : null;
    await before.query(
      'INSERT INTO price_plan (id, program_id, variant_id, points, ends_at, tier) VALUES ($1, $2, $1, 5, $3, $4)',
      [id, programId, what === 'price' || tier !== null ? at : null, tier],
    );
  }
}

async function insertNotice(
  runner: ReturnType<Database['orm']['createQueryRunner']>,
  occasion: string,
): Promise<void> {
  await runner.query(
    `INSERT INTO notice (id, program_id, member_id, kind, subject_id, occasion, at)
     VALUES ($1, $2, $3, 'pool_won', $1, $4, $5)`,
    [randomUUID(), programId, memberId, occasion, at],
  );
}

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
  await insertExchanges(before);
  await new SingleLine1795000023000().up(before);
  await insertWindows(before);
  await new Windows1795000025000().up(before);
  await new PricedUntil1795000026000().up(before);
  await insertNotice(before, 'before');
  await new NoticeRead1795000027000().up(before);
  await insertNotice(before, 'after');
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

  it('takes for read what members were told before they could say so, and nothing that comes after', async () => {
    const rows = await database.query(
      'SELECT occasion, read_at IS NULL AS unread FROM notice WHERE member_id = $1 ORDER BY occasion',
      [memberId],
    );
    expect(rows).toEqual([
      { occasion: 'after', unread: true },
      { occasion: 'before', unread: false },
    ]);
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

  it('still has every line of its exchanges, and the notes of its movements', async () => {
    const seen = await database.query<{ line: object }>(
      `SELECT to_jsonb(l) AS line FROM exchange_line l ORDER BY exchange_id <> $1, position`,
      [single],
    );
    expect(seen.map(({ line }) => line)).toEqual(lines);
    const moved = await database.query<{ note: object | null }>(
      'SELECT note FROM transfer WHERE debit_owner = $1 ORDER BY note IS NULL',
      [memberId],
    );
    expect(moved.map(({ note }) => note)).toEqual(notes);
  });

  it('has partners told of sales and prices that have windows, and of nothing else', async () => {
    const due = await database.query<{ id: string }>(
      'SELECT id FROM variant WHERE turns_at <= now() AND told_at IS NULL',
    );
    expect(new Set(due.map(({ id }) => id))).toEqual(new Set([windowed.sale, windowed.price]));
  });

  it('knows which rewards have a last price, whoever it is for, and which have one without end', async () => {
    const ending = await database.query<{ id: string; priced_until: Date }>(
      'SELECT id, priced_until FROM reward WHERE priced_until IS NOT NULL',
    );
    expect(new Set(ending.map(({ id }) => id))).toEqual(
      new Set([windowed.price, windowed['price of a tier']]),
    );
    expect(ending.map(({ priced_until }) => priced_until)).toEqual([at, at]);
  });
});
