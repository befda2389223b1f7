import { releaseHold } from '../ledger/hold.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { refuse } from '../platform/refusal.js';
import { type Committed, type Pledging, unknownPool } from './pledge.js';
import { PoolBook } from './pool.book.js';
import { isOpen, stateNow } from './pool.rules.js';

export interface Withdraw {
  programId: string;
  memberId: string;
  poolId: string;
  idempotencyKey: string;
}

/** Takes a pledge back while the pool is open: the points are free again, the number stays with the member. */
export function withdraw(input: Withdraw): Pledging<{ pledgeId: string }> {
  const { programId, memberId, poolId } = input;
  let made: Committed | null = null;
  return {
    made: (outcome) => ('pledgeId' in outcome && made?.pledge.id === outcome.pledgeId ? made : null),
    name: 'pool.withdraw',
    programId,
    idempotency: { scope: memberId, key: input.idempotencyKey, input: { withdraw: poolId } },
    prepare(books) {
      made = null;
      books.book(PoolBook).need(poolId, memberId);
      const { need } = books.book(LedgerBook);
      need.return(programId, memberId);
      need.openHold(memberId, poolId);
    },
    decide(books) {
      const [pools, ledger] = [books.book(PoolBook), books.book(LedgerBook)];
      const pool = pools.pool(programId, poolId);
      const pledge = pools.pledge(poolId, memberId);
      if (pool === null) return refuse(unknownPool(poolId));
      if (!isOpen(pool.state, pool.deadline, books.now)) {
        const state = stateNow(pool.state, pool.deadline, books.now);
        return refuse({ code: 'INVALID_STATE', state, path: ['poolId'] });
      }
      const hold = ledger.openHold(memberId, poolId);
      if (pledge?.state !== 'held' || hold === null) {
        // Also a member who never pledged has nothing in it any more.
        return refuse({ code: 'INVALID_STATE', state: pledge?.state ?? 'withdrawn', path: ['poolId'] });
      }
      releaseHold(ledger, hold, 'released');
      pools.changePledge(pledge, { state: 'withdrawn' });
      pools.change(pool, {
        pledged: pool.pledged - pledge.points,
        backers: pool.backers - 1,
        unresolved: pool.unresolved - 1,
      });
      made = { pledge, pool };
      return { pledgeId: pledge.id };
    },
  };
}
