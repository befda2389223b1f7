import type pg from 'pg';
import { type Cancel, systemTimers, type Timers } from './timers.js';

/** Where a group gets the connection it sends its batches on. */
export interface CommandPool {
  /** Waits for a free one; `release` gives it back, or throws it away when its state is not certain. */
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

export interface CommandConnectionsOptions {
  /** How many there are at most; the pool must have as many to give. */
  size: number;
  /** Whoever needs a connection longer than this is cut off: PostgreSQL does not answer. */
  longestMs: number;
  timers?: Timers;
  /** Milliseconds by a clock that only goes forward. */
  elapsed?: () => number;
}

interface Waiting {
  lend: (client: pg.PoolClient) => void;
  fail: (error: unknown) => void;
}

/**
 * The few connections of the write path, taken from a pool once and lent again and again. The pool itself sets and clears two
 * timers for every loan, and a time limit of the driver one for every query: with them most processes kept whole groups among
 * the old objects (docs/performance.md, "Garbage"). Here one timer looks after all connections.
 */
export class CommandConnections implements CommandPool {
  readonly #free: pg.PoolClient[] = [];
  /** Since when. */
  readonly #lent = new Map<pg.PoolClient, number>();
  readonly #waiting: Waiting[] = [];
  readonly #elapsed: () => number;
  readonly #cancel: Cancel;
  #opening = 0;
  #ended = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly options: CommandConnectionsOptions,
  ) {
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#cancel = (options.timers ?? systemTimers).every(1_000, () => this.#cutOff());
  }

  async connect(): Promise<pg.PoolClient> {
    if (this.#ended) throw new Error('The connections were closed.');
    const free = this.#free.pop();
    if (free !== undefined) return this.#lend(free);
    return new Promise((lend, fail) => {
      this.#waiting.push({ lend, fail });
      this.#openMore();
    });
  }

  /** Resolves when everything that was lent has been given back. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#cancel();
    for (const { fail } of this.#waiting.splice(0)) fail(new Error('The connections were closed.'));
    for (const client of this.#free.splice(0)) this.#hand(client);
    await this.pool.end();
  }

  #openMore(): void {
    if (this.#waiting.length > this.#opening && this.#lent.size + this.#opening < this.options.size)
      void this.#open();
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    try {
      const client = await this.pool.connect();
      this.#opening -= 1;
      this.#adopt(client);
      this.#hand(client);
    } catch (error) {
      this.#opening -= 1;
      this.#waiting.shift()?.fail(error);
      this.#openMore();
    }
  }

  /** From now on the pool hears of it only when it must go. */
  #adopt(client: pg.PoolClient): void {
    const giveBack = client.release.bind(client);
    let gone = false;
    client.once('end', () => {
      gone = true;
      const at = this.#free.indexOf(client);
      if (at < 0) return;
      this.#free.splice(at, 1);
      giveBack(true);
    });
    client.release = (broken) => {
      const lent = this.#lent.delete(client);
      if (lent && !gone && !this.#ended && !broken) return this.#hand(client);
      giveBack(true);
      this.#openMore();
    };
  }

  #hand(client: pg.PoolClient): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next.lend(this.#lend(client));
    else if (this.#ended) client.release(true);
    else this.#free.push(client);
  }

  #lend(client: pg.PoolClient): pg.PoolClient {
    this.#lent.set(client, this.#elapsed());
    return client;
  }

  /** Whoever waits for an answer on it hears at once that the connection is gone. */
  #cutOff(): void {
    const latest = this.#elapsed() - this.options.longestMs;
    for (const [client, since] of this.#lent) {
      if (since < latest) client.end().catch(() => undefined);
    }
  }
}
