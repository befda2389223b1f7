import { Recent } from '../platform/recent.js';
import type { Offer } from './offer.book.js';

const mostOffers = 10_000;

/** An offer and the version of the program's catalog in which it was read: while that is the version, it is true. */
export interface KnownOffer {
  offer: Offer;
  version: number;
}

/** The offers that groups have read, those read longest ago forgotten first. */
export class KnownOffers {
  readonly #offers = new Recent<string, KnownOffer>(mostOffers);

  of(variantId: string): KnownOffer | null {
    return this.#offers.peek(variantId) ?? null;
  }

  learn(known: KnownOffer): void {
    this.#offers.set(known.offer.variantId, known);
  }
}
