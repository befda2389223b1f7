import type { Comparison, Contender, Row } from '../row.js';
import { seedCatalog } from '../seed/catalog.js';
import type { SeededCatalog } from '../seed/catalog.js';
import { portOf } from '../seed/mall.js';
import { aReward, firstPage, newSearches, signedIn } from './catalog.requests.js';

const product = new URL('../servers/product.js', import.meta.url);
const sizes = ['100', '10 thousand', '1 million'] as const;
const rewardsOf = { '100': 100, '10 thousand': 10_000, '1 million': 1_000_000 };
const smaller = { '100': 100, '10 thousand': 1_000, '1 million': 5_000 };

const comparisons = (what: string): Comparison[] =>
  sizes.slice(1).map((size) => ({
    subject: `${what}, ${size}`,
    limit: `${what}, 100`,
    against: `${what} with 100 rewards`,
    bound: { kind: 'at least', must: 0.6, aim: 0.9 },
  }));

/** A page costs the same however many rewards there are. */
export const growthCatalog: Row = {
  name: 'growth.catalog',
  title: 'pages of members and searches with 100, 10 thousand and 1 million rewards',
  unit: '/s',
  secondsEach: 1.2,
  comparisons: [...comparisons('page'), ...comparisons('search')],
  async open(stage) {
    const seeded: { size: string; url: string; catalog: SeededCatalog }[] = [];
    for (const size of sizes) {
      stage.say(`growth.catalog: ${size} rewards`);
      const url = await stage.database(`growth-catalog-${rewardsOf[size]}`);
      seeded.push({ size, url, catalog: await seedCatalog(url, (stage.quick ? smaller : rewardsOf)[size]) });
    }
    const served = await Promise.all(
      seeded.map(async ({ size, url, catalog }) => {
        const server = await stage.process(product, { databaseUrl: url });
        return { size, url, catalog, server };
      }),
    );
    const contenders: Record<string, Contender> = {};
    for (const { size, catalog, server } of served) {
      const asked = { page: signedIn(catalog, firstPage()), search: newSearches(catalog) };
      for (const [what, requests] of Object.entries(asked)) {
        const ask = (seconds: number, those: typeof requests) =>
          stage.load({ port: portOf(server.ready), seconds, requests: those, expect: aReward });
        // One alone at first: what has to be read from the disk may take longer than a member of a crowd is let wait.
        await ask(stage.quick ? 0.1 : 0.5, requests.slice(0, 1));
        contenders[`${what}, ${size}`] = {
          measure: async (seconds) => (await ask(seconds, requests)).perSecond,
        };
      }
    }
    return {
      contenders,
      async close() {
        await Promise.all(served.map(({ server }) => server.stop()));
        for (const { url } of served) await stage.drop(url);
      },
    };
  },
};
