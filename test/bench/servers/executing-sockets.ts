import 'reflect-metadata';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { compose } from '@jifen/server/capabilities.js';
import { entities } from '@jifen/server/entities.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { openDatabase } from '@jifen/server/platform/database.js';
import { decodeId } from '@jifen/server/platform/ids.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import type { StockRow } from '@jifen/server/stock/stock.book.js';
import { serveStage } from '../child.js';
import { Channel } from './channel.js';
import { gauge } from './gauge.js';

const optionsShape = z.object({ databaseUrl: z.string(), programId: z.string() });
const questionShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['cpu', 'memory']) }),
  z.object({
    kind: z.literal('publish'),
    stock: z.object({ variantId: z.string(), available: z.number(), version: z.string() }),
  }),
]);
const credentialsShape = z.object({ key: z.string() });

const watchers = new Map<string, Set<Channel<StockRow>>>();

function rowOf(
  programId: string,
  stock: { variantId: string; available: number; version: string },
): StockRow {
  const variantId = decodeId('variant', stock.variantId) ?? '';
  return { programId, variantId, onHand: stock.available, batch: null, version: Number(stock.version) };
}

/** One state at once says that the subscription stands; one for each variant would take longer than what is measured. */
function watch(programId: string, variantIds: readonly string[]): Channel<StockRow> {
  const channel = new Channel<StockRow>(() => {
    for (const id of variantIds) watchers.get(id)?.delete(channel);
  });
  for (const variantId of variantIds) {
    const others = watchers.get(variantId) ?? new Set<Channel<StockRow>>();
    watchers.set(variantId, others.add(channel));
  }
  const [variantId = ''] = variantIds;
  channel.push(rowOf(programId, { variantId, available: 1_000_000, version: '1' }));
  return channel;
}

/**
 * The product's own schema served by graphql-ws as its guide shows it: an async iterator for each subscriber, and an execution
 * for each of its values. Nothing is read: the state is given to it.
 */
serveStage(async (given) => {
  const { databaseUrl, programId } = optionsShape.parse(given);
  const database = await openDatabase({ url: databaseUrl, poolSize: 2, entities });
  const config = { production: false, introspection: true };
  const { storefront, authenticator } = compose(
    { config, database, clock: systemClock, random: systemRandom },
    () => undefined,
  );
  const field = storefront.getSubscriptionType()?.getFields()['stock'];
  if (field === undefined) throw new Error('The schema has no counters to watch.');
  field.subscribe = (_root: unknown, args: { variantIds: string[] }) => watch(programId, args.variantIds);
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/graphql', perMessageDeflate: false });
  useServer(
    {
      schema: storefront,
      context: ({ connectionParams }) => authenticator.storefront(credentialsShape.parse(connectionParams)),
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
      const row = rowOf(programId, question.stock);
      for (const channel of watchers.get(question.stock.variantId) ?? []) channel.push(row);
      return null;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((closed) => http.close(closed));
      await database.close();
    },
  };
});
