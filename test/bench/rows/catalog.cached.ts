import { z } from 'zod';
import type { Row } from '../row.js';
import { seedCatalog } from '../seed/catalog.js';
import { portOf } from '../seed/mall.js';
import { anonymous, aReward, firstPage } from './catalog.requests.js';

const product = new URL('../servers/product.js', import.meta.url);
const sameBytes = new URL('../servers/same-bytes.js', import.meta.url);

/** What everybody sees first. */
export const catalogCached: Row = {
  name: 'catalog.cached',
  title: 'the first 20 rewards for whoever comes without a token',
  unit: '/s',
  secondsEach: 1.5,
  rounds: 4,
  comparisons: [
    {
      subject: 'page',
      limit: 'bytes',
      against: 'node:http answering the same bytes',
      bound: { kind: 'at least', must: 0.4, aim: 0.7 },
    },
  ],
  async open(stage) {
    const url = await stage.database('catalog-cached');
    const catalog = await seedCatalog(url, 1_000);
    const server = await stage.process(product, { databaseUrl: url });
    const requests = anonymous(catalog, firstPage());
    const answer = await answerOf(portOf(server.ready), requests[0]?.[0]);
    const bare = await stage.process(sameBytes, answer);
    const load = async (port: number, seconds: number) =>
      (await stage.load({ port, seconds, requests, expect: aReward })).perSecond;
    return {
      contenders: {
        page: { measure: (seconds) => load(portOf(server.ready), seconds) },
        bytes: { measure: (seconds) => load(portOf(bare.ready), seconds) },
      },
      async close() {
        await Promise.all([server.stop(), bare.stop()]);
        await stage.drop(url);
      },
    };
  },
};

/** What the product answers, to be answered by the limit too. */
async function answerOf(
  port: number,
  request: { path: string; headers: Record<string, string>; body: string } | undefined,
) {
  const { path, headers, body } = z
    .object({ path: z.string(), headers: z.record(z.string(), z.string()), body: z.string() })
    .parse(request);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body });
  const own = new Set(['connection', 'content-length', 'date', 'keep-alive']);
  const told = [...response.headers].filter(([name]) => !own.has(name));
  return { body: await response.text(), headers: Object.fromEntries(told) };
}
