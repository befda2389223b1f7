import type { Row } from '../row.js';
import { portOf, seedMall } from '../seed/mall.js';
import { didNothing, nothingRequests, redeemed, redeemRequests } from './exchange.requests.js';

const connections = 256;
const product = new URL('../servers/product.js', import.meta.url);

/** An ordinary busy day: everybody wants something else. */
export const exchangeSpread: Row = {
  name: 'exchange.spread',
  title: 'exchanges of 1,000 variants by 1,000 members, 256 at once',
  unit: '/s',
  secondsEach: 3,
  comparisons: [
    {
      subject: 'exchange',
      limit: 'nothing',
      against: 'a mutation that does nothing',
      bound: { kind: 'at least', must: 0.5, aim: 0.8 },
    },
  ],
  async open(stage) {
    const url = await stage.database('exchange-spread');
    const mall = await seedMall(url, { members: 1_000, variants: 1_000 });
    const server = await stage.process(product, { databaseUrl: url });
    const tokens = await mall.tokens(1_000);
    const port = portOf(server.ready);
    const redeem = redeemRequests(mall, tokens, connections);
    const nothing = nothingRequests(tokens, connections);
    return {
      contenders: {
        exchange: {
          measure: async (seconds) =>
            (await stage.load({ port, seconds, requests: redeem, expect: redeemed })).perSecond,
        },
        nothing: {
          measure: async (seconds) =>
            (await stage.load({ port, seconds, requests: nothing, expect: didNothing })).perSecond,
        },
      },
      async close() {
        await server.stop();
        await mall.close();
        await stage.drop(url);
      },
    };
  },
};
