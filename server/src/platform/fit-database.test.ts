import { expect, it } from 'vitest';
import { isLentForTransactions, type Session } from './fit-database.js';

/** Backends that are free; the one that was given back last is lent first. */
class Pooler {
  readonly #free = [1, 2, 3];

  constructor(private readonly lends: 'for sessions' | 'for transactions') {}

  open(): Session {
    let own = this.lends === 'for sessions' ? this.#free.pop() : undefined;
    return {
      begin: async () => void (own ??= this.#free.pop()),
      backend: async () => own ?? this.#free.at(-1) ?? 0,
    };
  }
}

it('knows a pooler that lends connections for a transaction from one that does so for a session', async () => {
  const answers = (['for sessions', 'for transactions'] as const).map((lends) => {
    const pooler = new Pooler(lends);
    return isLentForTransactions(pooler.open(), pooler.open());
  });
  expect(await Promise.all(answers)).toEqual([false, true]);
});
