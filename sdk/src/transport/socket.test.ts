/// <reference types="node" />
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import { createMall, type Mall } from '../client.js';
import type { StockState } from '../catalog/catalog.js';
import { NetworkError, RefusedError } from './errors.js';
import type { ClientOptions } from './fetch.js';
import { balance, follow, manualPace, refusal, startLiveCounterpart } from './live-counterpart.test-kit.js';

/** The waits of this package at random 0: the first back-off, a heartbeat, and the patience with an idle socket. */
const BACKOFF = 125;
const HEARTBEAT = 15_000;
const LINGER = 3_000;

let counterpart: Awaited<ReturnType<typeof startLiveCounterpart>>;
let pace: ReturnType<typeof manualPace>;
const malls: Mall[] = [];

beforeEach(async () => {
  counterpart = await startLiveCounterpart();
  pace = manualPace();
});

afterEach(async () => {
  for (const mall of malls.splice(0)) mall.close();
  await counterpart.stop();
});

function openMall(options: Partial<ClientOptions> = {}): Mall {
  const { endpoint } = counterpart;
  const mall = createMall({ endpoint, publishableKey: 'pk_demo', webSocket: WebSocket, pace, ...options });
  malls.push(mall);
  return mall;
}

function stock(variantId: string, available: number, version: string): StockState {
  return { variantId, available, unlimited: false, batch: null, version };
}

describe('a watch', () => {
  it('gives the snapshot first, then newer states, and drops stale ones', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '9')]);
    const { left, statuses } = follow(openMall({ language: 'zh' }), 'v1');
    await vi.waitFor(() => expect(left).toEqual([5]));
    counterpart.publish('stock', stock('v1', 4, '10'));
    counterpart.publish('stock', stock('v1', 7, '9'));
    counterpart.publish('stock', stock('v1', 8, '10'));
    counterpart.publish('stock', stock('v1', 3, '11'));
    await vi.waitFor(() => expect(left).toEqual([5, 4, 3]));
    expect(statuses).toEqual(['connecting', 'live']);
    expect(counterpart.inits).toEqual([{ key: 'pk_demo', language: 'zh' }]);
  });

  it('compares versions by variant and as numbers of any length', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '99999999999999999999'), stock('v2', 50, '7')]);
    const { left } = follow(openMall(), 'v1', 'v2');
    await vi.waitFor(() => expect(left).toEqual([5, 50]));
    counterpart.publish('stock', stock('v1', 4, '100000000000000000000'));
    counterpart.publish('stock', stock('v2', 49, '8'));
    await vi.waitFor(() => expect(left).toEqual([5, 50, 4, 49]));
  });

  it('shares one subscription with equal ones, and a late one sees the newest state at once', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const mall = openMall();
    const first = follow(mall, 'v1', 'v2');
    await vi.waitFor(() => expect(first.left).toEqual([5]));
    const second = follow(mall, 'v2', 'v1', 'v1');
    await vi.waitFor(() => expect(second.left).toEqual([5]));
    counterpart.publish('stock', stock('v1', 4, '2'));
    await vi.waitFor(() =>
      expect([first.left, second.left]).toEqual([
        [5, 4],
        [5, 4],
      ]),
    );
    expect(counterpart.subscribed).toEqual([{ field: 'stock', args: { variantIds: ['v1', 'v2'] } }]);
    expect(counterpart.server.clients.size).toBe(1);
    first.stop();
    counterpart.publish('stock', stock('v1', 3, '3'));
    await vi.waitFor(() => expect(second.left).toEqual([5, 4, 3]));
    expect(first.left).toEqual([5, 4]);
  });

  it('of more variants than the mall takes at once is spread over several subscriptions', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `v${index}`);
    const { stop } = follow(openMall(), ...ids);
    await vi.waitFor(() => expect(counterpart.running()).toBe(3));
    const asked = counterpart.subscribed.map(({ args }) => JSON.stringify(args).match(/v\d+/g) ?? []);
    expect(asked.map((some) => some.length)).toEqual([100, 100, 50]);
    expect(new Set(asked.flat())).toEqual(new Set(ids));
    stop();
    await vi.waitFor(() => expect(counterpart.running()).toBe(0));
  });

  it('of no variant at all asks for nothing', async () => {
    const mall = openMall();
    follow(mall).stop();
    follow(mall, 'v1');
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    expect(counterpart.subscribed).toEqual([{ field: 'stock', args: { variantIds: ['v1'] } }]);
  });

  it('ends on the server when its last listener leaves, and the idle socket closes a little later', async () => {
    const mall = openMall();
    const [first, second] = [follow(mall, 'v1'), follow(mall, 'v1')];
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    first.stop();
    second.stop();
    await vi.waitFor(() => expect(counterpart.running()).toBe(0));
    expect(counterpart.server.clients.size).toBe(1);
    await pace.elapse(LINGER);
    await vi.waitFor(() => expect(counterpart.server.clients.size).toBe(0));
  });

  it('goes on over the same socket when a page changes its view', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const mall = openMall();
    const before = follow(mall, 'v0');
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    before.stop();
    const after = follow(mall, 'v1');
    await vi.waitFor(() => expect(after.left).toEqual([5]));
    expect(counterpart.inits).toHaveLength(1);
    expect(pace.waiting()).not.toContain(LINGER);
  });

  it('that is refused ends alone, with the reason', async () => {
    const mall = openMall();
    counterpart.refusals.push(refusal('NOT_FOUND'));
    const refused = follow(mall, 'v9');
    await vi.waitFor(() => expect(refused.statuses.at(-1)).toBe('closed'));
    expect(refused.errors[0]).toBeInstanceOf(RefusedError);
    expect(refused.errors[0]).toMatchObject({ code: 'NOT_FOUND' });
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const fine = follow(mall, 'v1');
    await vi.waitFor(() => expect(fine.left).toEqual([5]));
    expect(counterpart.inits).toHaveLength(1);
  });

  it('is tried again after the wait the mall asked for when it is merely busy', async () => {
    counterpart.refusals.push(refusal('OVERLOADED', { retryAfterMs: 900 }));
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const { left } = follow(openMall(), 'v1');
    await pace.elapse(900);
    await vi.waitFor(() => expect(left).toEqual([5]));
  });

  it('that waits for its turn is begun once, though the connection is lost meanwhile', async () => {
    counterpart.refusals.push(refusal('OVERLOADED', { retryAfterMs: 900 }));
    const mall = openMall();
    const { statuses } = follow(mall, 'v1');
    await pace.scheduled(900);
    counterpart.drop();
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    await pace.elapse(900);
    follow(mall, 'v2');
    await vi.waitFor(() => expect(counterpart.running()).toBe(2));
    expect(counterpart.subscribed).toHaveLength(2);
    expect(statuses).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  });

  it('waits as briefly as the first time once it was given something in between', async () => {
    const busy = () => counterpart.refusals.push(refusal('OVERLOADED'));
    busy();
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const { left } = follow(openMall(), 'v1');
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(left).toEqual([5]));
    busy();
    counterpart.snapshots.set('stock', [stock('v1', 4, '2')]);
    counterpart.drop();
    await pace.elapse(BACKOFF);
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(left).toEqual([5, 4]));
  });

  it('that gets an answer with errors is ended on the server, too', async () => {
    const { statuses } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    counterpart.publish('stock', { variantId: null });
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('closed'));
    await vi.waitFor(() => expect(counterpart.running()).toBe(0));
  });

  it('may begin after everything was closed, and goes through each status once', async () => {
    const mall = openMall();
    const before = follow(mall, 'v1');
    await vi.waitFor(() => expect(before.statuses).toEqual(['connecting', 'live']));
    mall.close();
    const equal = [follow(mall, 'v1'), follow(mall, 'v1')];
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    for (const { statuses } of equal) {
      await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
      expect(statuses).toEqual(['connecting', 'live']);
    }
    expect(before.statuses).toEqual(['connecting', 'live', 'closed']);
  });

  it('needs a WebSocket, and says so', () => {
    vi.stubGlobal('WebSocket', undefined);
    try {
      const mall = createMall({ endpoint: counterpart.endpoint, publishableKey: 'pk_demo' });
      expect(() => mall.live.balance(() => undefined)).toThrow('`webSocket`');
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('a lost connection', () => {
  it('resumes every watch and shows nothing twice', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    counterpart.snapshots.set('balance', [balance(100, '1')]);
    const mall = openMall();
    const seen = follow(mall, 'v1');
    const points: number[] = [];
    mall.live.balance(({ available }) => points.push(available));
    await vi.waitFor(() => expect([seen.left, points]).toEqual([[5], [100]]));

    counterpart.snapshots.set('balance', [balance(80, '2')]);
    counterpart.drop();
    await vi.waitFor(() => expect(seen.statuses.at(-1)).toBe('reconnecting'));
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(points).toEqual([100, 80]));
    counterpart.publish('stock', stock('v1', 4, '2'));
    await vi.waitFor(() => expect(seen.left).toEqual([5, 4]));
    expect(seen.statuses).toEqual(['connecting', 'live', 'reconnecting', 'live']);
  });

  it('is tried again with growing waits while the mall is away', async () => {
    const { endpoint } = counterpart;
    const { left, statuses } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    await counterpart.stop();
    await pace.elapse(BACKOFF);
    await pace.elapse(BACKOFF * 2);
    await pace.elapse(BACKOFF * 4);
    await pace.scheduled(BACKOFF * 8);
    counterpart = await startLiveCounterpart(Number(new URL(endpoint).port));
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    await pace.elapse(BACKOFF * 8);
    await vi.waitFor(() => expect(left).toEqual([5]));
  });

  it('is tried again as soon as the first one was, when all was well in between', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const { left } = follow(openMall(), 'v1');
    for (const version of ['1', '2', '3']) {
      await vi.waitFor(() => expect(left).toHaveLength(Number(version)));
      counterpart.snapshots.set('stock', [stock('v1', 5, `${Number(version) + 1}`)]);
      counterpart.drop();
      await pace.elapse(BACKOFF);
    }
    await vi.waitFor(() => expect(left).toHaveLength(4));
  });

  it('is opened at once when the page is online again, and an open one is left alone', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
    try {
      const { statuses } = follow(openMall(), 'v1');
      await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
      counterpart.drop();
      await pace.scheduled(BACKOFF);
      page.dispatchEvent(new Event('online'));
      await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
      expect(pace.waiting()).not.toContain(BACKOFF);
      page.dispatchEvent(new Event('online'));
      expect(statuses).toEqual(['connecting', 'live', 'reconnecting', 'live']);
      expect(counterpart.inits).toHaveLength(2);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('resumes the stock feed behind the last batch seen', async () => {
    const mall = openMall({ publishableKey: 'pt_demo' });
    const cursors: string[] = [];
    mall.live.stockFeed({ after: 'c0' }, ({ cursor }) => cursors.push(cursor));
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    counterpart.publish('stockFeed', { events: [], cursor: 'c1' });
    counterpart.publish('stockFeed', { events: [], cursor: 'c2' });
    await vi.waitFor(() => expect(cursors).toEqual(['c1', 'c2']));
    counterpart.drop();
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(counterpart.subscribed).toHaveLength(2));
    expect(counterpart.subscribed.map(({ args }) => args)).toEqual([{ after: 'c0' }, { after: 'c2' }]);
  });

  it('that could not even be opened is told with its cause, and tried again', async () => {
    const cause = new Error('The page may not do that.');
    let forbidden = true;
    class Guarded extends WebSocket {
      constructor(url: string, protocol: string) {
        if (forbidden) throw cause;
        super(url, protocol);
      }
    }
    const { statuses, errors } = follow(openMall({ webSocket: Guarded }), 'v1');
    await vi.waitFor(() => expect(statuses).toEqual(['connecting', 'reconnecting']));
    expect(errors[0]).toBeInstanceOf(NetworkError);
    expect(errors[0]).toMatchObject({ cause });
    forbidden = false;
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
  });

  it('is noticed by silence', async () => {
    const silent = new WebSocketServer({ port: 0 });
    let connections = 0;
    silent.on('connection', (socket) => {
      connections++;
      socket.once('message', () => socket.send('{"type":"connection_ack"}'));
    });
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { statuses } = follow(openMall({ endpoint: `http://127.0.0.1:${port}` }), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    await pace.elapse(HEARTBEAT);
    expect(statuses.at(-1)).toBe('live');
    await pace.elapse(HEARTBEAT);
    expect(statuses.at(-1)).toBe('reconnecting');
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(connections).toBe(2));
    malls.splice(0).forEach((mall) => mall.close());
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is not suspected while the mall answers', async () => {
    const { statuses } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    for (let beat = 1; beat <= 3; beat++) {
      const pongs = vi.fn<() => void>();
      await pace.elapse(HEARTBEAT);
      for (const client of counterpart.server.clients) client.once('message', pongs);
      await vi.waitFor(() => expect(pongs).toHaveBeenCalled());
    }
    expect(statuses).toEqual(['connecting', 'live']);
  });
});
