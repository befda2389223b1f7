import type { Contender, Row } from '../row.js';
import { portOf, seedMall } from '../seed/mall.js';
import type { Stage } from '../stage.js';
import { redeemed, redeemRequests } from './exchange.requests.js';

const connections = 256;
const product = new URL('../servers/product.js', import.meta.url);
const small = '1 thousand';
const large = '100 thousand';
const huge = '1 million';

/** A mall must not become slower because it succeeded. */
export const growthAccounts: Row = {
  name: 'growth.accounts',
  title: 'exchanges of 1,000 variants with ever more members and as many entries',
  unit: '/s',
  secondsEach: 2.5,
  comparisons: [large, huge].map((size) => ({
    subject: size,
    limit: small,
    against: `${small} members`,
    bound: { kind: 'at least', must: 0.7, aim: 0.9 },
  })),
  async open(stage) {
    const [thousand, tenfold, most] = stage.quick ? [100, 1_000, 10_000] : [1_000, 100_000, 1_000_000];
    stage.say('growth.accounts: seeding members');
    const [first, second, third] = await Promise.all([
      openMall(stage, 'accounts-1', thousand),
      openMall(stage, 'accounts-2', tenfold),
      openMall(stage, 'accounts-3', most),
    ]);
    const malls = { [small]: first, [large]: second, [huge]: third };
    return {
      contenders: malls,
      close: async () => void (await Promise.all(Object.values(malls).map((mall) => mall.close()))),
    };
  },
};

async function openMall(
  stage: Stage,
  name: string,
  members: number,
): Promise<Contender & { close(): Promise<void> }> {
  const url = await stage.database(name);
  const mall = await seedMall(url, { members, variants: 1_000 });
  const server = await stage.process(product, { databaseUrl: url });
  const requests = redeemRequests(
    mall,
    await mall.tokens(Math.min(members, stage.quick ? 256 : 2_048)),
    connections,
  );
  const port = portOf(server.ready);
  return {
    measure: async (seconds) => (await stage.load({ port, seconds, requests, expect: redeemed })).perSecond,
    async close() {
      await server.stop();
      await mall.close();
      await stage.drop(url);
    },
  };
}
