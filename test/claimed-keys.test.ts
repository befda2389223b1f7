import 'reflect-metadata';
import { hash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { writePathBooks } from '../server/src/capabilities.js';
import { redeem } from '../server/src/exchange/redeem.js';
import {
  type Book,
  type BookKind,
  type Books,
  type Command,
  load,
} from '../server/src/platform/group-commit/command.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

/** A book whose group fails the first time, once somebody waits for its locks, and begins again when the key has been answered. */
function disturbance(key: string, holdsLocks: () => void): BookKind<Book> {
  return class Disturbance implements Book {
    constructor(private readonly books: Books) {}

    load() {
      if (this.books.attempt === 0) return [];
      return [load(waitUntil(`EXISTS (SELECT FROM idempotency_key WHERE key = '${key}')`), [], () => {})];
    }

    store() {
      if (this.books.attempt > 0) return [];
      holdsLocks();
      const waiting = 'EXISTS (SELECT FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)))';
      return [{ text: waitUntil(waiting, "RAISE EXCEPTION USING ERRCODE = '40001';"), values: [] }];
    }
  };
}

function waitUntil(condition: string, then = ''): string {
  return `DO $$ BEGIN WHILE NOT ${condition} LOOP PERFORM pg_sleep(0.01); END LOOP; ${then} END $$`;
}

describe('a redemption whose first try was undone', () => {
  it('tells nothing of that try when another process answered its key meanwhile', async () => {
    const input = stage.redeem(await stage.member(100), await stage.variant({ points: 100 }));
    const [here, there] = [redeem(input), redeem(input)];
    let answeredHere: Promise<unknown> | undefined;
    await new Promise<void>((holdsLocks, failed) => {
      const bookKinds = [disturbance(input.idempotencyKey, holdsLocks), ...writePathBooks];
      answeredHere = stage.otherGroups({ bookKinds }).submit(here);
      answeredHere.catch(failed);
    });
    const outcome = await stage.otherGroups().submit(there);
    if (!('exchangeId' in outcome)) throw new Error('It was refused.');
    expect(await answeredHere).toEqual(outcome);
    expect(here.made(outcome)).toBe(null);
    expect(there.made(outcome)?.id).toBe(outcome.exchangeId);
  });
});

describe('a key that two processes claim at once for something that nobody locks', () => {
  const claim = (key: string, answer: string): Command<{ answer: string }> => ({
    name: 'test',
    programId: stage.programId,
    idempotency: { scope: 'test', key, input: null },
    prepare: () => undefined,
    decide: () => ({ answer }),
  });

  it('is answered once, whoever is later gives that answer', async () => {
    const key = stage.key();
    let answeredHere: Promise<unknown> | undefined;
    await new Promise<void>((decided, failed) => {
      /** Stores nothing before the key has been stored elsewhere. */
      class Late implements Book {
        constructor(private readonly books: Books) {}

        load() {
          return [];
        }

        store() {
          decided();
          const stored = `EXISTS (SELECT FROM idempotency_key WHERE key = '${key}')`;
          return this.books.attempt === 0 ? [{ text: waitUntil(stored), values: [] }] : [];
        }
      }
      answeredHere = stage.otherGroups({ bookKinds: [Late] }).submit(claim(key, 'here'));
      answeredHere.catch(failed);
    });
    expect(await stage.otherGroups().submit(claim(key, 'there'))).toEqual({ answer: 'there' });
    expect(await answeredHere).toEqual({ answer: 'there' });
  });

  it('is answered once, also when both wait for a third that gives up, and so for each other', async () => {
    const key = stage.key();
    const third = stage.database.client();
    await third.connect();
    try {
      await third.query('BEGIN');
      const id = hash('sha256', `${stage.programId}\0test\0${key}`, 'hex').slice(0, 32);
      await third.query(
        `INSERT INTO idempotency_key (id, program_id, key, input_hash, outcome, created_at)
         VALUES ($1, $2, $3, $1, '{}', now())`,
        [id, stage.programId, key],
      );
      const answers = ['here', 'there'].map((answer) => stage.otherGroups().submit(claim(key, answer)));
      await vi.waitFor(async () => {
        const waiting = 'SELECT FROM pg_locks WHERE cardinality(pg_blocking_pids(pid)) > 0 AND NOT granted';
        expect(await stage.database.query(waiting)).toHaveLength(2);
      });
      await third.query('ROLLBACK');
      const [one, other] = await Promise.all(answers);
      expect(['here', 'there']).toContain(one !== undefined && 'answer' in one && one.answer);
      expect(other).toEqual(one);
    } finally {
      await third.end();
    }
  });
});
