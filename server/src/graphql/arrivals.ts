import { performance } from 'node:perf_hooks';

/** Work goes on at least so often, however many are still being let in. */
const longestHeldMs = 10;

/**
 * Lets whoever waits to be connected in before more work begins. The event loop takes one new connection a turn; were a long request
 * begun in each of them, a crowd would wait for seconds in the kernel's queue or be turned away by it, where nobody can refuse it
 * in a civil way. So while connections keep coming, a request begins only in a turn that brought none. Those who come over
 * connections they have are not held up.
 */
export class Arrivals {
  readonly #held: (() => void)[] = [];
  #fresh = false;
  /** While connections keep coming, and until all who were held have begun. */
  #turning = false;
  #begunAt = 0;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly nextTurn: (work: () => void) => void = setImmediate,
  ) {}

  /** A connection was taken; others may stand behind it. */
  connected(): void {
    this.#fresh = true;
    this.#turn();
  }

  /** Resolves when it is time to begin; null: it is now. */
  settled(): Promise<void> | null {
    if (!this.#turning) return null;
    return new Promise((begin) => this.#held.push(begin));
  }

  #turn(): void {
    if (this.#turning) return;
    this.#turning = true;
    this.nextTurn(() => {
      const quiet = !this.#fresh;
      this.#fresh = false;
      if (quiet || this.now() - this.#begunAt > longestHeldMs) this.#beginOne();
      this.#turning = false;
      if (!quiet || this.#held.length > 0) this.#turn();
    });
  }

  /** One a turn: what it does may be long, and others have come meanwhile. */
  #beginOne(): void {
    this.#begunAt = this.now();
    this.#held.shift()?.();
  }
}
