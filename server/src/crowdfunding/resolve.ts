import { captureHold, releaseHold } from '../ledger/hold.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { NoticeBook } from '../notice/notice.book.js';
import type { Books, Command } from '../platform/group-commit/command.js';
import { type Pool, PoolBook } from './pool.book.js';
import type { Pledge } from './pool.rows.js';
import { resolution, resolvedState } from './pool.rules.js';

export interface Resolve {
  programId: string;
  poolId: string;
  memberId: string;
}

/**
 * Ends one pledge of a closed pool: its points go into the escrow, or are free again, and its member is told. A pledge that was resolved before is
 * left as it is, so this may be sent again by anybody.
 */
export function resolve({ programId, poolId, memberId }: Resolve): Command<{ resolved: boolean }> {
  return {
    name: 'pool.resolve',
    programId,
    idempotency: null,
    prepare(books) {
      books.book(PoolBook).need(poolId, memberId);
      const { need } = books.book(LedgerBook);
      need.return(programId, memberId);
      need.openHold(memberId, poolId, true);
      need.account(programId, poolId, 'escrow');
    },
    decide(books) {
      const [pools, ledger] = [books.book(PoolBook), books.book(LedgerBook)];
      const pool = pools.pool(programId, poolId);
      const pledge = pools.pledge(poolId, memberId);
      if (pool === null || pledge?.state !== 'held') return { resolved: false };
      const state = resolution(pool.state);
      if (state === null) return { resolved: false };
      const hold = ledger.openHold(memberId, poolId);
      if (hold === null) throw new Error('A held pledge has no hold.');
      if (state === 'captured') {
        const to = { ownerId: poolId, kind: 'escrow' } as const;
        captureHold(ledger, hold, { reason: 'pledge', note: pool.title, to });
      } else releaseHold(ledger, hold, 'released');
      pools.changePledge(pledge, { state });
      tell(books, pool, pledge);
      const unresolved = pool.unresolved - 1;
      const closed = unresolved === 0 ? { state: resolvedState(pool.state, pool.allotment) } : {};
      pools.change(pool, { unresolved, ...closed });
      return { resolved: true };
    },
  };
}

/** What the end of the pool means for one member, noted in the commit that makes it so. */
function tell(books: Books, pool: Pool, { memberId, points }: Pledge): void {
  const { id: poolId, programId, title, cancelled: reason } = pool;
  const of = { programId, memberId, subjectId: poolId, at: books.now };
  const facts = { pool: title, points };
  const notices = books.book(NoticeBook);
  if (pool.state === 'succeeded') {
    notices.add({ ...of, kind: 'pool_succeeded', facts: { ...facts, drawn: pool.allotment === 'draw' } });
  } else if (reason === null) notices.add({ ...of, kind: 'pool_failed', facts });
  else notices.add({ ...of, kind: 'pool_cancelled', facts: { ...facts, reason } });
}
