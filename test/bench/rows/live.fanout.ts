import type { Child } from '../processes.js';
import type { Contender, Row } from '../row.js';
import {
  cpuOf,
  frameOf,
  listeners,
  liveMall,
  stateOf,
  takeOne,
  watchers,
  type Audience,
} from './live.page.js';

const product = new URL('../servers/product.js', import.meta.url);
const bare = new URL('../servers/bare-sockets.js', import.meta.url);
const executing = new URL('../servers/executing-sockets.js', import.meta.url);

/**
 * Server CPU for one message that arrives: everything from the notification on, listening and reading included. The change is
 * committed through another server process: most processes that deliver a change did not make it, and what making it costs is
 * a fixed sum that the exchange rows measure.
 */
export function liveFanout(crowdSize: number): Row {
  return {
    name: `live.fanout.${crowdSize}`,
    title: `CPU of a delivery: ${crowdSize} sockets watch 20 counters each, one of which all have in common and changes`,
    unit: 'µs',
    secondsEach: 1,
    rounds: 5,
    comparisons: [
      {
        subject: 'product',
        limit: 'bare ws.send',
        against: 'ws.send of the same bytes',
        bound: { kind: 'at least', must: 0.7, aim: 0.9 },
        lessIsBetter: true,
      },
      {
        subject: 'product',
        limit: 'graphql-ws executing',
        against: 'graphql-ws executing the same per subscriber',
        bound: { kind: 'at least', must: 4, aim: 6 },
        lessIsBetter: true,
      },
    ],
    async open(stage) {
      const sockets = stage.quick ? crowdSize / 10 : crowdSize;
      const mall = await liveMall(stage, `live-fanout-${crowdSize}`);
      const [served, changing, limit, naive] = await Promise.all([
        stage.process(product, { databaseUrl: mall.url }),
        stage.process(product, { databaseUrl: mall.url }),
        stage.process(bare, {}),
        stage.process(executing, { databaseUrl: mall.url, programId: mall.programId }),
      ]);
      const crowds = await Promise.all([
        watchers(stage, mall, served.ready),
        listeners(stage, limit.ready),
        watchers(stage, mall, naive.ready, 2),
      ]);
      await Promise.all(crowds.map((crowd) => crowd.open(sockets)));
      stage.say(`${3 * sockets} sockets are open`);
      return {
        contenders: {
          product: deliveries(served, crowds[0], sockets, () => takeOne(mall, changing.ready)),
          'bare ws.send': deliveries(limit, crowds[1], sockets, (round) =>
            limit.ask({ kind: 'send', frame: frameOf(mall, round) }),
          ),
          'graphql-ws executing': deliveries(naive, crowds[2], sockets, (round) =>
            naive.ask({ kind: 'publish', stock: stateOf(mall, round) }),
          ),
        },
        async close() {
          await Promise.all(crowds.map((crowd) => crowd.stop()));
          await Promise.all([changing.stop(), served.stop(), limit.stop(), naive.stop()]);
          await mall.close();
          await stage.drop(mall.url);
        },
      };
    },
  };
}

/** Each round every socket gets one message; the next begins when the last one has come. */
function deliveries(
  server: Child,
  crowd: Audience,
  sockets: number,
  publish: (round: number) => Promise<unknown>,
): Contender {
  let round = 0;
  return {
    async measure(seconds) {
      const end = performance.now() + seconds * 1_000;
      const before = await cpuOf(server);
      let delivered = 0;
      while (performance.now() < end) {
        round += 1;
        await Promise.all([publish(round), crowd.lastOf(sockets)]);
        delivered += sockets;
      }
      return ((await cpuOf(server)) - before) / delivered;
    },
  };
}
