import { redeemed, redeemRequests } from './exchange.requests.js';
import { hot } from './hot.js';

export const exchangeHot = hot({
  name: 'exchange.hot',
  title: 'exchanges of one variant by 256 members at once',
  subject: 'exchange',
  size: { members: 1_000, variants: 1 },
  groupsOfOne: { must: 15, aim: 25 },
  requests: async ({ mall }, tokens, connections) => ({
    requests: redeemRequests(mall, tokens, connections),
    expect: redeemed,
  }),
});
