/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { vi } from 'vitest';
import { WebSocketServer } from 'ws';

import type { StockState } from '../catalog/catalog.js';
import type { Mall } from '../client.js';
import type { LiveStatus } from './channel.js';

const schema = buildSchema(
  readFileSync(new URL('../../../schema/storefront.graphql', import.meta.url), 'utf8'),
);

/** What one running subscription still has to send; it ends when the server side returns it. */
class Feed implements AsyncIterableIterator<object> {
  readonly #ready: object[];
  readonly #ended: () => void;
  #wake: (() => void) | undefined;
  #over = false;

  constructor(first: object[], ended: () => void) {
    this.#ready = first;
    this.#ended = ended;
  }

  push(event: object): void {
    this.#ready.push(event);
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<object>> {
    while (!this.#over) {
      const value = this.#ready.shift();
      if (value) return { value, done: false };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<object>> {
    this.#over = true;
    this.#wake?.();
    this.#ended();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** A graphql-ws server over the storefront schema whose states are whatever the test publishes. */
export async function startLiveCounterpart(port = 0) {
  const inits: Readonly<Record<string, unknown>>[] = [];
  const subscribed: { readonly field: string; readonly args: unknown }[] = [];
  const running = new Map<Feed, string>();
  const snapshots = new Map<string, object[]>();
  const refusals: GraphQLError[] = [];
  const expired = new Set<unknown>();
  const revoked = new Set<unknown>();

  const follow = (field: string) => (args: unknown) => {
    subscribed.push({ field, args });
    const first = (snapshots.get(field) ?? []).map((state) => ({ [field]: state }));
    const feed: Feed = new Feed(first, () => running.delete(feed));
    running.set(feed, field);
    return feed;
  };
  const fields = ['stock', 'balance', 'exchange', 'stockFeed'];
  const server = new WebSocketServer({ port, path: '/graphql' });
  const stop = useServer(
    {
      schema,
      roots: { subscription: Object.fromEntries(fields.map((field) => [field, follow(field)])) },
      onConnect: ({ connectionParams, extra }) => {
        inits.push(connectionParams ?? {});
        // The first code counts: closing again below changes nothing.
        if (revoked.has(connectionParams?.['token'])) extra.socket.close(4401, 'The token is revoked.');
        // Refusing a connection closes it with 4403, which is how the mall says that a token has expired.
        return ![expired, revoked].some((tokens) => tokens.has(connectionParams?.['token']));
      },
      onSubscribe: () => {
        const refusal = refusals.shift();
        return refusal && [refusal];
      },
    },
    server,
  );
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The counterpart has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    inits,
    subscribed,
    snapshots,
    refusals,
    expired,
    revoked,
    server,
    /** How many subscriptions are running on the server. */
    running: () => running.size,
    publish(field: string, state: object): void {
      for (const [feed, name] of running) if (name === field) feed.push({ [field]: state });
    },
    /** Ends every connection: with a close code, or like a pulled cable when there is none. */
    drop(code?: number, reason?: string): void {
      for (const client of server.clients) {
        if (code === undefined) client.terminate();
        else client.close(code, reason);
      }
    },
    stop: async (): Promise<void> => {
      await stop.dispose();
    },
  };
}

/** A refusal with a stable code, as the mall sends it. */
export function refusal(code: string, more: object = {}): GraphQLError {
  return new GraphQLError(code, { extensions: { code, ...more } });
}

/** What is left of a variant, as the mall sends it. */
export function stock(variantId: string, available: number, version: string): StockState {
  return { variantId, available, unlimited: false, batch: null, version };
}

/** A member's points, as the mall sends them. */
export function balance(available: number, version: string): object {
  return { available, held: 0, pending: 0, owed: 0, expiringSoon: 0, expiringSoonAt: null, version };
}

/** Follows variants and keeps what was seen. */
export function follow(mall: Mall, ...ids: string[]) {
  const left: (number | null)[] = [];
  const statuses: LiveStatus[] = [];
  const errors: (Error | undefined)[] = [];
  const stop = mall.live.stock(ids, ({ available }) => left.push(available), {
    onStatus: (status, error) => {
      statuses.push(status);
      if (status === 'closed' || error) errors.push(error);
    },
  });
  return { left, statuses, errors, stop };
}

/** A pace in which nothing happens until the test says that the time has come. */
export function manualPace() {
  const jobs = new Set<{ readonly run: () => void; readonly ms: number }>();
  /** Waits until something is scheduled for so many milliseconds. */
  const scheduled = (ms: number) =>
    vi.waitFor(() => {
      const found = [...jobs].find((job) => job.ms === ms);
      if (!found) throw new Error(`Nothing waits for ${ms} ms.`);
      return found;
    });
  return {
    schedule(run: () => void, ms: number): () => void {
      const job = { run, ms };
      jobs.add(job);
      return () => void jobs.delete(job);
    },
    random: () => 0,
    /** For how many milliseconds each thing waits that has not come yet. */
    waiting: () => [...jobs].map(({ ms }) => ms),
    scheduled,
    /** Waits until something is scheduled for so many milliseconds, and lets their time come. */
    async elapse(ms: number): Promise<void> {
      const due = await scheduled(ms);
      jobs.delete(due);
      due.run();
    },
  };
}
