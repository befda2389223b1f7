import 'reflect-metadata';
import { createServer } from 'node:http';
import { execute, type ExecutionArgs } from 'graphql';
import { entities } from '../server/src/entities.js';
import { StockFeedResolver } from '../server/src/feed/feed.resolver.js';
import { StockFeed } from '../server/src/feed/stock-feed.js';
import { makeSchema } from '../server/src/graphql/schema.js';
import { openLive, type Live } from '../server/src/live/open-live.js';
import type { LiveLimits } from '../server/src/live/socket.js';
import { createMemberToken } from '../server/src/member/create-member-token.js';
import { openDatabase, type Database, type Queryable } from '../server/src/platform/database.js';
import { encodeId, idSource } from '../server/src/platform/ids.js';
import { recordChanges, type FeedChange } from '../server/src/platform/outbox/record-changes.js';
import { systemRandom } from '../server/src/platform/random.js';
import { isRefused } from '../server/src/platform/refusal.js';
import { systemTimers } from '../server/src/platform/timers.js';
import { Authenticator } from '../server/src/program/authenticate.js';
import { createProgram } from '../server/src/program/create-program.js';
import { liveAuthentication } from '../server/src/program/live-session.js';
import { StockResolver } from '../server/src/stock/stock.resolver.js';
import { StockTopic } from '../server/src/stock/stock.topic.js';
import { TestClock } from './start-server.js';
import { createTestDatabase } from './test-database.js';

export interface Brand {
  id: string;
  publishable: string;
  partner: string;
  secret: string;
}

/** One process's live path, over real sockets, with what it executed counted. */
export interface StageServer {
  url: string;
  live: Live;
  executions: number;
  stop(): Promise<void>;
}

/** A database of its own, brands with variants in it, and as many servers on it as a test wants. */
export class LiveStage {
  readonly clock = new TestClock(new Date('2026-11-22T08:00:00Z'));
  readonly newId = idSource(this.clock, systemRandom);
  readonly errors: unknown[] = [];
  /** Milliseconds that have passed beside the real ones. */
  elapsed = 0;
  private readonly servers: StageServer[] = [];

  private constructor(
    readonly database: Database,
    private readonly drop: () => Promise<void>,
  ) {}

  static async open(): Promise<LiveStage> {
    const own = await createTestDatabase();
    const database = await openDatabase({ url: own.url, poolSize: 20, entities });
    return new LiveStage(database, () => own.drop());
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
    await this.database.close();
    await this.drop();
  }

  async server(limits: Partial<LiveLimits> = {}): Promise<StageServer> {
    const { database, clock } = this;
    const feed = new StockFeed({ database: database.background, batchSize: 50 });
    const authenticator = new Authenticator({ database, clock, production: false });
    const schema = makeSchema({
      hasMembers: true,
      resolvers: [new StockResolver(), new StockFeedResolver(database)],
      descriptions: { query: 'Reads.', mutation: 'Changes.', subscription: 'Tells.' },
    });
    const live = await openLive({
      database,
      clock,
      timers: systemTimers,
      elapsed: () => performance.now() + this.elapsed,
      schema,
      topics: [new StockTopic(database.background)],
      logs: [feed],
      onFeeds: (programIds) => feed.grown(programIds),
      authenticate: liveAuthentication(authenticator),
      formatError: (error) => error.toJSON(),
      onError: (error) => this.errors.push(error),
      execute: (args: ExecutionArgs) => {
        server.executions += 1;
        return execute(args);
      },
      limits: { sweepMs: 20, ...limits },
    });
    const http = createServer();
    live.server.attach(http);
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const server: StageServer = {
      url: `ws://127.0.0.1:${port}/graphql`,
      live,
      executions: 0,
      async stop() {
        await live.stop();
        await new Promise((closed) => http.close(closed));
      },
    };
    this.servers.push(server);
    return server;
  }

  async brand(handle: string): Promise<Brand> {
    const parts = { database: this.database, newId: this.newId, random: systemRandom, now: this.clock.now() };
    const made = await createProgram(parts, { handle, name: { zh: handle, en: handle } });
    if (isRefused(made)) throw new Error('The brand was refused.');
    return { id: made.id, ...made.keys };
  }

  async memberToken(brand: Brand, lifetimeSeconds: number): Promise<string> {
    const made = await createMemberToken(
      { database: this.database, newId: this.newId },
      { programId: brand.id, customerId: 'mei', displayName: null, lifetimeSeconds, now: this.clock.now() },
    );
    if (isRefused(made)) throw new Error('The token was refused.');
    return made.token;
  }

  /** A listed variant with so many on hand; returns its uuid. */
  async variant(brand: Brand, onHand: number): Promise<string> {
    const [rewardId, variantId] = [this.newId(), this.newId()];
    const text = JSON.stringify({ zh: '挂耳咖啡', en: 'Drip coffee' });
    await this.database.query(
      `INSERT INTO reward (id, program_id, handle, kind, state, title, summary, description, created_at, updated_at)
       VALUES ($1::uuid, $2, $1::uuid::text, 'physical', 'listed', $3, $3, $3, $4, $4)`,
      [rewardId, brand.id, text, this.clock.now()],
    );
    await this.database.query(
      'INSERT INTO variant (id, program_id, reward_id, title, sku) VALUES ($1::uuid, $2, $3, $4, $1::uuid::text)',
      [variantId, brand.id, rewardId, text],
    );
    await this.database.query('INSERT INTO stock (variant_id, program_id, on_hand) VALUES ($1, $2, $3)', [
      variantId,
      brand.id,
      onHand,
    ]);
    await this.database.query(
      'INSERT INTO price_plan (id, program_id, variant_id, points) VALUES ($1, $2, $3, 500)',
      [this.newId(), brand.id, variantId],
    );
    return variantId;
  }

  /** Takes one unit as a command does: lock, change, record, all in one transaction. */
  async takeOne(client: Queryable, variantId: string): Promise<void> {
    const rows = await client.query<{ program_id: string; reward_id: string; left: number; version: number }>(
      `UPDATE stock s SET on_hand = s.on_hand - 1, version = s.version + 1
         FROM variant v WHERE v.id = s.variant_id AND s.variant_id = $1
       RETURNING s.program_id, v.reward_id, s.on_hand AS left, s.version`,
      [variantId],
    );
    const [row] = rows;
    if (row === undefined) throw new Error('There is no such stock.');
    const entry: FeedChange = {
      programId: row.program_id,
      kind: 'STOCK',
      variantId,
      state: {
        rewardId: row.reward_id,
        sku: variantId,
        available: row.left,
        unlimited: false,
        listed: true,
        prices: [{ points: 500, cashMinor: null, currency: null }],
        version: row.version,
      },
    };
    await recordChanges(client, this.clock.now(), { topics: { stock: [variantId] }, feed: [entry] });
  }

  /** Takes one unit and commits; the server, when given, hears of it at once. */
  async sell(variantId: string, server?: StageServer): Promise<void> {
    await this.database.transaction((client) => this.takeOne(client, variantId));
    server?.live.wake();
  }

  /** One after the other, each in a transaction of its own. */
  async sellMany(times: number, variantId: string, server?: StageServer): Promise<void> {
    for (let sale = 0; sale < times; sale += 1) await this.sell(variantId, server);
  }
}

export function variantGid(uuid: string): string {
  return encodeId('variant', uuid);
}

/** A transaction that stays open until the test commits it. */
export async function holdTransaction(
  database: Database,
): Promise<{ client: Queryable; commit(): Promise<void> }> {
  let commit = () => undefined as void;
  const decided = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let done = Promise.resolve();
  const client = await new Promise<Queryable>((begun, failed) => {
    done = database.transaction(async (transaction) => {
      begun(transaction);
      await decided;
    });
    done.catch(failed);
  });
  return {
    client,
    async commit() {
      commit();
      await done;
    },
  };
}
