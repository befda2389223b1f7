import { newIdempotencyKey } from '@jifen/sdk';

/** The idempotency key of what a member is about to do: one per intent, not per press, so that pressing again after a lost answer does it once. */
export class Intent {
  #key = newIdempotencyKey();

  get key(): string {
    return this.#key;
  }

  /** Something else is meant from now on. */
  renew(): void {
    this.#key = newIdempotencyKey();
  }

  /** What was sent under this key is decided. Another intent may have been begun meanwhile, and its key is its own. */
  decided(key: string): void {
    if (this.#key === key) this.renew();
  }
}
