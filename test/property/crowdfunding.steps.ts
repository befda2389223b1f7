import fc from 'fast-check';
import { expect } from 'vitest';
import { cancelPool } from '../../server/src/crowdfunding/cancel-pool.js';
import { closePools } from '../../server/src/crowdfunding/close-pools.js';
import type { PoolDraft } from '../../server/src/crowdfunding/pool-draft.rules.js';
import { settlePool } from '../../server/src/crowdfunding/settle-pool.js';
import { withdraw } from '../../server/src/crowdfunding/withdraw.js';
import { openPool, pledging, poolRow } from '../crowdfunding-stage.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'crowdfunding';
const day = 86_400_000;
type Terms = Pick<PoolDraft, 'allotment' | 'target' | 'least' | 'most' | 'winners'> & { days: number };
/** One of each kind; the draw is soon full, the shared one hardly ever before its deadline. */
const kinds: readonly Terms[] = [
  { allotment: 'shared', target: 120, least: 5, most: 60, winners: null, days: 9 },
  { allotment: 'draw', target: 50, least: 15, most: null, winners: 1, days: 14 },
  { allotment: 'volume', target: 40, least: 20, most: 20, winners: null, days: 20 },
];
const backers = ['member', 'one', 'two', 'three'];
const rich = 1_000;

const step: fc.Arbitrary<AddedStep> = fc.record({
  of: fc.constant(of),
  do: fc.constantFrom(
    'pledge',
    'pledge',
    'pledge',
    'pledge',
    'pledge',
    'pledge',
    'withdraw',
    'close',
    'operate',
  ),
  // Small numbers are not simpler here, and every pool shall have its share.
  amount: fc.noBias(fc.nat({ max: 119 })),
});

/** One number decides everything about a step, so that a counterexample stays small. */
const askedOf = (amount: number) => ({
  kind: amount % 3,
  backer: Math.floor(amount / 3) % 4,
  points: [1, 9, 10, 20, 20, 20, 25, 40, 50, 61][Math.floor(amount / 12) % 10] ?? 1,
});

/** A pool as a child would keep it: a jar with a line on it, a date, and everybody's points in their own envelope. */
class Jar {
  readonly envelopes = new Map<number, number>();
  state = 'open';
  #hasPledged = false;
  #settled = false;
  /** What was in it when it was closed. */
  closed: { points: number; envelopes: number } | null = null;

  constructor(
    private readonly sides: Sides,
    private readonly terms: Terms,
    readonly poolId: string,
    readonly endsAt: number,
    /** What everybody but the member has left. */
    private readonly purses: number[],
  ) {}

  get points(): number {
    return [...this.envelopes.values()].reduce((sum, one) => sum + one, 0);
  }

  get #isOpen(): boolean {
    return this.state === 'open' && this.sides.model.now < this.endsAt;
  }

  pledge(backer: number, points: number): boolean {
    const { target, least, most } = this.terms;
    const before = this.envelopes.get(backer) ?? 0;
    const gap = target - this.points;
    if (!this.#isOpen || points <= before || points - before > gap) return false;
    // Whoever closes the gap may do so with less than the least.
    const enough = points >= least || points - before === gap;
    if (!enough || points > (most ?? points) || !this.#keep(backer, points, before)) return false;
    this.envelopes.set(backer, points);
    if (backer === 0 && !this.#hasPledged) {
      this.#hasPledged = true;
      this.sides.ladder.interacted('pledge');
    }
    if (this.points === target) this.#end('succeeded');
    return true;
  }

  withdraw(backer: number): boolean {
    if (!this.#isOpen || !this.envelopes.has(backer)) return false;
    this.#settle(backer, 'free');
    this.envelopes.delete(backer);
    return true;
  }

  /** The brand calls it off. */
  cancel(): boolean {
    if (!this.#isOpen) return false;
    this.#end(this.envelopes.size === 0 ? 'released' : 'failed');
    return true;
  }

  /** The brand pays it out, once. */
  settle(): boolean {
    if (this.state !== 'completed' || this.#settled) return false;
    this.#settled = true;
    return true;
  }

  /** What the clock does. */
  close(): void {
    if (this.state === 'open' && !this.#isOpen) this.#end('failed');
    if (this.state !== 'succeeded' && this.state !== 'failed') return;
    for (const backer of this.envelopes.keys())
      this.#settle(backer, this.state === 'succeeded' ? 'spent' : 'free');
    this.state = this.state === 'succeeded' ? 'completed' : 'released';
  }

  seen() {
    const { points, envelopes } = this.closed ?? { points: this.points, envelopes: this.envelopes.size };
    const isOver = this.state === 'completed' || this.state === 'released';
    const drawn = this.state === 'completed' ? (this.terms.winners ?? 0) : 0;
    return {
      state: this.state,
      pledged: points,
      backers: envelopes,
      unresolved: isOver ? 0 : envelopes,
      escrow: this.state === 'completed' && !this.#settled ? this.terms.target : 0,
      won: Math.min(drawn, envelopes),
    };
  }

  #end(state: string): void {
    this.closed = { points: this.points, envelopes: this.envelopes.size };
    this.state = state;
  }

  #keep(backer: number, points: number, before: number): boolean {
    if (backer === 0) return this.sides.model.reserve(this.poolId, points);
    const left = (this.purses[backer] ?? 0) - (points - before);
    if (left >= 0) this.purses[backer] = left;
    return left >= 0;
  }

  #settle(backer: number, outcome: 'spent' | 'free'): void {
    if (backer === 0) this.sides.model.settle(this.poolId, outcome);
    else if (outcome === 'free')
      this.purses[backer] = (this.purses[backer] ?? 0) + (this.envelopes.get(backer) ?? 0);
  }
}

/** The member and three with many points pledge, raise and withdraw in a pool of each kind, and the clock closes them. */
export const crowdfundingSteps: Steps = {
  of,
  step,
  async open(sides) {
    const { stage, model, memberId } = sides;
    const [purses, jars]: [number[], Jar[]] = [backers.map(() => rich), []];
    for (const terms of kinds) {
      const endsAt = model.now + terms.days * day;
      const poolId = await openPool(stage, { ...terms, deadline: new Date(endsAt) });
      jars.push(new Jar(sides, terms, poolId, endsAt, purses));
    }
    const ids = [memberId];
    while (ids.length < backers.length) ids.push(await stage.member(rich));
    return async ({ do: action, amount }) => {
      const { kind, backer, points } = askedOf(amount);
      const [jar, backerId] = [jars[kind], ids[backer]];
      if (jar === undefined || backerId === undefined) throw new Error('There is no such pool or backer.');
      const accepted = await taken(sides, jars, { action, jar, backer, backerId, points });
      for (const one of jars) expect(await poolRow(stage, one.poolId)).toEqual(one.seen());
      return accepted;
    };
  },
};

interface Asked {
  action: string;
  jar: Jar;
  backer: number;
  backerId: string;
  points: number;
}

async function taken(sides: Sides, jars: readonly Jar[], { action, jar, backer, backerId, points }: Asked) {
  const { stage } = sides;
  const { poolId } = jar;
  if (action === 'close') {
    for (const one of jars) one.close();
    await closePools(stage);
    return { model: true, product: true };
  }
  if (action === 'pledge') {
    const model = jar.pledge(backer, points);
    return {
      model,
      product: !('refused' in (await stage.groups.submit(pledging(stage, backerId, poolId, points)))),
    };
  }
  if (action === 'operate') return operated(sides, jar, points);
  const model = jar.withdraw(backer);
  const input = { programId: stage.programId, memberId: backerId, poolId, idempotencyKey: stage.key() };
  return { model, product: !('refused' in (await stage.groups.submit(withdraw(input)))) };
}

/** A pool that is full is paid out; of the others a few are called off. */
async function operated({ stage }: Sides, jar: Jar, points: number) {
  const { programId } = stage;
  const of = { programId, poolId: jar.poolId, actor: 'test', idempotencyKey: stage.key() };
  const words = { zh: '词', en: 'Word' };
  if (points > 50) {
    const product = await stage.groups.submit(cancelPool({ ...of, reason: words }));
    return { model: jar.cancel(), product: !('refused' in product) };
  }
  const settling = { statement: words, amount: null, documentUrl: null, currency: 'CNY' };
  const product = await stage.groups.submit(settlePool({ ...of, ...settling }));
  return { model: jar.settle(), product: !('refused' in product) };
}
