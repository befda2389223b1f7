/// <reference types="node" />
import { describe, expect, it, vi } from 'vitest';

import { createMall } from '../client.js';
import { NetworkError, RefusedError } from './errors.js';
import { follow, refusal, stock } from './live-counterpart.test-kit.js';
import { BACKOFF, counterpart, openMall, pace, useLiveCounterpart } from './live-stage.test-kit.js';

/** The patience of this package with an idle socket. */
const LINGER = 3_000;

useLiveCounterpart();

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

  it('that the mall does not take is told why, alone, until it gives something', async () => {
    counterpart.snapshots.set('stock', [stock('v1', 5, '1')]);
    const mall = openMall();
    const taken = follow(mall, 'v1');
    await vi.waitFor(() => expect(taken.left).toEqual([5]));
    counterpart.refusals.push(refusal('RATE_LIMITED'));
    const left = follow(mall, 'v2');
    await vi.waitFor(() => expect(left.statuses).toEqual(['live', 'reconnecting']));
    expect(left.errors[0]).toBeInstanceOf(NetworkError);
    const late = follow(mall, 'v2');
    await vi.waitFor(() => expect([late.statuses, late.errors]).toEqual([['reconnecting'], left.errors]));
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect([left.left, late.left]).toEqual([[5], [5]]));
    expect([left.statuses.at(-1), late.statuses.at(-1)]).toEqual(['live', 'live']);
    expect(taken.statuses).toEqual(['connecting', 'live']);
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
