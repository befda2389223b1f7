import { LedgerBook } from '../ledger/ledger.book.js';
import { MOST_POINTS } from '../ledger/ledger.rules.js';
import { invalid } from '../platform/content.rules.js';
import type { Books, Command, Outcome } from '../platform/group-commit/command.js';
import { encodeId } from '../platform/ids.js';
import { type Refusal, type Refused, refuse } from '../platform/refusal.js';
import type { Scoring } from '../tier/scoring.js';
import { TierBook } from '../tier/tier.book.js';
import { type Pool, PoolBook } from './pool.book.js';
import type { Pledge } from './pool.rows.js';
import { checkPledge, isOpen, stateNow } from './pool.rules.js';

export interface PledgeInput {
  programId: string;
  memberId: string;
  poolId: string;
  /** What the pledge shall be in all: a click that is repeated with a new key is refused, not doubled. */
  points: number;
  /** What the first pledge to a pool counts for the member's tier. */
  scoring: Scoring;
  idempotencyKey: string;
}

export type Pledged = {
  pledgeId: string;
  points: number;
  /** Whether this pledge filled the pool. */
  reached: boolean;
};

/** A pledge and its pool as their group committed them. */
export interface Committed {
  pledge: Pledge;
  pool: Pool;
}

export interface Pledging<Done extends Outcome> extends Command<Done> {
  /** What was committed, so that nobody reads it back; null when the answer is a refusal or was given before. */
  made(outcome: Done | Refused): Committed | null;
}

/**
 * A first pledge, or a raised one (D2): the points are held until the pool closes. The one that reaches the target closes
 * the pool in its own commit, so that what will be captured is exactly the target from then on.
 */
export function pledge(input: PledgeInput): Pledging<Pledged> {
  const { programId, memberId, poolId, points } = input;
  let made: Committed | null = null;
  return {
    made: (outcome) => ('pledgeId' in outcome && made?.pledge.id === outcome.pledgeId ? made : null),
    name: 'pool.pledge',
    programId,
    idempotency: { scope: memberId, key: input.idempotencyKey, input: { poolId, points } },
    prepare(books) {
      // What an earlier try made was undone, and a pledge that was raised has the same id as before.
      made = null;
      // Amounts nobody can have must not reach a query.
      if (checkPoints(points) !== null) return;
      books.book(PoolBook).need(poolId, memberId);
      const { need } = books.book(LedgerBook);
      need.points(programId, memberId);
      need.openHold(memberId, poolId);
      books.book(TierBook).need(memberId);
    },
    decide(books) {
      const wrong = checkPoints(points);
      if (wrong !== null) return refuse(wrong);
      const [pools, ledger] = [books.book(PoolBook), books.book(LedgerBook)];
      const pool = pools.pool(programId, poolId);
      if (pool === null) return refuse(unknownPool(poolId));
      const closed = checkOpen(pool, books.now);
      if (closed !== null) return refuse(closed);
      const known = pools.pledge(poolId, memberId);
      const current = known?.state === 'held' ? known.points : 0;
      const unfit = checkPledge({ ...pool, asked: points, current });
      if (unfit !== null) return refuse({ ...unfit, path: ['points'] });
      const balance = ledger.available(memberId);
      const delta = points - current;
      if (balance < delta) return refuse({ code: 'INSUFFICIENT_POINTS', balance, required: delta });
      // Nothing is refused from here on.
      holdPledged(ledger, input, pool);
      const pledged = keepPledge(books, pool, known, input);
      const reached = pool.pledged + delta === pool.target;
      pools.change(pool, {
        pledged: pool.pledged + delta,
        ...(current > 0 ? {} : { backers: pool.backers + 1, unresolved: pool.unresolved + 1 }),
        ...(reached ? { state: 'succeeded', closedAt: books.now } : {}),
      });
      made = { pledge: pledged, pool };
      return { pledgeId: pledged.id, points, reached };
    },
  };
}

function checkPoints(points: number): Refusal | null {
  if (Number.isInteger(points) && points >= 1 && points <= MOST_POINTS) return null;
  return invalid(['points'], '积分须为正整数。', 'A pledge is a whole number of points, at least one.');
}

function checkOpen(pool: Pool, now: Date): Refusal | null {
  if (isOpen(pool.state, pool.deadline, now)) return null;
  if (pool.state === 'succeeded' || pool.state === 'completed') {
    return { code: 'TARGET_REACHED', pointsLeft: 0, path: ['points'] };
  }
  return { code: 'INVALID_STATE', state: stateNow(pool.state, pool.deadline, now), path: ['poolId'] };
}

/** One hold of the whole pledge; a raised one takes the place of the one before. */
function holdPledged(
  ledger: LedgerBook,
  { programId, memberId, poolId, points }: PledgeInput,
  pool: Pool,
): void {
  const before = ledger.openHold(memberId, poolId);
  const { deadline: expiresAt } = pool;
  // The new one first: points that are due stay covered by one of the two.
  ledger.placeHold({ programId, ownerId: memberId, amount: points, subjectId: poolId, expiresAt });
  // Nothing comes back, so nothing is repaid.
  if (before !== null) ledger.resolveHold(before.id, 'released', () => null);
}

/** A first pledge counts for the member's tier; one that was withdrawn comes back with its number and counts no more. */
function keepPledge(
  books: Books,
  pool: Pool,
  known: Pledge | null,
  { memberId, points, scoring }: PledgeInput,
): Pledge {
  const pools = books.book(PoolBook);
  if (known === null) {
    books.book(TierBook).interacted(memberId, 'pledge', scoring);
    return pools.add(pool, { memberId, points });
  }
  pools.changePledge(known, { points, state: 'held' });
  return known;
}

export function unknownPool(poolId: string): Refusal {
  return { code: 'NOT_FOUND', id: encodeId('pool', poolId), path: ['poolId'] };
}
