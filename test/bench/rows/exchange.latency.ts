import { z } from 'zod';
import type { Row } from '../row.js';
import { portOf, seedMall } from '../seed/mall.js';
import { redeemed, redeemRequests } from './exchange.requests.js';

const product = new URL('../servers/product.js', import.meta.url);
const bare = new URL('../servers/bare-transaction.js', import.meta.url);

/** Nobody else is there: a lone member must not wait for company. */
export const exchangeLatency: Row = {
  name: 'exchange.latency',
  title: 'one member alone, median',
  unit: 'ms',
  secondsEach: 2,
  comparisons: [
    {
      subject: 'exchange',
      limit: 'bare transaction',
      against: 'the same statements in two bare round trips',
      bound: { kind: 'at most', must: 2, aim: 1.3 },
    },
  ],
  async open(stage) {
    const url = await stage.database('exchange-latency');
    const mall = await seedMall(url, { members: 1_000, variants: 1 });
    const server = await stage.process(product, { databaseUrl: url });
    const [variantId] = mall.variantIds;
    const statements = await stage.process(bare, { databaseUrl: url, programId: mall.programId, variantId });
    const requests = redeemRequests(mall, await mall.tokens(1), 1);
    return {
      contenders: {
        exchange: {
          measure: async (seconds) =>
            (await stage.load({ port: portOf(server.ready), seconds, requests, expect: redeemed })).p50,
        },
        'bare transaction': {
          measure: async (seconds) => z.number().parse(await statements.ask({ seconds })),
        },
      },
      async close() {
        await Promise.all([server.stop(), statements.stop()]);
        await mall.close();
        await stage.drop(url);
      },
    };
  },
};
