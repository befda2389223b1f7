import type { Command } from '../platform/group-commit/command.js';
import { PoolBook } from './pool.book.js';

export interface Complete {
  programId: string;
  poolId: string;
  /** Numbers by place. */
  winners: readonly number[];
}

/** Publishes the result of a draw, once. It follows from what cannot change any more, so whoever comes first is right. */
export function complete({ programId, poolId, winners }: Complete): Command<{ completed: boolean }> {
  return {
    name: 'pool.complete',
    programId,
    idempotency: null,
    prepare: (books) => books.book(PoolBook).need(poolId, null),
    decide(books) {
      const pools = books.book(PoolBook);
      const pool = pools.pool(programId, poolId);
      if (pool?.state !== 'succeeded' || pool.unresolved > 0 || pool.allotment !== 'draw') {
        return { completed: false };
      }
      pools.addWinners(pool, winners);
      pools.change(pool, { state: 'completed' });
      return { completed: true };
    },
  };
}
