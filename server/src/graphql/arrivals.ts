import { performance } from 'node:perf_hooks';

/** However many keep coming, beginning work and letting them in take turns of so many milliseconds. */
const workMs = 10;
const letInMs = 5;
/** Beginning takes longer in one turn only while that is a single request. */
const longestBeginMs = 2;
const mostAtOnce = 16;

/**
 * Lets whoever waits to be connected in before more work begins. The event loop takes one new connection a turn; were a long request
 * begun in each of them, a crowd would wait for seconds in the kernel's queue or be turned away by it, where nobody can refuse it
 * in a civil way. So while connections keep coming, requests wait for a turn that brought none, a third of the time. Those who come
 * over connections they have are not held up while nobody connects.
 */
export class Arrivals {
  readonly #held: (() => void)[] = [];
  #connecting = false;
  /** While connections keep coming, and until all who were held have begun. */
  #turning = false;
  #workUntil = 0;
  #began: number | null = null;
  #atOnce = 1;

  constructor(
    private readonly now: () => number = () => performance.now(),
    private readonly nextTurn: (work: () => void) => void = setImmediate,
  ) {}

  /** A connection was taken; others may stand behind it. */
  connected(): void {
    this.#connecting = true;
    if (!this.#turning) this.#turn();
  }

  /** Resolves when it is time to begin; null: it is now. */
  settled(): Promise<void> | null {
    if (!this.#turning) return null;
    return new Promise((begin) => this.#held.push(begin));
  }

  #turn(): void {
    this.#turning = true;
    this.nextTurn(() => {
      const quiet = !this.#connecting;
      this.#connecting = false;
      const at = this.now();
      // The time for letting in begins when work has really ended: a single request may take longer than its slice.
      if (this.#began !== null && at > this.#workUntil) this.#workUntil = at;
      this.#adapt(at);
      if (at - this.#workUntil > letInMs) this.#workUntil = at + workMs;
      if (quiet || at < this.#workUntil) this.#begin(at);
      this.#turning = false;
      if (!quiet || this.#held.length > 0) this.#turn();
      else this.#began = null;
    });
  }

  /** What they do at once runs behind this turn's other callbacks, so several make a long turn if each is long. */
  #begin(at: number): void {
    if (this.#held.length === 0) return;
    this.#began = at;
    for (const begin of this.#held.splice(0, this.#atOnce)) begin();
  }

  #adapt(at: number): void {
    if (this.#began === null) return;
    const tookMs = at - this.#began;
    this.#began = null;
    this.#atOnce =
      tookMs > longestBeginMs ? Math.max(1, this.#atOnce >> 1) : Math.min(mostAtOnce, this.#atOnce * 2);
  }
}
