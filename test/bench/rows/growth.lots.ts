import type { Contender, Row } from '../row.js';
import type { Stage } from '../stage.js';
import { serveMall } from './exchange.mall.js';
import type { ServedMall } from './exchange.mall.js';
import { redeemed, redeemRequests } from './exchange.requests.js';

const single = 'a single lot';
const year = 'a year of lots';
const lotsOf = { [single]: 1, [year]: 365 };
const members = 1_000;

/** Whoever checks in every day must not wait longer for it. */
export const growthLots: Row = {
  name: 'growth.lots',
  title: 'exchanges by members whose points came day by day',
  unit: '/s',
  warmUpSeconds: 3,
  secondsEach: 1.2,
  comparisons: [
    {
      subject: year,
      limit: single,
      against: 'members of a single lot',
      bound: { kind: 'at least', must: 0.7, aim: 0.9 },
    },
  ],
  async open(stage) {
    const served: ServedMall[] = [];
    const contenders: Record<string, Contender> = {};
    for (const [name, lots] of Object.entries(lotsOf)) {
      stage.say(`growth.lots: ${name}`);
      const mall = await serveMall(stage, `lots-${lots}`, { members, variants: 1_000, lots });
      served.push(mall);
      contenders[name] = await exchanges(stage, mall);
    }
    return { contenders, close: async () => void (await Promise.all(served.map((mall) => mall.close()))) };
  },
};

async function exchanges(stage: Stage, { mall, port }: ServedMall): Promise<Contender> {
  const connections = stage.quick ? 32 : 256;
  const requests = redeemRequests(mall, await mall.tokens(stage.quick ? connections : members), connections);
  return {
    measure: async (seconds) => (await stage.load({ port, seconds, requests, expect: redeemed })).perSecond,
  };
}
