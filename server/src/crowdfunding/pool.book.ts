import type { LocalizedText } from '../graphql/localized.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { Allotment, Pledge, PoolState } from './pool.rows.js';
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
}

type TallyColumns = { [Field in keyof Tally]: Tally[Field] };
type ContentColumns = { [Field in Exclude<keyof Pool, Exclude<keyof Tally, 'id'>>]: Pool[Field] };
type PledgeColumns = { [Field in keyof Pledge]: Pledge[Field] };

export const PLEDGE = `g.id, g.program_id AS "programId", g.pool_id AS "poolId", g.member_id AS "memberId", g.number, g.points,
       g.state, g.version, g.created_at AS "createdAt", g.updated_at AS "updatedAt"`;

/** What the group changed, for storing. */
export interface PoolChanges {
  pools: Pool[];
  pledges: Pledge[];
  winners: { poolId: string; programId: string; place: number; number: number }[];
}

/** The locked pools of one group, and the pledges in them that it is about. */
export class PoolBook implements Book {
  readonly #needs = new Set<string>();
  readonly #backers = new Map<string, { poolId: string; memberId: string }>();
  readonly #tallies = new Map<string, Tally>();
  readonly #pools = new Map<string, Pool>();
  readonly #pledges = new Map<string, Pledge>();
  readonly #changedPools = new Set<Pool>();
  readonly #changedPledges = new Set<Pledge>();
  readonly #winners: PoolChanges['winners'] = [];

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
    this.#changedPledges.add(pledge);
    return pledge;
  }

  changePledge(pledge: Pledge, change: Pick<Partial<Pledge>, 'points' | 'state'>): void {
    Object.assign(pledge, change, { updatedAt: this.books.now });
    if (!this.#changedPledges.has(pledge)) pledge.version += 1;
    this.#changedPledges.add(pledge);
  }

  change(pool: Pool, change: Partial<Tally>): void {
    Object.assign(pool, change);
    // One version a transaction: it is what others can see.
    if (!this.#changedPools.has(pool)) pool.version += 1;
    this.#changedPools.add(pool);
  }

  /** Who won the draw, by place. */
  addWinners({ id: poolId, programId }: Pool, numbers: readonly number[]): void {
    for (const [at, number] of numbers.entries()) {
      this.#winners.push({ poolId, programId, place: at + 1, number });
    }
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
        `SELECT id, title, target, least, most, deadline, allotment FROM pool WHERE id = ANY($1::uuid[])`,
        [ids],
        (content) => {
          const tally = this.#tallies.get(content.id);
          if (tally !== undefined) this.#pools.set(content.id, { ...tally, ...content });
        },
      ),
      load<PledgeColumns>(
        `SELECT ${PLEDGE}
           FROM unnest($1::uuid[], $2::uuid[]) AS n(pool_id, member_id)
           JOIN pledge g ON g.pool_id = n.pool_id AND g.member_id = n.member_id`,
        [backers.map((backer) => backer.poolId), backers.map((backer) => backer.memberId)],
        (pledge) => this.#pledges.set(`${pledge.poolId} ${pledge.memberId}`, pledge),
      ),
    ];
  }

  store(): Statement[] {
    return storePools({
      pools: [...this.#changedPools],
      pledges: [...this.#changedPledges],
      winners: this.#winners,
    });
  }

  changes(): Changes {
    return { topics: { [POOL_TOPIC]: [...this.#changedPools].map((pool) => pool.id) }, feed: [] };
  }
}
