import pg from 'pg';
import { type Cancel, systemTimers, type Timers } from './timers.js';

/** Where a group gets the connection it sends its batches on. */
export interface CommandPool {
  /** Waits for a free one, however long; `release` gives it back, or throws it away when its state is not certain. */
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

export interface CommandConnectionsOptions {
  /** How many there are at most; the pool must have as many to give. */
  size: number;
  /** Whoever has a connection longer than this is cut off: PostgreSQL does not answer, or others hold its rows for too long. */
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
  readonly #broken = new WeakSet<pg.PoolClient>();
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

  /** Resolves when everything that was lent has been given back; what takes too long is cut off until then. */
  async end(): Promise<void> {
    this.#ended = true;
    for (const { fail } of this.#waiting.splice(0)) fail(new Error('The connections were closed.'));
    for (const client of this.#free.splice(0)) this.#lend(client).release(true);
    try {
      await this.pool.end();
    } finally {
      this.#cancel();
    }
  }

  /** One is opened for each who waits, as long as there are fewer than there may be. */
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
      if (this.#ended) this.#lend(client).release(true);
      else this.#hand(client);
    } catch (error) {
      this.#opening -= 1;
      this.#waiting.shift()?.fail(error);
      this.#openMore();
    }
  }

  /** From now on the pool hears of it only when it must go: when it broke, wherever it was then, or when its state is not certain. */
  #adopt(client: pg.PoolClient): void {
    const giveBack = client.release.bind(client);
    const gone = () => {
      if (this.#broken.has(client)) return;
      this.#broken.add(client);
      const at = this.#free.indexOf(client);
      if (at < 0) return;
      this.#free.splice(at, 1);
      giveBack(true);
    };
    client.once('error', gone);
    client.once('end', gone);
    client.release = (uncertain) => {
      if (!this.#lent.delete(client)) throw new Error('A connection was given back twice.');
      if (!uncertain && !this.#ended && !this.#broken.has(client)) return this.#hand(client);
      this.#broken.add(client);
      giveBack(true);
      this.#openMore();
    };
  }

  /** To whoever waits longest. */
  #hand(client: pg.PoolClient): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(client);
    else next.lend(this.#lend(client));
  }

  #lend(client: pg.PoolClient): pg.PoolClient {
    this.#lent.set(client, this.#elapsed());
    return client;
  }

  /** Without a goodbye: whoever waits for an answer hears at once that the connection is gone, and sends nothing more on it. */
  #cutOff(): void {
    const latest = this.#elapsed() - this.options.longestMs;
    for (const [client, since] of this.#lent) {
      if (since < latest && 'connection' in client && client.connection instanceof pg.Connection) {
        client.connection.stream.destroy();
      }
    }
  }
}
