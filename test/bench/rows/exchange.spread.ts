import type { Row } from '../row.js';
import { serveMall } from './exchange.mall.js';
import { didNothing, nothingRequests, redeemed, redeemRequests } from './exchange.requests.js';

/** An ordinary busy day: everybody wants something else. */
export const exchangeSpread: Row = {
  name: 'exchange.spread',
  title: 'exchanges of 1,000 variants by 1,000 members, 256 at once',
  unit: '/s',
  warmUpSeconds: 3,
  // Neighbours come and go within seconds: many short rounds set both beside the same ones.
  secondsEach: 0.8,
  rounds: 7,
  comparisons: [
    {
      subject: 'exchange',
      limit: 'nothing',
      against: 'a mutation that does nothing',
      bound: { kind: 'at least', must: 0.5, aim: 0.8 },
    },
  ],
  async open(stage) {
    const connections = stage.quick ? 32 : 256;
    const served = await serveMall(stage, 'exchange-spread', { members: 1_000, variants: 1_000 });
    const { mall, port } = served;
    const tokens = await mall.tokens(stage.quick ? connections : 1_000);
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
      close: () => served.close(),
    };
  },
};
