import { setPriority } from 'node:os';
import { serveStage } from '../child.js';
import { LoadConnection } from './connection.js';
import { loadRequestShape } from './load.js';
import type { LoadRequest, LoadResult } from './load.js';

// Numbers must differ between the runs of one benchmark, and between benchmarks against one database.
let number = Date.now() % 100_000_000_000;

async function run({ port, seconds, requests, expect }: LoadRequest): Promise<LoadResult> {
  const crowd = new Crowd(port, requests, Buffer.from(expect));
  try {
    const { latencies, milliseconds } = await crowd.measure(seconds * 1_000);
    latencies.sort((a, b) => a - b);
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
    const answers = latencies.length;
    return { perSecond: (answers / milliseconds) * 1_000, p50: at(0.5), p99: at(0.99), answers };
  } finally {
    crowd.close();
  }
}

interface Measured {
  /** Milliseconds of every answer that was counted. */
  latencies: number[];
  milliseconds: number;
}

/**
 * All connections of a run. A busy server takes new ones slowly, so each asks once before all of them go on together. Answers are
 * counted while everybody asks: from when the last of them has had another, until the same one has an answer after the time is over.
 * A server that answers in groups is so measured from the end of one to the end of one.
 */
class Crowd {
  readonly #asking: Asking[];
  /** Who had no answer yet in this phase. */
  readonly #unheard: Set<Asking>;
  readonly #latencies: number[] = [];
  #answered: (one: Asking, now: number) => void = (one) => this.#connecting(one);
  #began = 0;
  #lasts = 0;
  /** Whose answer began the time that counts, and ends it. */
  #marker: Asking | null = null;
  #over: (measured: Measured) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor(port: number, requests: LoadRequest['requests'], expected: Buffer) {
    const owner = {
      answered: (one: Asking, now: number) => this.#answered(one, now),
      failed: (error: Error) => this.#failed(error),
    };
    this.#asking = requests.map((list) => new Asking(port, list, expected, owner));
    this.#unheard = new Set(this.#asking);
  }

  /** Counts for at least this time; then lets everybody hear what they still wait for. */
  measure(milliseconds: number): Promise<Measured> {
    return new Promise((over, failed) => {
      this.#lasts = milliseconds;
      this.#over = over;
      this.#failed = failed;
      this.#everybodyAsks();
    });
  }

  close(): void {
    for (const one of this.#asking) one.close();
  }

  #everybodyAsks(): void {
    const now = performance.now();
    for (const one of this.#asking) one.send(now);
  }

  #connecting(one: Asking): void {
    if (!this.#hears(one)) return;
    this.#answered = (other, now) => this.#settling(other, now);
    this.#everybodyAsks();
  }

  #settling(one: Asking, now: number): void {
    if (this.#hears(one)) {
      this.#began = now;
      this.#marker = one;
      this.#answered = (other, then) => this.#counting(other, then);
    }
    one.send(now);
  }

  #counting(one: Asking, now: number): void {
    this.#latencies.push(now - one.sent);
    const milliseconds = now - this.#began;
    if (milliseconds < this.#lasts || one !== this.#marker) return one.send(now);
    const measured = { latencies: this.#latencies, milliseconds };
    this.#answered = (other) => {
      if (this.#hears(other)) this.#over(measured);
    };
    this.#answered(one, now);
  }

  /** Notes who has had an answer; true when everybody has. The next phase begins with nobody. */
  #hears(one: Asking): boolean {
    this.#unheard.delete(one);
    if (this.#unheard.size > 0) return false;
    for (const each of this.#asking) this.#unheard.add(each);
    return true;
  }
}

/** Plain callbacks instead of a promise a request: what the generator takes is taken from what it measures. */
class Asking {
  readonly #connection: LoadConnection;
  /** When it asked last. */
  sent = 0;

  constructor(
    port: number,
    requests: LoadRequest['requests'][number],
    expected: Buffer,
    owner: { answered(one: Asking, now: number): void; failed(error: Error): void },
  ) {
    this.#connection = new LoadConnection(port, requests, {
      answered: (answer) => {
        if (answer.includes(expected)) owner.answered(this, performance.now());
        else owner.failed(new Error(`Not the answer that was expected: ${answer.toString()}`));
      },
      failed: (error) => owner.failed(error),
    });
  }

  send(now: number): void {
    this.sent = now;
    this.#connection.send((number += 1));
  }

  close(): void {
    this.#connection.close();
  }
}

// Customers have machines of their own: whoever serves them should not wait for a core because another request is being sent.
setPriority(10);

serveStage(async () => ({
  ready: null,
  answer: (question) => run(loadRequestShape.parse(question)),
  close: async () => undefined,
}));
