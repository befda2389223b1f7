/// <reference types="node" />
import { describe, expect, it, vi } from 'vitest';

import type { LiveStatus } from './channel.js';
import { NetworkError, UnauthorisedError } from './errors.js';
import { balance, follow } from './live-counterpart.test-kit.js';
import { BACKOFF, counterpart, openMall, pace, useLiveCounterpart } from './live-stage.test-kit.js';

useLiveCounterpart();

describe('the member token of a socket', () => {
  it('is renewed on 4403 and the watches resume without a wait', async () => {
    const tokens = ['old', 'new'];
    counterpart.snapshots.set('balance', [balance(100, '1')]);
    const mall = openMall({ getMemberToken: () => tokens.shift() });
    const points: number[] = [];
    const statuses: LiveStatus[] = [];
    mall.live.balance(({ available }) => points.push(available), { onStatus: (s) => statuses.push(s) });
    await vi.waitFor(() => expect(points).toEqual([100]));
    counterpart.drop(4403);
    await vi.waitFor(() => expect(counterpart.inits).toHaveLength(2));
    await vi.waitFor(() => expect(counterpart.running()).toBe(1));
    counterpart.publish('balance', balance(90, '2'));
    await vi.waitFor(() => expect(points).toEqual([100, 90]));
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['old', 'new']);
    expect(statuses).not.toContain('closed');
  });

  it('that is refused again and again is not renewed in a tight loop', async () => {
    counterpart.expired.add('stale');
    const getMemberToken = vi.fn<() => string>(() => 'stale');
    const { statuses } = follow(openMall({ getMemberToken }), 'v1');
    await pace.elapse(BACKOFF * 2);
    await pace.elapse(BACKOFF * 4);
    expect(getMemberToken.mock.calls.length).toBeLessThanOrEqual(4);
    expect(statuses.at(-1)).toBe('reconnecting');
  });

  it('or key refused with 4401 closes every watch with UnauthorisedError', async () => {
    const { statuses, errors } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    counterpart.drop(4401, 'The key is unknown.');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('closed'));
    expect(errors[0]).toBeInstanceOf(UnauthorisedError);
    expect(errors[0]).toMatchObject({ message: 'The key is unknown.' });
  });

  it('that the mall cannot even read closes every watch with RefusedError', async () => {
    const { statuses, errors } = follow(openMall(), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    counterpart.drop(4400);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('closed'));
    expect(errors[0]).toMatchObject({ name: 'RefusedError', code: 'BAD_REQUEST' });
  });

  it('of another member is used at once, and that member’s states are not taken for stale', async () => {
    const tokens = ['ann', 'bob'];
    counterpart.snapshots.set('balance', [balance(100, '41')]);
    const mall = openMall({ getMemberToken: () => tokens.shift() });
    const points: number[] = [];
    mall.live.balance(({ available }) => points.push(available));
    await vi.waitFor(() => expect(points).toEqual([100]));
    counterpart.snapshots.set('balance', [balance(7, '3')]);
    mall.memberChanged();
    await vi.waitFor(() => expect(points).toEqual([100, 7]));
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['ann', 'bob']);
  });

  it('that is refused with 4401 is renewed once, and the watches resume without a wait', async () => {
    counterpart.snapshots.set('balance', [balance(100, '1')]);
    counterpart.revoked.add('old');
    const tokens = ['old', 'new'];
    const mall = openMall({ getMemberToken: () => tokens.shift() });
    const points: number[] = [];
    const statuses: LiveStatus[] = [];
    mall.live.balance(({ available }) => points.push(available), { onStatus: (s) => statuses.push(s) });
    await vi.waitFor(() => expect(points).toEqual([100]));
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['old', 'new']);
    expect(statuses).toEqual(['connecting', 'reconnecting', 'live']);
  });

  it('that was accepted after a refusal is renewed again when it is refused later', async () => {
    counterpart.snapshots.set('balance', [balance(100, '1')]);
    const tokens = ['first', 'second', 'third'];
    const mall = openMall({ getMemberToken: () => tokens.shift() });
    const points: number[] = [];
    mall.live.balance(({ available }) => points.push(available));
    await vi.waitFor(() => expect(points).toEqual([100]));
    counterpart.snapshots.set('balance', [balance(90, '2')]);
    counterpart.drop(4401);
    await vi.waitFor(() => expect(points).toEqual([100, 90]));
    counterpart.snapshots.set('balance', [balance(80, '3')]);
    counterpart.drop(4401);
    await vi.waitFor(() => expect(points).toEqual([100, 90, 80]));
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['first', 'second', 'third']);
  });

  it('that is refused with 4401 after a loss is renewed as well', async () => {
    const tokens = ['old', 'new'];
    const { statuses } = follow(openMall({ getMemberToken: () => tokens.shift() }), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    counterpart.revoked.add('old');
    counterpart.drop();
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['old', 'old', 'new']);
  });

  it('that is refused with 4401 even when it is fresh closes every watch with UnauthorisedError', async () => {
    counterpart.revoked.add('stale');
    const getMemberToken = vi.fn<() => string>(() => 'stale');
    const { statuses, errors } = follow(openMall({ getMemberToken }), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('closed'));
    expect(errors[0]).toBeInstanceOf(UnauthorisedError);
    expect(getMemberToken).toHaveBeenCalledTimes(2);
  });

  it('is not asked for again with 4401 while nobody is signed in', async () => {
    const getMemberToken = vi.fn<() => null>(() => null);
    const { statuses } = follow(openMall({ getMemberToken }), 'v1');
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    counterpart.drop(4401);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('closed'));
    expect(getMemberToken).toHaveBeenCalledTimes(1);
  });

  it('that could not be fetched is told with its cause, to late watches too, and fetched again', async () => {
    const cause = new Error('the brand’s backend is down');
    let failures = 2;
    const getMemberToken = async (): Promise<string> => {
      if (failures-- > 0) throw cause;
      return 'mine';
    };
    const mall = openMall({ getMemberToken });
    const { statuses, errors } = follow(mall, 'v1');
    await vi.waitFor(() => expect(statuses).toEqual(['connecting', 'reconnecting']));
    const late = follow(mall, 'v2');
    await vi.waitFor(() => expect(late.statuses).toEqual(['reconnecting']));
    await pace.elapse(BACKOFF);
    await pace.elapse(BACKOFF * 2);
    await vi.waitFor(() => expect([statuses.at(-1), late.statuses.at(-1)]).toEqual(['live', 'live']));
    expect([errors.length, late.errors.length]).toEqual([2, 2]);
    for (const error of [...errors, ...late.errors]) {
      expect(error).toBeInstanceOf(NetworkError);
      expect(error).toMatchObject({ cause });
    }
    expect(counterpart.inits.map(({ token }) => token)).toEqual(['mine']);
  });

  it('that does not come in time is fetched again', async () => {
    const fetches: Promise<string>[] = [new Promise(() => undefined), Promise.resolve('mine')];
    const mall = openMall({ getMemberToken: () => fetches.shift(), timeoutMs: 700 });
    const { statuses, errors } = follow(mall, 'v1');
    await pace.elapse(700);
    await pace.elapse(BACKOFF);
    await vi.waitFor(() => expect(statuses.at(-1)).toBe('live'));
    expect(errors[0]).toBeInstanceOf(NetworkError);
  });
});
