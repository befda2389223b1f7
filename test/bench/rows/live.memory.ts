import type { Child } from '../processes.js';
import type { Row } from '../row.js';
import { type Audience, listeners, liveMall, memoryOf, watchers } from './live.page.js';

const product = new URL('../servers/product.js', import.meta.url);
const bare = new URL('../servers/bare-sockets.js', import.meta.url);

/** Resident memory of the server for one more subscriber who has got the first states and waits. */
export const liveMemory: Row = {
  name: 'live.memory',
  title: 'resident memory of an idle subscriber who watches 20 counters',
  unit: 'KB',
  // Opening the sockets is what takes the time: a thousand a second, twice.
  secondsEach: 2,
  cold: true,
  rounds: 3,
  comparisons: [
    {
      subject: 'subscriber',
      limit: 'bare connection',
      against: 'a bare ws connection',
      bound: { kind: 'at most', must: 2, aim: 1.3 },
    },
  ],
  async open(stage) {
    const mall = await liveMall(stage, 'live-memory');
    return {
      contenders: {
        subscriber: {
          async measure(seconds) {
            const served = await stage.process(product, { databaseUrl: mall.url }, ['--expose-gc']);
            return perSocket(served, await watchers(stage, mall, served.ready), 1_000 * seconds);
          },
        },
        'bare connection': {
          async measure(seconds) {
            const limit = await stage.process(bare, {}, ['--expose-gc']);
            return perSocket(limit, await listeners(stage, limit.ready), 1_000 * seconds);
          },
        },
      },
      async close() {
        await mall.close();
        await stage.drop(mall.url);
      },
    };
  },
};

/** As many before fill what a process has reserved since its start, so that they are not counted. */
async function perSocket(server: Child, crowd: Audience, sockets: number): Promise<number> {
  await crowd.open(sockets);
  const before = await memoryOf(server);
  await crowd.open(sockets);
  const after = await memoryOf(server);
  await crowd.stop();
  await server.stop();
  return (after - before) / sockets / 1_024;
}
