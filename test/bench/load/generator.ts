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
    // A busy server takes new connections slowly: all have had an answer before the clock starts.
    await crowd.ask(0);
    const began = performance.now();
    const latencies = await crowd.ask(seconds * 1_000);
    const lasted = (performance.now() - began) / 1_000;
    latencies.sort((a, b) => a - b);
    const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
    return { perSecond: latencies.length / lasted, p50: at(0.5), p99: at(0.99), answers: latencies.length };
  } finally {
    crowd.close();
  }
}

/** All connections of a run; each sends again as soon as it has its answer. */
class Crowd {
  readonly #asking: Asking[];

  constructor(port: number, requests: LoadRequest['requests'], expected: Buffer) {
    this.#asking = requests.map((list) => new Asking(port, list, expected));
  }

  /** Milliseconds of every answer to what was sent until the time was over; everybody asks at least once. */
  async ask(milliseconds: number): Promise<number[]> {
    const latencies: number[] = [];
    const ends = performance.now() + milliseconds;
    await Promise.all(this.#asking.map((one) => one.until(ends, latencies)));
    return latencies;
  }

  close(): void {
    for (const one of this.#asking) one.close();
  }
}

/** Plain callbacks instead of a promise a request: what the generator takes is taken from what it measures. */
class Asking {
  readonly #connection: LoadConnection;
  #sent = 0;
  #ends = 0;
  #latencies: number[] = [];
  #over: () => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor(port: number, requests: LoadRequest['requests'][number], expected: Buffer) {
    this.#connection = new LoadConnection(port, requests, {
      answered: (answer) => {
        if (!answer.includes(expected)) {
          this.#failed(new Error(`Not the answer that was expected: ${answer.toString()}`));
          return;
        }
        const now = performance.now();
        this.#latencies.push(now - this.#sent);
        if (now < this.#ends) this.#send(now);
        else this.#over();
      },
      failed: (error) => this.#failed(error),
    });
  }

  until(ends: number, latencies: number[]): Promise<void> {
    return new Promise((over, failed) => {
      this.#ends = ends;
      this.#latencies = latencies;
      this.#over = over;
      this.#failed = failed;
      this.#send(performance.now());
    });
  }

  close(): void {
    this.#connection.close();
  }

  #send(now: number): void {
    this.#sent = now;
    this.#connection.send((number += 1));
  }
}

// Customers have machines of their own: whoever serves them should not wait for a core because another request is being sent.
setPriority(10);

serveStage(async () => ({
  ready: null,
  answer: (question) => run(loadRequestShape.parse(question)),
  close: async () => undefined,
}));
