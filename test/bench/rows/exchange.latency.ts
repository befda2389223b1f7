import { z } from 'zod';
import type { Row } from '../row.js';
import { serveMall } from './exchange.mall.js';
import { redeemed, redeemRequests } from './exchange.requests.js';

const bare = new URL('../servers/bare-transaction.js', import.meta.url);

/** Nobody else is there: a lone member must not wait for company. */
export const exchangeLatency: Row = {
  name: 'exchange.latency',
  title: 'one member alone, median',
  unit: 'ms',
  secondsEach: 1.5,
  comparisons: [
    {
      subject: 'exchange',
      limit: 'bare transaction',
      against: 'the same statements in two bare round trips',
      bound: { kind: 'at most', must: 2, aim: 1.3 },
    },
  ],
  async open(stage) {
    const served = await serveMall(stage, 'exchange-latency', { members: 1_000, variants: 1 });
    const { url, mall, port } = served;
    const [variantId] = mall.variantIds;
    const statements = await stage.process(bare, { databaseUrl: url, programId: mall.programId, variantId });
    const requests = redeemRequests(mall, await mall.tokens(1), 1);
    return {
      contenders: {
        exchange: {
          measure: async (seconds) => (await stage.load({ port, seconds, requests, expect: redeemed })).p50,
        },
        'bare transaction': {
          measure: async (seconds) => z.number().parse(await statements.ask({ seconds })),
        },
      },
      close: () => served.close(statements),
    };
  },
};
