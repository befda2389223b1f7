import { changedVersion } from '../platform/ending.rules.js';
import { rowsOf } from '../platform/rows-of.js';
import type { LocalizedText } from '../graphql/localized.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { Allotment, Pledge, PoolState, Settlement } from './pool.rows.js';
import { storePools } from './pool.store.js';

/** The topic under which the progress of a pool is followed. */
export const POOL_TOPIC = 'pool';

/** What every pledge changes. */
export interface Tally {
  id: string;
  programId: string;
  state: PoolState;
  pledged: number;
  backers: number;
  /** Pledges whose points are still held; as many as backers while the pool is open. */
  unresolved: number;
  /** Backers' numbers given out so far. */
  numbers: number;
  closedAt: Date | null;
  version: number;
}

/** A pool as commands decide on it; its story stays where it is, and so does what the draw comes from. */
export interface Pool extends Tally {
  title: LocalizedText;
  target: number;
  least: number;
  most: number | null;
  deadline: Date;
  allotment: Allotment;
  /** Why it was called off; null when it was not. */
  cancelled: LocalizedText | null;
  /** Whether its points were paid out. */
  settled: boolean;
}

type TallyColumns = { [Field in keyof Tally]: Tally[Field] };
type ContentColumns = { [Field in Exclude<keyof Pool, Exclude<keyof Tally, 'id'>>]: Pool[Field] };
type PledgeColumns = { [Field in keyof Pledge]: Pledge[Field] };

export const PLEDGE = `g.id, g.program_id AS "programId", g.pool_id AS "poolId", g.member_id AS "memberId", g.number, g.points,
       g.state, g.version, g.created_at AS "createdAt", g.updated_at AS "updatedAt"`;

/** What the group changed, for storing. */
export interface PoolChanges {
  pools: Pool[];
  /** First pledges, and those that were there before. */
  fresh: Pledge[];
  changed: Pledge[];
  winners: { poolId: string; programId: string; place: number; number: number }[];
  cancellations: { poolId: string; programId: string; reason: LocalizedText; at: Date }[];
  settlements: (Settlement & { poolId: string; programId: string; transferId: string })[];
}

/** The locked pools of one group, and the pledges in them that it is about. */
export class PoolBook implements Book {
  readonly #needs = new Set<string>();
  readonly #backers = new Map<string, { poolId: string; memberId: string }>();
  readonly #tallies = new Map<string, Tally>();
  readonly #pools = new Map<string, Pool>();
  readonly #pledges = new Map<string, Pledge>();
  readonly #changedPools = new Set<Pool>();
  readonly #fresh = new Set<Pledge>();
  readonly #changed = new Set<Pledge>();
  readonly #winners: PoolChanges['winners'] = [];
  readonly #cancellations: PoolChanges['cancellations'] = [];
  readonly #settlements: PoolChanges['settlements'] = [];

  constructor(readonly books: Books) {}

  /** The pool, and what this member put into it. */
  need(poolId: string, memberId: string | null): void {
    this.#needs.add(poolId);
    if (memberId !== null) this.#backers.set(`${poolId} ${memberId}`, { poolId, memberId });
  }

  /** Null when the program has no such pool. */
  pool(programId: string, id: string): Pool | null {
    const pool = this.#pools.get(id);
    return pool?.programId === programId ? pool : null;
  }

  pledge(poolId: string, memberId: string): Pledge | null {
    return this.#pledges.get(`${poolId} ${memberId}`) ?? null;
  }

  /** A first pledge; it gets the next number of its pool. */
  add(pool: Pool, { memberId, points }: { memberId: string; points: number }): Pledge {
    const { now } = this.books;
    const { id: poolId, programId } = pool;
    this.change(pool, { numbers: pool.numbers + 1 });
    const pledge: Pledge = {
      id: this.books.newId(),
      programId,
      poolId,
      memberId,
      number: pool.numbers,
      points,
      state: 'held',
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    this.#pledges.set(`${poolId} ${memberId}`, pledge);
    this.#fresh.add(pledge);
    return pledge;
  }

  changePledge(pledge: Pledge, change: Pick<Partial<Pledge>, 'points' | 'state'>): void {
    Object.assign(pledge, change, { updatedAt: this.books.now });
    if (this.#fresh.has(pledge)) return;
    if (!this.#changed.has(pledge)) pledge.version += 1;
    this.#changed.add(pledge);
  }

  change(pool: Pool, change: Partial<Omit<Tally, 'version'>>): void {
    // One version a transaction: it is what others can see.
    const { version, state } = this.#tallies.get(pool.id) ?? pool;
    pool.version = changedVersion({ version, state, endsAt: pool.deadline });
    Object.assign(pool, change);
    this.#changedPools.add(pool);
  }

  /** Who won the draw, by place. */
  addWinners({ id: poolId, programId }: Pool, numbers: readonly number[]): void {
    for (const [at, number] of numbers.entries()) {
      this.#winners.push({ poolId, programId, place: at + 1, number });
    }
  }

  /** Without backers there is nothing to give back. */
  fail(pool: Pool): void {
    this.change(pool, { state: pool.unresolved === 0 ? 'released' : 'failed', closedAt: this.books.now });
  }

  cancel(pool: Pool, reason: LocalizedText): void {
    this.fail(pool);
    pool.cancelled = reason;
    this.#cancellations.push({ poolId: pool.id, programId: pool.programId, reason, at: this.books.now });
  }

  settle(pool: Pool, settlement: Settlement, transferId: string): void {
    this.change(pool, {});
    pool.settled = true;
    this.#settlements.push({ ...settlement, poolId: pool.id, programId: pool.programId, transferId });
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const ids = [...this.#needs];
    const backers = [...this.#backers.values()];
    return [
      // The narrow row alone is locked; what it guards is read behind it, as it is when the lock is held.
      load<TallyColumns>(
        `SELECT pool_id AS id, program_id AS "programId", state, pledged, backers, unresolved, numbers,
                closed_at AS "closedAt", version
           FROM pool_tally WHERE pool_id = ANY($1::uuid[])
          ORDER BY pool_id FOR NO KEY UPDATE`,
        [ids],
        (tally) => this.#tallies.set(tally.id, tally),
      ),
      load<ContentColumns>(
        `SELECT p.id, p.title, p.target, p.least, p.most, p.deadline, p.allotment, c.reason AS cancelled,
                EXISTS (SELECT FROM pool_settlement s WHERE s.pool_id = p.id) AS settled
           FROM pool p LEFT JOIN pool_cancellation c ON c.pool_id = p.id WHERE p.id = ANY($1::uuid[])`,
        [ids],
        (content) => {
          const tally = this.#tallies.get(content.id);
          if (tally !== undefined) this.#pools.set(content.id, { ...tally, ...content });
        },
      ),
      load<PledgeColumns>(
        earlierPledgesSql,
        [backers.map((backer) => backer.poolId), backers.map((backer) => backer.memberId)],
        (pledge) => this.#pledges.set(`${pledge.poolId} ${pledge.memberId}`, pledge),
      ),
    ];
  }

  store(): Statement[] {
    return storePools({
      pools: [...this.#changedPools],
      fresh: [...this.#fresh],
      changed: [...this.#changed],
      winners: this.#winners,
      cancellations: this.#cancellations,
      settlements: this.#settlements,
    });
  }

  changes(): Changes {
    return { topics: { [POOL_TOPIC]: [...this.#changedPools].map((pool) => pool.id) }, feed: [] };
  }
}

const earlierPledgesSql = `
  SELECT ${PLEDGE}
   FROM ${rowsOf('$1::uuid[], $2::uuid[]', 'pool_id, member_id')} AS n
   JOIN pledge g ON g.pool_id = n.pool_id AND g.member_id = n.member_id`;
