import 'reflect-metadata';
import { execute, parse } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { StockFeedResolver } from '../server/src/feed/feed.resolver.js';
import { requestContext } from '../server/src/graphql/context.js';
import { makeSchema } from '../server/src/graphql/schema.js';
import { sequence } from '../server/src/platform/outbox/sequencer.js';
import { readProgram } from '../server/src/program/program.queries.js';
import { events, follow, left, partner } from './feed-stage.js';
import { LiveStage, variantGid, type Brand, type StageServer } from './live-stage.js';

let stage: LiveStage;
let server: StageServer;

beforeAll(async () => {
  stage = await LiveStage.open();
  server = await stage.server();
});

afterAll(async () => {
  await stage.close();
});

describe('the snapshot to start from', () => {
  const document =
    parse(`query ($after: String, $first: Int!) { stockFeedSnapshot(first: $first, after: $after) {
    nodes { variantId rewardId sku available unlimited listed version prices { points cash { amount } } } cursor pageInfo { hasNextPage endCursor } } }`);
  const shape = z.object({
    stockFeedSnapshot: z.object({
      nodes: z.array(z.object({ variantId: z.string(), available: z.number(), version: z.string() })),
      cursor: z.string(),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  });

  async function page(brand: Brand, first: number, after: string | null, database = stage.database) {
    const found = await readProgram(stage.database, brand.id);
    if (found === null) throw new Error('There is no such program.');
    const schema = makeSchema({
      hasMembers: true,
      resolvers: [new StockFeedResolver(database)],
      descriptions: { query: 'Reads.', mutation: 'Changes.', subscription: 'Tells.' },
    });
    const contextValue = requestContext({
      program: found.program,
      access: { kind: 'partner', keyId: null, scopes: ['stock_feed'] },
      member: null,
      language: 'en',
      now: stage.clock.now(),
    });
    const result = await execute({ schema, document, variableValues: { first, after }, contextValue });
    return shape.parse(result.data).stockFeedSnapshot;
  }

  it('and the feed behind it together give the present, whatever changes between its pages', async () => {
    const brand = await stage.brand('feed-snapshot');
    const variants = [];
    for (const onHand of [10, 20, 30, 40, 50]) variants.push(await stage.variant(brand, onHand));
    const known = new Map<string, { available: number; version: number }>();
    const cursors = new Set<string>();
    let after: string | null = null;
    do {
      const { nodes, cursor, pageInfo } = await page(brand, 2, after);
      for (const { variantId, available, version } of nodes) {
        known.set(variantId, { available, version: Number(version) });
      }
      cursors.add(cursor);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      for (const variant of variants) await stage.sell(variant, server);
    } while (after !== null);
    expect(known.size).toBe(5);
    expect(cursors.size).toBe(1);
    const client = await partner(brand, server);
    const id = client.subscribe(follow, { after: [...cursors][0] });
    await vi.waitFor(() => expect(events(client, id)).toHaveLength(15));
    for (const event of events(client, id)) {
      const state = known.get(event.variantId);
      if (state === undefined || Number(event.version) <= state.version) continue;
      known.set(event.variantId, { available: event.available, version: Number(event.version) });
    }
    expect(variants.map((variant) => known.get(variantGid(variant))?.available)).toEqual([7, 17, 27, 37, 47]);
    await client.close();
  });

  it('leaves to the feed what is changed at the moment when its first page has been read', async () => {
    const brand = await stage.brand('feed-first-page');
    const variant = await stage.variant(brand, 10);
    const { cursor, nodes } = await page(brand, 2, null, {
      ...stage.database,
      async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
        const rows = await stage.database.query<Row>(text, values);
        if (text.includes('FROM variant v JOIN reward')) {
          await stage.sell(variant);
          await sequence(stage.database);
        }
        return rows;
      },
    });
    expect(nodes.map(({ available }) => available)).toEqual([10]);
    const client = await partner(brand, server);
    const id = client.subscribe(follow, { after: cursor });
    await vi.waitFor(() => expect(left(client, id)).toEqual([9]));
    await client.close();
  });
});
