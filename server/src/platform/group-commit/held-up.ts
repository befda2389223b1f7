import type pg from 'pg';
import { sendBatch } from '../batch.js';
import { databaseTrouble } from '../database-trouble.js';
import type { Command, Outcome } from './command.js';
import { type GroupContext, openBooks } from './run-group.js';

/** No group that goes on holds its rows so long from the moment on at which it is asked; whoever is taken for held up only waits elsewhere. */
const probeMs = 5;

/** Which of the commands need rows that others hold: each is asked alone, and gives its own up at once. */
export async function heldUp(
  client: pg.PoolClient,
  commands: readonly Command<Outcome>[],
  context: GroupContext,
): Promise<boolean[]> {
  const held: boolean[] = [];
  await sendBatch(client, [
    { text: 'BEGIN' },
    { text: `SET LOCAL lock_timeout = ${probeMs}` },
    { text: 'SAVEPOINT before' },
  ]);
  for (const command of commands) {
    held.push(await isHeldUp(client, command, context));
  }
  await sendBatch(client, [{ text: 'ROLLBACK' }]);
  return held;
}

const again = { text: 'ROLLBACK TO SAVEPOINT before' };

async function isHeldUp(
  client: pg.PoolClient,
  command: Command<Outcome>,
  context: GroupContext,
): Promise<boolean> {
  const { books, opened } = openBooks(context, 0);
  try {
    command.prepare(books);
    await sendBatch(client, [...opened.flatMap((book) => book.load()), again]);
    return false;
  } catch (error) {
    await sendBatch(client, [again]);
    // What else is wrong with it is told where it is run.
    return databaseTrouble(error) === 'contended';
  }
}
