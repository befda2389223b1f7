import { describe, expect, it, vi } from 'vitest';

import { balance } from '../points/points.js';
import { NetworkError, UnauthorisedError } from './errors.js';
import { meet, nobody, pending, signedOut } from './http-stage.test-kit.js';

describe('the member token', () => {
  it('is renewed once when the mall says it expired, and the call goes on', async () => {
    const tokens = ['old', 'new'];
    const { client, seen, waits } = await meet([signedOut, nobody], { getMemberToken: () => tokens.shift() });
    await expect(balance(client)).resolves.toBeNull();
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    expect(waits).toEqual([]);
  });

  it('that is refused again ends the call with UnauthorisedError', async () => {
    const { client, seen } = await meet([signedOut], { getMemberToken: () => 'stale' });
    await expect(balance(client)).rejects.toBeInstanceOf(UnauthorisedError);
    expect(seen).toHaveLength(2);
  });

  it('is not asked for again when the operation is simply not allowed', async () => {
    const forbidden = { message: 'no', extensions: { code: 'FORBIDDEN' } };
    const getMemberToken = vi.fn<() => string>(() => 'mine');
    const { client } = await meet([{ json: { errors: [forbidden] } }], { getMemberToken });
    await expect(balance(client)).rejects.toMatchObject({ name: 'UnauthorisedError', code: 'FORBIDDEN' });
    expect(getMemberToken).toHaveBeenCalledTimes(1);
  });

  it('is fetched once for many calls, and again after the member changed', async () => {
    const getMemberToken = vi.fn<() => Promise<string>>(async () => 'mine');
    const { client } = await meet([nobody], { getMemberToken });
    await Promise.all([balance(client), balance(client), balance(client)]);
    expect(getMemberToken).toHaveBeenCalledTimes(1);
    client.memberChanged();
    await balance(client);
    expect(getMemberToken).toHaveBeenCalledTimes(2);
  });

  it('that could not be fetched is fetched anew on the retry', async () => {
    let failures = 1;
    const getMemberToken = async (): Promise<string> => {
      if (failures-- > 0) throw new Error('the brand’s backend is down');
      return 'mine';
    };
    const { client, seen } = await meet([nobody], { getMemberToken });
    await expect(balance(client)).resolves.toBeNull();
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer mine']);
  });

  it('is renewed once for all calls that were refused with the same one', async () => {
    const getMemberToken = vi.fn<() => Promise<string>>(async () => 'stale');
    const { client, seen } = await meet([signedOut], { getMemberToken });
    const calls = Array.from({ length: 6 }, () => balance(client));
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    expect(seen).toHaveLength(12);
    expect(getMemberToken).toHaveBeenCalledTimes(2);
  });

  it('renewed once is what all of them go on with', async () => {
    const tokens = ['old', 'new'];
    const getMemberToken = vi.fn<() => Promise<string | undefined>>(async () => tokens.shift());
    const answer = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      const renewed = new Headers(init?.headers).get('authorization') === 'Bearer new';
      return Response.json(renewed ? { data: { me: null } } : signedOut.json, {
        status: renewed ? 200 : 401,
      });
    };
    const { client } = await meet([], { getMemberToken, fetch: answer });
    const answers = await Promise.all(Array.from({ length: 6 }, () => balance(client)));
    expect(answers).toEqual(Array(6).fill(null));
    expect(getMemberToken).toHaveBeenCalledTimes(2);
  });

  it('that does not come is given up after the time limit, and fetched anew on the retry', async () => {
    const fetches: Promise<string>[] = [new Promise(() => undefined), Promise.resolve('mine')];
    const getMemberToken = vi.fn<() => Promise<string> | undefined>(() => fetches.shift());
    const { client, seen, timeouts } = await meet([nobody], { getMemberToken });
    const answer = balance(client);
    await vi.waitFor(() => expect(timeouts.size).toBe(1));
    for (const timeOut of timeouts) timeOut();
    await expect(answer).resolves.toBeNull();
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer mine']);
    expect(timeouts.size).toBe(0);
  });

  it('that never comes ends the call with NetworkError', async () => {
    const schedule = (run: () => void): (() => void) => {
      const soon = setImmediate(run);
      return () => clearImmediate(soon);
    };
    const getMemberToken = vi.fn<() => Promise<string>>(() => new Promise(() => undefined));
    const { client } = await meet([nobody], { getMemberToken, pace: { schedule, random: () => 0 } });
    await expect(balance(client)).rejects.toBeInstanceOf(NetworkError);
    expect(getMemberToken).toHaveBeenCalledTimes(5);
  });

  it('of the next member is kept though that of the last one fails late', async () => {
    const { promise, resolve } = pending<void>();
    const getMemberToken = vi
      .fn<() => Promise<string>>()
      .mockImplementationOnce(async () => {
        await promise;
        throw new Error('signed out meanwhile');
      })
      .mockResolvedValue('the next token');
    const { client } = await meet([nobody], { getMemberToken });
    const last = balance(client);
    client.memberChanged();
    await balance(client);
    resolve();
    await last;
    await balance(client);
    expect(getMemberToken).toHaveBeenCalledTimes(2);
  });

  it('is waited for no longer by a caller who aborts, while the others still get it', async () => {
    const { promise, resolve } = pending<string>();
    const getMemberToken = vi.fn<() => Promise<string>>(() => promise);
    const { client, seen } = await meet([nobody], { getMemberToken });
    const abort = new AbortController();
    const aborted = balance(client, { signal: abort.signal });
    const other = balance(client);
    abort.abort(new Error('typed on'));
    await expect(aborted).rejects.toThrow('typed on');
    resolve('mine');
    await expect(other).resolves.toBeNull();
    expect(getMemberToken).toHaveBeenCalledTimes(1);
    expect(seen).toHaveLength(1);
  });

  it('is not fetched for a caller who has aborted before', async () => {
    const getMemberToken = vi.fn<() => string>(() => 'mine');
    const { client } = await meet([nobody], { getMemberToken });
    const signal = AbortSignal.abort(new Error('typed on'));
    await expect(balance(client, { signal })).rejects.toThrow('typed on');
    expect(getMemberToken).not.toHaveBeenCalled();
  });
});
