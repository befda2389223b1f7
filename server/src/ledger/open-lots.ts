import type { LotRow } from './ledger.rows.js';
import { byExpiry, type Lot } from './ledger.rules.js';

/** Read of each member at first. A lot costs a group nearly 3 µs to read, and whoever checks in every day has hundreds of them. */
export const LOTS_AT_FIRST = 4;
export const EVERY_LOT = Number.MAX_SAFE_INTEGER;

interface Reading {
  readonly most: number;
  readonly lots: LotRow[];
}

/** The open lots of the members of a group as far as they were read, each in the order in which lots are spent. */
export class OpenLots {
  readonly #readings = new Map<string, Reading>();

  /** At most so many of a member are about to be read, from the first one on. */
  expect(ownerId: string, most: number): void {
    this.#readings.set(ownerId, { most, lots: [] });
  }

  take(lot: LotRow): void {
    this.#of(lot.ownerId).lots.push(lot);
  }

  /** Whether every lot past its expiry is among them. */
  knowsDue(ownerId: string, now: number): boolean {
    const last = this.#last(ownerId);
    return last === null || last.expiresAt > now;
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
  more(ownerId: string, wanted: number, now: number): number | null {
    const { most, lots } = this.#of(ownerId);
    const last = this.#last(ownerId);
    if (last === null) return null;
    let [valid, all] = [0, 0];
    for (const { expiresAt, remaining } of lots) {
      all += remaining;
      if (expiresAt > now) valid += remaining;
    }
    if (last.expiresAt > now && valid >= wanted) return null;
    return Math.min(Math.max(most * 4, Math.ceil((wanted / all) * lots.length * 1.25)), EVERY_LOT);
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
