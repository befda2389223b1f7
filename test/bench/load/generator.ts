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
 * All connections of a run; each sends again as soon as it has its answer. Answers are counted while everybody asks: from when
 * the last connection had its first answer, for a busy server takes new ones slowly, and not while those that are left run dry.
 */
class Crowd {
  readonly #asking: Asking[];
  readonly #latencies: number[] = [];
  #unheard: number;
  #asks: number;
  #began = 0;
  #lasts = 0;
  #over: (measured: Measured) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor(port: number, requests: LoadRequest['requests'], expected: Buffer) {
    this.#unheard = requests.length;
    this.#asks = requests.length;
    const owner = {
      answered: (latency: number, now: number, isFirst: boolean) => this.#answered(latency, now, isFirst),
      failed: (error: Error) => this.#failed(error),
    };
    this.#asking = requests.map((list) => new Asking(port, list, expected, owner));
  }

  /** Until this time is over and an answer has come after it; then lets everybody hear what they still wait for. */
  measure(milliseconds: number): Promise<Measured> {
    return new Promise((over, failed) => {
      this.#lasts = milliseconds;
      this.#over = over;
      this.#failed = failed;
      for (const one of this.#asking) one.send(performance.now());
    });
  }

  close(): void {
    for (const one of this.#asking) one.close();
  }

  /** Whether who was answered asks again. */
  #answered(latency: number, now: number, isFirst: boolean): boolean {
    if (this.#asks < this.#asking.length) return this.#leaves();
    if (this.#unheard === 0) {
      this.#latencies.push(latency);
      if (now >= this.#began + this.#lasts) {
        this.#lasts = now - this.#began;
        return this.#leaves();
      }
    } else if (isFirst) {
      this.#unheard -= 1;
      this.#began = now;
    }
    return true;
  }

  #leaves(): false {
    this.#asks -= 1;
    if (this.#asks === 0) this.#over({ latencies: this.#latencies, milliseconds: this.#lasts });
    return false;
  }
}

/** Plain callbacks instead of a promise a request: what the generator takes is taken from what it measures. */
class Asking {
  readonly #connection: LoadConnection;
  #sent = 0;
  #isFirst = true;

  constructor(
    port: number,
    requests: LoadRequest['requests'][number],
    expected: Buffer,
    owner: {
      answered(latency: number, now: number, isFirst: boolean): boolean;
      failed(error: Error): void;
    },
  ) {
    this.#connection = new LoadConnection(port, requests, {
      answered: (answer) => {
        if (!answer.includes(expected)) {
          owner.failed(new Error(`Not the answer that was expected: ${answer.toString()}`));
          return;
        }
        const now = performance.now();
        const isFirst = this.#isFirst;
        this.#isFirst = false;
        if (owner.answered(now - this.#sent, now, isFirst)) this.send(now);
      },
      failed: (error) => owner.failed(error),
    });
  }

  send(now: number): void {
    this.#sent = now;
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
