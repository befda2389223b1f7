import { describe, expect, it } from 'vitest';
import {
  type Book,
  type Books,
  type Command,
  load,
  type Outcome,
} from '../server/src/platform/group-commit/command.js';
import { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

/** Locks that the test holds, so that a group that needs one is under way for as long as the test wants. */
class LockBook implements Book {
  static groups: LockBook[] = [];
  readonly locks: number[] = [];

  constructor(_books: Books) {
    LockBook.groups.push(this);
  }

  load() {
    return [...new Set(this.locks)].map((lock) =>
      load('SELECT pg_advisory_xact_lock_shared($1)', [lock], () => undefined),
    );
  }

  store() {
    return [];
  }
}

function needing(lock: number): Command<Outcome> {
  return {
    name: 'needing',
    programId: stage.programId,
    idempotency: null,
    prepare: (books) => void books.book(LockBook).locks.push(lock),
    decide: () => ({ done: true }),
  };
}

const [one, other] = [1, 2];

/** Groups on the real database, whose clock and timers the test moves; nobody gets a lock before it is let go. */
async function open() {
  LockBook.groups = [];
  const holder = await stage.database.pool.connect();
  await holder.query('SELECT pg_advisory_lock($1), pg_advisory_lock($2)', [one, other]);
  let [now, began] = [0, 0];
  const due: (() => void)[] = [];
  const answers: { lock: number; answer: Promise<unknown> }[] = [];
  const groups = new GroupCommit({
    pool: {
      connect() {
        began += 1;
        return stage.database.commandPool.connect();
      },
    },
    clock: stage.clock,
    newId: stage.newId,
    bookKinds: [LockBook],
    onCommit: () => undefined,
    elapsed: () => now,
    timers: {
      after(_ms, run) {
        due.push(run);
        return () => undefined;
      },
      every: () => () => undefined,
    },
  });
  return {
    /** Gives how many groups have begun once those that arrived have been looked at. */
    arrive: async (commands: number, lock = one) => {
      for (let nth = 0; nth < commands; nth += 1)
        answers.push({ lock, answer: groups.submit(needing(lock)) });
      await new Promise((turn) => setImmediate(turn));
      // Which connection comes first is chance.
      await expect.poll(() => LockBook.groups.length).toBe(began);
      return began;
    },
    /** Lets time pass, and what was to happen after it happen. */
    pass: async (ms: number) => {
      now += ms;
      for (const run of due.splice(0)) run();
      await new Promise((turn) => setImmediate(turn));
      return began;
    },
    /** Lets the groups that need this lock end. */
    letGo: async (lock: number) => {
      await holder.query('SELECT pg_advisory_unlock($1)', [lock]);
      await Promise.all(answers.filter((given) => given.lock === lock).map(({ answer }) => answer));
    },
    /** How many commands were in each group, in the order in which they began, when all are answered. */
    sizes: async () => {
      await holder.query('SELECT pg_advisory_unlock_all()');
      holder.release();
      await Promise.all(answers.map(({ answer }) => answer));
      await groups.drain();
      return LockBook.groups.map((group) => group.locks.length);
    },
  };
}

describe('while a group is under way', () => {
  it('a few commands more do not wait for it', async () => {
    const { arrive, sizes } = await open();
    expect(await arrive(1)).toBe(1);
    expect(await arrive(15)).toBe(2);
    expect(await sizes()).toEqual([1, 15]);
  });

  it('more than a few wait and become one group after it, though they came one by one', async () => {
    const { arrive, sizes } = await open();
    expect(await arrive(100)).toBe(1);
    for (let nth = 0; nth < 10; nth += 1) expect(await arrive(8)).toBe(1);
    expect(await sizes()).toEqual([100, 80]);
  });

  it('a third of a full group does not wait for it, nor another for both', async () => {
    const { arrive, sizes } = await open();
    expect(await arrive(256)).toBe(1);
    expect(await arrive(85)).toBe(1);
    expect(await arrive(1)).toBe(2);
    expect(await arrive(85)).toBe(2);
    expect(await arrive(1)).toBe(3);
    expect(await sizes()).toEqual([256, 86, 86]);
  });

  it('nobody waits for it for longer than a group takes that does not wait itself', async () => {
    const { arrive, pass, sizes } = await open();
    expect(await arrive(100)).toBe(1);
    expect(await arrive(20)).toBe(1);
    expect(await pass(50)).toBe(1);
    expect(await pass(51)).toBe(2);
    expect(await sizes()).toEqual([100, 20]);
  });

  it('the same holds when the others have ended and nobody else comes', async () => {
    const { arrive, pass, letGo, sizes } = await open();
    expect(await arrive(8)).toBe(1);
    expect(await arrive(4, other)).toBe(2);
    expect(await arrive(4, other)).toBe(3);
    expect(await arrive(20)).toBe(3);
    await letGo(other);
    expect(await pass(0)).toBe(3);
    expect(await pass(101)).toBe(4);
    expect(await sizes()).toEqual([8, 4, 4, 20]);
  });

  it('a few do not wait for it though a large group has ended beside it', async () => {
    const { arrive, letGo, sizes } = await open();
    expect(await arrive(4)).toBe(1);
    expect(await arrive(100, other)).toBe(2);
    await letGo(other);
    expect(await arrive(4)).toBe(3);
    expect(await sizes()).toEqual([4, 100, 4]);
  });

  it('as many wait as there are when three are under way, and no group is larger than it may be', async () => {
    const { arrive, pass, sizes } = await open();
    expect(await arrive(256)).toBe(1);
    expect(await arrive(256)).toBe(2);
    expect(await arrive(600)).toBe(3);
    expect(await pass(1_000)).toBe(3);
    expect(await sizes()).toEqual([256, 256, 256, 256, 88]);
  });
});

describe('a group whose connection is lost', () => {
  it('is told so as a whole, for none of its commands would fare better alone', async () => {
    let asked = 0;
    const groups = stage.otherGroups({
      pool: {
        connect() {
          asked += 1;
          return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
        },
      },
      bookKinds: [LockBook],
    });
    const answers = await Promise.allSettled([1, 2, 3, 4, 5].map(() => groups.submit(needing(one))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    expect(asked).toBe(1);
  });
});
