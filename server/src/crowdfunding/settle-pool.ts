import type { LocalizedText } from '../graphql/localized.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { checkAddress, checkWords, cleanWords, longestText } from '../platform/content.rules.js';
import type { Command } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { type Refusal, refuse } from '../platform/refusal.js';
import { AuditBook } from '../program/audit.book.js';
import { unknownPool } from './pledge.js';
import { PoolBook } from './pool.book.js';
import { stateNow } from './pool.rules.js';
import type { Cash } from '../platform/currency.rules.js';

export interface SettlePool {
  programId: string;
  poolId: string;
  actor: string;
  idempotencyKey: string;
  /** What was bought with the points, for everybody who pledged. */
  statement: LocalizedText;
  /** What was paid for it; null: not told. */
  amount: Cash | null;
  documentUrl: string | null;
  currency: string;
}

/** Turns the points of a completed pool into what it was for, once and all of them, with a statement. */
export function settlePool(input: SettlePool): Command<{ poolId: string; points: number }> {
  const { programId, poolId, amount, documentUrl, currency } = input;
  const statement = cleanWords(input.statement);
  return {
    name: 'pool.settle',
    programId,
    idempotency: {
      scope: 'operator',
      key: input.idempotencyKey,
      input: { poolId, statement, amount, documentUrl },
    },
    prepare(books) {
      books.book(PoolBook).need(poolId, null);
      books.book(LedgerBook).need.account(programId, poolId, 'escrow');
    },
    decide(books) {
      const [pools, ledger] = [books.book(PoolBook), books.book(LedgerBook)];
      const pool = pools.pool(programId, poolId);
      const escrow = ledger.account(poolId, 'escrow');
      if (pool === null || escrow === null) return refuse(unknownPool(poolId));
      if (pool.state !== 'completed' || pool.settled) {
        const state = pool.settled ? 'settled' : stateNow(pool.state, pool.deadline, books.now);
        return refuse({ code: 'INVALID_STATE', state, path: ['poolId'] });
      }
      const wrong = checkSettlement({ ...input, statement });
      if (wrong.length > 0) return refuse(...wrong);
      const points = escrow.posted;
      const transferId = ledger.transfer({
        programId,
        from: { ownerId: poolId, kind: 'escrow' },
        to: { ownerId: programId, kind: 'redeemed' },
        amount: points,
        reason: 'pool_settlement',
        subjectId: poolId,
        note: pool.title,
      });
      const amountMinor = amount?.minor ?? null;
      pools.settle(
        pool,
        { points, amountMinor, currency, statement, documentUrl, at: books.now },
        transferId,
      );
      books.book(AuditBook).add(programId, {
        actor: input.actor,
        action: 'poolSettle',
        subject: encodeId('pool', poolId),
        before: null,
        after: { points, amountMinor, currency, statement, documentUrl },
      });
      return { poolId, points };
    },
  };
}

function checkSettlement({ statement, amount, currency, documentUrl }: SettlePool): Refusal[] {
  const wrong: Refusal[] = checkWords(['statement'], statement, longestText);
  if (amount !== null && amount.currency !== currency) {
    const path = ['amount', 'currencyCode'];
    wrong.push({
      code: 'CURRENCY_MISMATCH',
      expectedCurrency: currency,
      actualCurrency: amount.currency,
      path,
    });
  }
  if (documentUrl !== null) wrong.push(...checkAddress(['documentUrl'], documentUrl));
  return wrong;
}
