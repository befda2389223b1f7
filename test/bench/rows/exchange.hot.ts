import type { Row } from '../row.js';
import { portOf, seedMall } from '../seed/mall.js';
import { didNothing, nothingRequests, redeemed, redeemRequests } from './exchange.requests.js';

const connections = 256;
const product = new URL('../servers/product.js', import.meta.url);

/** Everybody wants the same thing at the same moment. */
export const exchangeHot: Row = {
  name: 'exchange.hot',
  title: 'exchanges of one variant by 256 members at once',
  unit: '/s',
  secondsEach: 3,
  comparisons: [
    {
      subject: 'exchange',
      limit: 'nothing',
      against: 'a mutation that does nothing',
      bound: { kind: 'at least', must: 0.5, aim: 0.8 },
    },
    {
      subject: 'exchange',
      limit: 'groups of one',
      against: 'the same in groups of one',
      bound: { kind: 'at least', must: 15, aim: 25 },
    },
  ],
  async open(stage) {
    const url = await stage.database('exchange-hot');
    const mall = await seedMall(url, { members: 1_000, variants: 1 });
    const grouped = await stage.process(product, { databaseUrl: url });
    const alone = await stage.process(product, { databaseUrl: url, maxGroup: 1 });
    const tokens = await mall.tokens(connections);
    const redeem = redeemRequests(mall, tokens, connections);
    const load = async (port: number, requests: typeof redeem, expect: string, seconds: number) =>
      (await stage.load({ port, seconds, requests, expect })).perSecond;
    return {
      contenders: {
        exchange: { measure: (seconds) => load(portOf(grouped.ready), redeem, redeemed, seconds) },
        nothing: {
          measure: (seconds) =>
            load(portOf(grouped.ready), nothingRequests(tokens, connections), didNothing, seconds),
        },
        'groups of one': { measure: (seconds) => load(portOf(alone.ready), redeem, redeemed, seconds) },
      },
      async close() {
        await Promise.all([grouped.stop(), alone.stop()]);
        await mall.close();
        await stage.drop(url);
      },
    };
  },
};
