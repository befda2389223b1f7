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
  const ask = async (connection: LoadConnection) => {
    const answer = await connection.next((number += 1));
    if (!answer.includes(expected)) throw new Error(`Not the answer that was expected: ${answer.toString()}`);
  };
  let began = 0;
  const loop = async (connection: LoadConnection, ends: number) => {
    while (performance.now() < ends) {
      const sent = performance.now();
      await ask(connection);
      latencies.push(performance.now() - sent);
    }
  };
  try {
    // A busy server takes new connections slowly: all have had an answer before the clock starts.
    await Promise.all(connections.map(ask));
    began = performance.now();
    await Promise.all(connections.map((connection) => loop(connection, began + seconds * 1_000)));
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
