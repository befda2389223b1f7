import type { Offer } from './offer.book.js';

const mostOffers = 10_000;

/** An offer and the version of the program's catalog in which it was read: while that is the version, it is true. */
export interface KnownOffer {
  offer: Offer;
  version: number;
}

/** The offers that groups have read, those read longest ago forgotten first. */
export class KnownOffers {
  readonly #offers = new Map<string, KnownOffer>();

  of(variantId: string): KnownOffer | null {
    return this.#offers.get(variantId) ?? null;
  }

  learn(known: KnownOffer): void {
    const { variantId } = known.offer;
    // Set anew, so that what was read longest ago stands first.
    this.#offers.delete(variantId);
    this.#offers.set(variantId, known);
    if (this.#offers.size <= mostOffers) return;
    const oldest = this.#offers.keys().next();
    if (oldest.done !== true) this.#offers.delete(oldest.value);
  }
}
