import { serveStage } from '../child.js';
import { LoadConnection } from './connection.js';
import { loadRequestShape } from './load.js';
import type { LoadRequest, LoadResult } from './load.js';

// Numbers must differ between the runs of one benchmark, and between benchmarks against one database.
let number = Date.now() % 100_000_000_000;

async function run({ port, seconds, requests, expect }: LoadRequest): Promise<LoadResult> {
  const expected = Buffer.from(expect);
  const connections = requests.map((list) => new LoadConnection(port, list));
  const latencies: number[] = [];
  const began = performance.now();
  const ends = began + seconds * 1_000;
  const loop = async (connection: LoadConnection) => {
    while (performance.now() < ends) {
      const sent = performance.now();
      const answer = await connection.next((number += 1));
      latencies.push(performance.now() - sent);
      if (!answer.includes(expected))
        throw new Error(`Not the answer that was expected: ${answer.toString()}`);
    }
  };
  try {
    await Promise.all(connections.map(loop));
  } finally {
    for (const connection of connections) connection.close();
  }
  const lasted = (performance.now() - began) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { perSecond: latencies.length / lasted, p50: at(0.5), p99: at(0.99), answers: latencies.length };
}

serveStage(async () => ({
  ready: null,
  answer: (question) => run(loadRequestShape.parse(question)),
  close: async () => undefined,
}));
