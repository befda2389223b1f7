import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { serveStage } from '../child.js';
import { Channel } from './channel.js';
import { gauge } from './gauge.js';

const stateShape = z.object({
  variantId: z.string(),
  available: z.number().nullable(),
  unlimited: z.boolean(),
  version: z.string(),
});
type State = z.infer<typeof stateShape>;

const questionShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['cpu', 'memory']) }),
  z.object({ kind: z.literal('publish'), stock: stateShape }),
]);

const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { stock(variantIds: [ID!]!): StockState! }
  type StockState { variantId: ID! available: Int unlimited: Boolean! version: String! }
`);

const watchers = new Map<string, Set<Channel<{ stock: State }>>>();

/** One state at once says that the subscription stands; one for each variant would take longer than what is measured. */
function watch(variantIds: readonly string[]): Channel<{ stock: State }> {
  const channel = new Channel<{ stock: State }>(() => {
    for (const id of variantIds) watchers.get(id)?.delete(channel);
  });
  for (const variantId of variantIds) {
    const others = watchers.get(variantId) ?? new Set<Channel<{ stock: State }>>();
    watchers.set(variantId, others.add(channel));
  }
  const [variantId = ''] = variantIds;
  channel.push({ stock: { variantId, available: 1_000_000, unlimited: false, version: '1' } });
  return channel;
}

/** graphql-ws as its guide shows it: an async iterator for each subscriber, and an execution for each of its values. */
serveStage(async () => {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql', perMessageDeflate: false });
  useServer(
    {
      schema,
      roots: { subscription: { stock: (args: { variantIds: string[] }) => watch(args.variantIds) } },
    },
    sockets,
  );
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an AddressInfo
  const { port } = http.address() as AddressInfo;
  return {
    ready: { port },
    async answer(asked) {
      const question = questionShape.parse(asked);
      if (question.kind !== 'publish') return gauge(question.kind);
      const { stock } = question;
      for (const channel of watchers.get(stock.variantId) ?? []) channel.push({ stock });
      return null;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((closed) => http.close(closed));
    },
  };
});
