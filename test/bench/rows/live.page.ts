import { z } from 'zod';
import type { Child } from '../processes.js';
import { portOf, seedMall } from '../seed/mall.js';
import type { SeededMall } from '../seed/mall.js';
import type { Stage } from '../stage.js';

/** Every subscriber has one of five pages open and watches its twenty counters, one of which is on all five. */
const pages = 5;
const variantsPerPage = 20;
/** The acknowledgement and a state of each variant. */
const messagesAtFirst = 1 + variantsPerPage;

const crowd = new URL('../sockets/crowd.js', import.meta.url);
const query =
  'subscription ($ids: [ID!]!) { stock(variantIds: $ids) { variantId available unlimited version } }';

export interface LiveMall extends SeededMall {
  url: string;
  /** What everybody wants. */
  wanted: string;
  /** The variants of each page. */
  pages: string[][];
}

export async function liveMall(stage: Stage, name: string): Promise<LiveMall> {
  const url = await stage.database(name);
  const mall = await seedMall(url, { members: 1, variants: 1 + pages * (variantsPerPage - 1) });
  const [wanted = '', ...others] = mall.variantIds;
  const own = (page: number) =>
    others.slice(page * (variantsPerPage - 1), (page + 1) * (variantsPerPage - 1));
  return { ...mall, url, wanted, pages: Array.from({ length: pages }, (_, page) => [wanted, ...own(page)]) };
}

export interface Audience {
  open(sockets: number): Promise<void>;
  /** The moment of the last of so many messages since the last answer, in nanoseconds. */
  lastOf(messages: number): Promise<bigint>;
  stop(): Promise<void>;
}

/** Sockets that watch a page each, by turns. */
export function watchers(
  stage: Stage,
  mall: LiveMall,
  ready: unknown,
  messagesEach = messagesAtFirst,
): Promise<Audience> {
  const greetings = mall.pages.map((ids) => [
    JSON.stringify({ type: 'connection_init', payload: { key: mall.publishableKey } }),
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { ids } } }),
  ]);
  return audience(stage, { port: portOf(ready), path: '/graphql', greetings }, messagesEach);
}

/** Sockets that only listen. */
export function listeners(stage: Stage, ready: unknown): Promise<Audience> {
  return audience(stage, { port: portOf(ready), path: '/', greetings: [[]] }, 0);
}

async function audience(stage: Stage, options: object, messagesEach: number): Promise<Audience> {
  const child = await stage.process(crowd, options);
  return {
    open: async (sockets) => void (await child.ask({ kind: 'open', sockets, messagesEach })),
    lastOf: async (messages) => BigInt(z.string().parse(await child.ask({ kind: 'wait', messages }))),
    stop: () => child.stop(),
  };
}

export const cpuOf = async (child: Child) => z.number().parse(await child.ask({ kind: 'cpu' }));
export const memoryOf = async (child: Child) => z.number().parse(await child.ask({ kind: 'memory' }));

const mutation = `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { stock { version } userErrors { code } } }`;
const answerShape = z.object({
  data: z.object({ stockAdjust: z.object({ stock: z.object({ version: z.string() }) }) }),
});

/** Takes away one piece of what everybody wants, as the brand's own systems do; resolves when the answer has come. */
export async function takeOne(mall: LiveMall, ready: unknown): Promise<void> {
  const input = { variantId: mall.wanted, change: -1, idempotencyKey: crypto.randomUUID() };
  const response = await fetch(`http://127.0.0.1:${portOf(ready)}/admin/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${mall.secretKey}` },
    body: JSON.stringify({ query: mutation, variables: { input } }),
  });
  answerShape.parse(await response.json());
}

/** The state after so many changes as the product tells it, so that all contenders send the same bytes. */
export function stateOf(mall: LiveMall, changes: number) {
  return {
    variantId: mall.wanted,
    available: 1_000_000_000 - changes,
    unlimited: false,
    version: String(changes + 1),
  };
}

export function frameOf(mall: LiveMall, changes: number): string {
  return `{"id":"1","type":"next","payload":{"data":{"stock":${JSON.stringify(stateOf(mall, changes))}}}}`;
}
