/// <reference types="node" />
import { createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';

import { NetworkError } from './errors.js';
import { balance, follow, stock } from './live-counterpart.test-kit.js';
import {
  BACKOFF,
  closeMalls,
  counterpart,
  openMall,
  pace,
  startCounterpartAgain,
  useLiveCounterpart,
} from './live-stage.test-kit.js';

/** A heartbeat of this package. */
const HEARTBEAT = 15_000;

useLiveCounterpart();

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
    const { left, statuses } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    await counterpart.stop();
    await pace.elapse(BACKOFF);
    await pace.elapse(BACKOFF * 2);
    await pace.elapse(BACKOFF * 4);
    await pace.scheduled(BACKOFF * 8);
    await startCounterpartAgain();
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

  it('is tried again as soon as the first one was, when it had lasted though nothing was told', async () => {
    openMall().live.stockFeed({ after: 'c0' }, () => undefined);
    for (const connections of [1, 2, 3]) {
      await vi.waitFor(() => expect(counterpart.subscribed).toHaveLength(connections));
      await pace.elapse(HEARTBEAT);
      counterpart.drop();
      await pace.elapse(BACKOFF);
    }
    await vi.waitFor(() => expect(counterpart.subscribed).toHaveLength(4));
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

  it('is told as one that could not be opened only while that is so', async () => {
    const { statuses, errors } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    counterpart.drop();
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('reconnecting'));
    expect(errors).toEqual([]);
    await counterpart.stop();
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    expect(errors[0]).toBeInstanceOf(NetworkError);
    await startCounterpartAgain();
    await pace.elapse(BACKOFF * 2);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    expect(statuses).toEqual(['connecting', 'live', 'reconnecting', 'reconnecting', 'live']);
    expect(errors).toHaveLength(1);
  });

  it('that nobody answers is told as one that could not be opened', async () => {
    const wall = createServer((socket) => void socket.resume());
    await new Promise<void>((resolve) => wall.listen(0, '127.0.0.1', resolve));
    const address = wall.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { statuses, errors } = follow(openMall({ endpoint: `http://127.0.0.1:${port}` }), 'v1');
    await pace.elapse(HEARTBEAT);
    expect(statuses).toEqual(['connecting', 'reconnecting']);
    expect(errors[0]).toBeInstanceOf(NetworkError);
    await new Promise((resolve) => wall.close(resolve));
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
    closeMalls();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('is not suspected while the mall answers', async () => {
    const pongs = vi.fn<() => void>();
    class Overheard extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        this.on('message', (data) => Buffer.isBuffer(data) && data.includes('"pong"') && pongs());
      }
    }
    const { statuses } = follow(openMall({ webSocket: Overheard }), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    for (let beat = 1; beat <= 3; beat++) {
      await pace.elapse(HEARTBEAT);
      await vi.waitFor(() => expect(pongs).toHaveBeenCalledTimes(beat));
    }
    expect(statuses).toEqual(['connecting', 'live']);
  });
});
