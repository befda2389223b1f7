import type { Books, Load } from '../platform/group-commit/command.js';
import { loadOpenLots } from './ledger.load.js';
import type { Spender } from './ledger.needs.js';
import type { LotRow } from './ledger.rows.js';
import { byExpiry, type Lot, total } from './ledger.rules.js';

/** The fewest read of a member at first. A lot costs a group nearly 3 µs to read, and whoever checks in every day has hundreds of them. */
const LOTS_AT_FIRST = 4;
const MOST_AT_FIRST = 64;
const EVERY_LOT = Number.MAX_SAFE_INTEGER;

/** A quarter more than lots of that size would be, since some are smaller, and one for what is left of the last. */
const lotsFor = (points: number, size: number) => Math.ceil((points / size) * 1.25) + 1;

/** How large the lots of a mall's members mostly are, as groups met them. From it a group guesses how many to read; a wrong guess costs a round trip. */
export class LotSizes {
  /** By program, logarithms: a few members with huge lots are no rule. */
  readonly #sizes = new Map<string, number>();

  /** How many lots to read of a member at first. */
  atFirst(programId: string, points: number): number {
    const size = this.#sizes.get(programId);
    const guess = size === undefined ? 0 : lotsFor(points, 2 ** size);
    return Math.min(Math.max(guess, LOTS_AT_FIRST), MOST_AT_FIRST);
  }

  learn(programId: string, size: number): void {
    const before = this.#sizes.get(programId);
    const met = Math.log2(size);
    this.#sizes.set(programId, before === undefined ? met : before + (met - before) / 16);
  }
}

/** By member. */
type Spenders = ReadonlyMap<string, Readonly<Spender>>;

interface Reading {
  readonly most: number;
  readonly lots: LotRow[];
}

/** The open lots of the members of a group as far as they were read, each in the order in which lots are spent. */
export class OpenLots {
  readonly #readings = new Map<string, Reading>();
  readonly #sizes: LotSizes;
  readonly #now: number;

  /** @param keep is given each lot that is read, some of them twice */
  constructor(
    books: Pick<Books, 'now' | 'kept'>,
    private readonly keep: (lot: LotRow) => void,
  ) {
    this.#sizes = books.kept(LotSizes);
    this.#now = books.now.getTime();
  }

  /** The first few of each, or all of them. */
  load(spenders: Spenders, all: boolean): Load[] {
    const most = new Map<string, number>();
    for (const [ownerId, { programId, points }] of spenders) {
      most.set(ownerId, all ? EVERY_LOT : this.#sizes.atFirst(programId, points));
    }
    return this.#read(most);
  }

  /** Of those whose first few do not cover what they want, as many as do. */
  loadMore(spenders: Spenders, wanted: (ownerId: string, points: number) => number): Load[] {
    const short = new Map<string, number>();
    for (const [ownerId, { programId, points }] of spenders) {
      const { lots } = this.#of(ownerId);
      if (lots.length > 0) this.#sizes.learn(programId, mean(lots));
      const more = this.#more(ownerId, wanted(ownerId, points));
      if (more !== null) short.set(ownerId, more);
    }
    return this.#read(short);
  }

  /** Whether every lot past its expiry is among them. */
  knowsDue(ownerId: string): boolean {
    const last = this.#last(ownerId);
    return last === null || last.expiresAt > this.#now;
  }

  /** Whether lots that were not read may stand before this one, which is known for another reason. */
  maySkip(ownerId: string, lot: Lot): boolean {
    const last = this.#last(ownerId);
    return last !== null && byExpiry(lot, last) > 0;
  }

  /**
   * How many to read instead, so that all that are due are among them, and valid ones for so many points; null when they are.
   * The others are taken to be as large as these: those of a member mostly come from the same deed.
   */
  #more(ownerId: string, wanted: number): number | null {
    const { most, lots } = this.#of(ownerId);
    const last = this.#last(ownerId);
    if (last === null) return null;
    const valid = lots.filter(({ expiresAt }) => expiresAt > this.#now);
    if (last.expiresAt > this.#now && total(valid) >= wanted) return null;
    return Math.min(Math.max(most * 4, lotsFor(wanted, mean(lots))), EVERY_LOT);
  }

  #read(of: ReadonlyMap<string, number>): Load[] {
    for (const [ownerId, most] of of) this.#readings.set(ownerId, { most, lots: [] });
    return loadOpenLots(of, (lot) => {
      this.#of(lot.ownerId).lots.push(lot);
      this.keep(lot);
    });
  }

  /** Behind which there may be others; null when every lot of the member was read. */
  #last(ownerId: string): Lot | null {
    const { most, lots } = this.#of(ownerId);
    return lots.length < most ? null : (lots.at(-1) ?? null);
  }

  #of(ownerId: string): Reading {
    const reading = this.#readings.get(ownerId);
    if (reading === undefined) throw new Error('Lots were looked at that the command did not ask for.');
    return reading;
  }
}

const mean = (lots: readonly Lot[]) => total(lots) / lots.length;
