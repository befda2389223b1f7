import type { Command } from '../platform/group-commit/command.js';
import { NoticeBook } from '../notice/notice.book.js';
import { PoolBook } from './pool.book.js';

export interface Complete {
  programId: string;
  poolId: string;
  /** By place. */
  winners: readonly { number: number; memberId: string }[];
}

/** Publishes the result of a draw, once, and tells who has won. It follows from what cannot change any more, so whoever comes first is right. */
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
      pools.addWinners(
        pool,
        winners.map(({ number }) => number),
      );
      const of = { programId, kind: 'pool_won', subjectId: poolId, at: books.now } as const;
      for (const { memberId } of winners) {
        books.book(NoticeBook).add({ ...of, memberId, facts: { pool: pool.title } });
      }
      pools.change(pool, { state: 'completed' });
      return { completed: true };
    },
  };
}
