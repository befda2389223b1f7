import type pg from 'pg';
import { sendBatch } from '../batch.js';
import type { NewId } from '../ids.js';
import { changesStatements, mergeChanges } from '../outbox/record-changes.js';
import { saidOnce } from '../rows-of.js';
import { isRefused, type Refused, refuse } from '../refusal.js';
import {
  type Book,
  type BookKind,
  type Books,
  type Command,
  type Load,
  type Outcome,
  type Statement,
  TryAgain,
} from './command.js';
import { checkKey, IdempotencyBook } from './idempotency.book.js';
import type { Kept } from './kept.js';

export type Answer = { outcome: Outcome | Refused } | { failed: unknown };

export interface GroupContext {
  now: Date;
  newId: NewId;
  /** In the order in which their rows are locked, the same for every group. */
  bookKinds: readonly BookKind<Book>[];
  kept: Kept;
  /** How long it waits for rows that others hold; as long as its connection is set to unless said otherwise. */
  patienceMs?: number | undefined;
}

/** A command whose own code threw; the others of its group are run again without it. */
class CommandFailed extends Error {
  constructor(
    readonly index: number,
    readonly reason: unknown,
  ) {
    super('A command failed.');
  }
}

/** Runs one group in one transaction and gives each command's answer, in order, after the commit. */
export async function runGroup(
  client: pg.PoolClient,
  commands: readonly Command<Outcome>[],
  context: GroupContext,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let waiting = commands.map((command, index) => ({ command, index }));
  let attempt = 0;
  while (waiting.length > 0) {
    try {
      const outcomes = await attemptGroup(
        client,
        waiting.map((w) => w.command),
        context,
        attempt,
      );
      for (const [at, { index }] of waiting.entries()) answers[index] = { outcome: required(outcomes[at]) };
      break;
    } catch (error) {
      await client.query('ROLLBACK');
      if (error instanceof CommandFailed) {
        const failed = required(waiting[error.index]);
        answers[failed.index] = { failed: error.reason };
        waiting = waiting.filter((w) => w !== failed);
      } else if ((error instanceof TryAgain || isTransient(error)) && attempt < 3) {
        attempt += 1;
      } else {
        throw error;
      }
    }
  }
  return answers;
}

async function attemptGroup(
  client: pg.PoolClient,
  commands: readonly Command<Outcome>[],
  context: GroupContext,
  attempt: number,
): Promise<(Outcome | Refused)[]> {
  const { books, opened } = openBooks(context, attempt);
  const keys = new IdempotencyBook(context.now);
  for (const [index, command] of commands.entries()) {
    guard(index, () => command.prepare(books));
    keys.want(command);
  }
  // Keys are read last: whoever used one of them before has given up the locks above by then.
  await lockAndRead(
    client,
    context.patienceMs,
    [...opened, keys].flatMap((book) => book.load()),
  );
  await readMore(client, opened);
  const outcomes = commands.map((command, index) => guard(index, () => decide(command, books, keys)));
  await storeAndCommit(client, [...opened, keys], context.now);
  return outcomes;
}

/** The books of one try, in the order in which their rows are locked. */
export function openBooks(context: GroupContext, attempt: number): { books: Books; opened: readonly Book[] } {
  const opened = new Map<BookKind<Book>, Book>();
  const books: Books = {
    now: context.now,
    newId: context.newId,
    attempt,
    book: <B extends Book>(kind: BookKind<B>) => {
      const found = opened.get(kind);
      if (!(found instanceof kind)) throw new Error(`The book ${kind.name} is not among the group's books.`);
      return found;
    },
    kept: (kind) => context.kept.of(kind),
  };
  for (const kind of context.bookKinds) opened.set(kind, new kind(books));
  return { books, opened: [...opened.values()] };
}

function decide(command: Command<Outcome>, books: Books, keys: IdempotencyBook): Outcome | Refused {
  const wrong = checkKey(command);
  if (wrong !== null) return refuse(wrong);
  const earlier = keys.earlier(command);
  if (earlier === 'conflict')
    return refuse({ code: 'IDEMPOTENCY_CONFLICT', key: command.idempotency?.key ?? '' });
  if (earlier !== null) return earlier;
  const outcome = command.decide(books);
  if (!isRefused(outcome)) keys.record(command, outcome);
  return outcome;
}

/** First round trip: begin, lock and read, all sent at once. */
async function lockAndRead(
  client: pg.PoolClient,
  patienceMs: number | undefined,
  loads: readonly Load[],
): Promise<void> {
  const begin = [{ text: 'BEGIN' }];
  if (patienceMs !== undefined) begin.push({ text: `SET LOCAL lock_timeout = ${patienceMs}` });
  await sendBatch(client, [...begin, ...loads]);
}

/** Mostly nothing. What is read here must be guarded by the locks that are held: there is no order in which more could be taken. */
async function readMore(client: pg.PoolClient, books: readonly Book[]): Promise<void> {
  for (;;) {
    const loads = books.flatMap((book) => book.loadMore?.() ?? []);
    if (loads.length === 0) return;
    await sendBatch(client, loads);
  }
}

/** Last round trip: every effect and the commit, all sent at once. */
async function storeAndCommit(client: pg.PoolClient, books: readonly Book[], now: Date): Promise<void> {
  const statements: Statement[] = books.flatMap((book) => book.store());
  if (statements.length === 0) {
    await client.query('ROLLBACK');
    return;
  }
  statements.push(...changesStatements(now, mergeChanges(books.flatMap((book) => book.changes?.() ?? []))));
  const tags = await sendBatch(client, [...statements.map(saidOnce), { text: 'COMMIT' }]);
  // A transaction that failed before answers COMMIT with ROLLBACK.
  if (tags.at(-1) !== 'COMMIT') throw new Error('The group was not committed.');
}

function guard<T>(index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TryAgain) throw error;
    throw new CommandFailed(index, error);
  }
}

/** Deadlock and serialization failures, and a key or row that another process made first: the next try sees it. */
function isTransient(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === '40P01' || code === '40001' || code === '23505' || code === '23P01';
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A group lost one of its parts.');
  return value;
}
