import type { Row } from '../row.js';
import { seedCatalog } from '../seed/catalog.js';
import { portOf } from '../seed/mall.js';
import { aReward, firstPage, searches, signedIn } from './catalog.requests.js';
import type { Request } from '../load/load.js';
import type { OpenRow } from '../row.js';
import type { Stage } from '../stage.js';

const product = new URL('../servers/product.js', import.meta.url);

/** The first page with what is a member's own. */
export const catalogMember: Row = {
  name: 'catalog.member',
  title: 'the first 20 rewards for signed-in members',
  unit: '/s',
  secondsEach: 1.5,
  rounds: 4,
  comparisons: [
    {
      subject: 'page',
      limit: 'constants',
      against: 'the same server answering from constants in memory',
      bound: { kind: 'at least', must: 0.4, aim: 0.7 },
    },
  ],
  open: (stage) =>
    openCatalog(stage, 'catalog-member', (catalog) => ({
      page: signedIn(catalog, firstPage()),
      constants: signedIn(catalog, firstPage('constantRewards')),
    })),
};

/** Words of all kinds, in two languages. */
export const catalogSearch: Row = {
  name: 'catalog.search',
  title: '20 rewards found by a word, Chinese or English, frequent or rare',
  unit: '/s',
  secondsEach: 1.5,
  rounds: 4,
  comparisons: [
    {
      subject: 'search',
      limit: 'page',
      against: 'catalog.member',
      bound: { kind: 'at least', must: 0.5, aim: 0.8 },
    },
  ],
  open: (stage) =>
    openCatalog(stage, 'catalog-search', (catalog) => ({
      search: searches(catalog),
      page: signedIn(catalog, firstPage()),
    })),
};

/** One server on a catalog of ten thousand, asked in several ways. */
async function openCatalog(
  stage: Stage,
  name: string,
  ways: (catalog: Awaited<ReturnType<typeof seedCatalog>>) => Record<string, Request[][]>,
): Promise<OpenRow> {
  const url = await stage.database(name);
  const catalog = await seedCatalog(url, stage.quick ? 1_000 : 10_000);
  const server = await stage.process(product, { databaseUrl: url });
  const contenders = Object.entries(ways(catalog)).map(([way, requests]) => {
    const measure = async (seconds: number) =>
      (await stage.load({ port: portOf(server.ready), seconds, requests, expect: aReward })).perSecond;
    return [way, { measure }] as const;
  });
  return {
    contenders: Object.fromEntries(contenders),
    async close() {
      await server.stop();
      await stage.drop(url);
    },
  };
}
