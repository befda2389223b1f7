import type { Contender, Row } from '../row.js';
import type { Stage } from '../stage.js';
import { seedOne, serveSeeded } from './exchange.mall.js';
import type { ServedMall, UnservedMall } from './exchange.mall.js';
import { redeemed, redeemRequests } from './exchange.requests.js';

const small = '1 thousand';
const large = '100 thousand';
const huge = '1 million';
const membersOf = { [small]: 1_000, [large]: 100_000, [huge]: 1_000_000 };

/** A mall must not become slower because it succeeded. */
export const growthAccounts: Row = {
  name: 'growth.accounts',
  title: 'exchanges of 1,000 variants with ever more members and as many entries',
  unit: '/s',
  secondsEach: 1.5,
  comparisons: [large, huge].map((size) => ({
    subject: size,
    limit: small,
    against: `${small} members`,
    bound: { kind: 'at least', must: 0.7, aim: 0.9 },
  })),
  async open(stage) {
    const seeded: { size: string; members: number; mall: UnservedMall }[] = [];
    for (const [size, most] of Object.entries(membersOf)) {
      stage.say(`growth.accounts: ${size} members`);
      const members = stage.quick ? most / (most > 1_000 ? 100 : 10) : most;
      const mall = await seedOne(stage, `accounts-${most}`, { members, variants: 1_000 });
      seeded.push({ size, members, mall });
    }
    const served = await Promise.all(
      seeded.map(async ({ size, members, mall }) => {
        return { size, members, mall: await serveSeeded(stage, mall) };
      }),
    );
    const contenders: Record<string, Contender> = {};
    for (const { size, members, mall } of served) contenders[size] = await exchanges(stage, mall, members);
    return {
      contenders,
      close: async () => void (await Promise.all(served.map(({ mall }) => mall.close()))),
    };
  },
};

async function exchanges(stage: Stage, { mall, port }: ServedMall, members: number): Promise<Contender> {
  const tokens = await mall.tokens(Math.min(members, stage.quick ? 256 : 2_048));
  const requests = redeemRequests(mall, tokens, stage.quick ? 32 : 256);
  return {
    measure: async (seconds) => (await stage.load({ port, seconds, requests, expect: redeemed })).perSecond,
  };
}
