import { newIdempotencyKey } from '@jifen/sdk';
import { mallTime } from '../clock.js';
import { remembered } from '../remembered.js';
import type { Undecided } from '../undecided.js';

/** What moves points twice when it is sent twice under two keys. */
type Spending = 'exchange' | 'gift';

/** As long as somebody who asks for the same again means what they asked for before. */
const stillMeantMs = 2 * 60_000;

/**
 * The idempotency key of what a member is about to spend points on. It stays with this browser until its answer has come: whoever
 * reloads the page, or closes the sheet, while the answer is on its way and asks for the same again gets that answer, and nothing a second time.
 */
export class KeptIntent {
  readonly #name: Spending;
  #asked: { readonly what: string; readonly key: string } | null = null;

  constructor(name: Spending) {
    this.#name = name;
  }

  /** To be asked for as it is sent; the same for as long as the same is meant. */
  keyFor(customerId: string | null, input: object): string {
    const what = JSON.stringify(input);
    const key = this.#askedFor(what) ?? this.#undecided(customerId, what) ?? newIdempotencyKey();
    this.#asked = { what, key };
    this.#keep(customerId, { what, key, at: mallTime() });
    return key;
  }

  /** Begun anew: the same may be meant once more, unless its answer never came. */
  renew(): void {
    this.#asked = null;
  }

  /** What was sent under this key is decided. */
  decided(customerId: string | null, key: string): void {
    if (this.#asked?.key === key) this.#asked = null;
    if (this.#kept(customerId)?.key === key) this.#keep(customerId, null);
  }

  #askedFor(what: string): string | null {
    return this.#asked?.what === what ? this.#asked.key : null;
  }

  #undecided(customerId: string | null, what: string): string | null {
    const kept = this.#kept(customerId);
    if (kept === null || kept.what !== what || Math.abs(mallTime() - kept.at) > stillMeantMs) return null;
    return kept.key;
  }

  #kept(customerId: string | null): Undecided | null {
    return customerId === null ? null : remembered.undecided(this.#name, customerId);
  }

  #keep(customerId: string | null, asked: Undecided | null): void {
    if (customerId !== null) remembered.keepUndecided(this.#name, customerId, asked);
  }
}
