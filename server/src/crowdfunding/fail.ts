import type { Command } from '../platform/group-commit/command.js';
import { PoolBook } from './pool.book.js';

/** Closes a pool whose deadline passed before it was full; does nothing when it is closed already. */
export function fail(programId: string, poolId: string): Command<{ failed: boolean }> {
  return {
    name: 'pool.fail',
    programId,
    idempotency: null,
    prepare: (books) => books.book(PoolBook).need(poolId, null),
    decide(books) {
      const pools = books.book(PoolBook);
      const pool = pools.pool(programId, poolId);
      if (pool?.state !== 'open' || pool.deadline > books.now) return { failed: false };
      pools.fail(pool);
      return { failed: true };
    },
  };
}
