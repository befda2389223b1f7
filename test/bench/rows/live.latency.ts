import { sequencerPaceMs } from '@jifen/server/platform/outbox/sequencer.js';
import type { Row } from '../row.js';
import { liveMall, takeOne, watchers } from './live.page.js';

const product = new URL('../servers/product.js', import.meta.url);
const crowdSize = 2_000;

/**
 * The clock starts at the answer, which leaves after the commit, so the time from the commit is somewhat longer. A round of
 * three seconds has some 20 to 25 samples: the 99th percentile of so few is the largest of them.
 */
export const liveLatency: Row = {
  name: 'live.latency',
  title: `from the answer to a change until the last of ${crowdSize} sockets has it, p99`,
  unit: 'ms',
  secondsEach: 3,
  rounds: 3,
  comparisons: [
    {
      subject: 'product',
      limit: 'interval',
      against: "the dispatcher's interval",
      bound: { kind: 'at most more', must: 100, aim: 30 },
    },
  ],
  async open(stage) {
    const sockets = stage.quick ? crowdSize / 10 : crowdSize;
    const mall = await liveMall(stage, 'live-latency');
    const served = await stage.process(product, { databaseUrl: mall.url });
    const crowd = await watchers(stage, mall, served.ready);
    await crowd.open(sockets);
    return {
      contenders: {
        product: {
          async measure(seconds) {
            const end = performance.now() + seconds * 1_000;
            const taken: number[] = [];
            while (performance.now() < end) {
              const arrived = crowd.lastOf(sockets);
              await takeOne(mall, served.ready);
              const answeredAt = process.hrtime.bigint();
              // Some sockets may have it before the answer is here.
              taken.push(Math.max(0, Number((await arrived) - answeredAt) / 1e6));
              // Any moment of the dispatcher's interval is as likely as any other.
              await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * sequencerPaceMs));
            }
            taken.sort((one, other) => one - other);
            return taken[Math.ceil(taken.length * 0.99) - 1] ?? Number.NaN;
          },
        },
        interval: { measure: () => Promise.resolve(sequencerPaceMs) },
      },
      async close() {
        await crowd.stop();
        await served.stop();
        await mall.close();
        await stage.drop(mall.url);
      },
    };
  },
};
