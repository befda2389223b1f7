import type { LocalizedText } from '../graphql/localized.js';
import { checkWords, cleanWords, longestTitle } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { unknownPool } from './pledge.js';
import { PoolBook } from './pool.book.js';
import { isOpen, stateNow } from './pool.rules.js';

export interface CancelPool {
  programId: string;
  poolId: string;
  actor: string;
  idempotencyKey: string;
  /** Why, for everybody who pledged. */
  reason: LocalizedText;
}

/** Calls an open pool off: from this commit on nothing can be pledged, and everything held is given back. */
export function cancelPool(input: CancelPool): Command<{ poolId: string }> {
  const { programId, poolId } = input;
  const reason = cleanWords(input.reason);
  return {
    name: 'pool.cancel',
    programId,
    idempotency: { scope: 'operator', key: input.idempotencyKey, input: { cancel: poolId, reason } },
    prepare: (books) => books.book(PoolBook).need(poolId, null),
    decide(books) {
      const pools = books.book(PoolBook);
      const pool = pools.pool(programId, poolId);
      if (pool === null) return refuse(unknownPool(poolId));
      if (!isOpen(pool.state, pool.deadline, books.now)) {
        const state = stateNow(pool.state, pool.deadline, books.now);
        return refuse({ code: 'INVALID_STATE', state, path: ['poolId'] });
      }
      const wrong = checkWords(['reason'], reason, longestTitle);
      if (wrong.length > 0) return refuse(...wrong);
      pools.cancel(pool, reason);
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'poolCancel',
        subject: encodeId('pool', poolId),
        before: { state: 'open' },
        after: { state: pool.state, pledged: pool.pledged, backers: pool.backers, reason },
      });
      return { poolId };
    },
  };
}
