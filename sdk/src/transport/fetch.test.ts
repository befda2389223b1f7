/// <reference types="node" />
import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { balance } from '../points/points.js';
import { redeem } from '../exchange/exchange.js';
import { program } from '../program/program.js';
import { NetworkError, RefusedError, UnauthorisedError } from './errors.js';
import { type ClientOptions, createClient } from './fetch.js';
import { type Answer, startHttpCounterpart } from './http-counterpart.test-kit.js';

const TIMEOUT_MS = 999_999;
const lines = [{ variantId: 'variant_1', quantity: 1 }];
const redeemed: Answer = { json: { data: { payload: { result: { id: 'exchange_1' }, userErrors: [] } } } };
const signedOut = {
  status: 401,
  json: { errors: [{ message: 'expired', extensions: { code: 'UNAUTHENTICATED' } }] },
};
const nobody: Answer = { json: { data: { me: null } } };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A promise, and how to keep it. */
function pending<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => (resolve = keep));
  return { promise, resolve };
}

/** A client and its counterpart; retries come at once, timeouts only when the test lets them. */
async function meet(answers: Answer[], options: Partial<ClientOptions> = {}) {
  const counterpart = await startHttpCounterpart(...answers);
  stops.push(counterpart.stop);
  const waits: number[] = [];
  const timeouts = new Set<() => void>();
  const schedule = (run: () => void, ms: number): (() => void) => {
    if (ms === TIMEOUT_MS) {
      timeouts.add(run);
      return () => void timeouts.delete(run);
    }
    waits.push(ms);
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  };
  const client = createClient({
    endpoint: counterpart.endpoint,
    publishableKey: 'pk_demo',
    timeoutMs: TIMEOUT_MS,
    pace: { schedule, random: () => 0 },
    ...options,
  });
  return { client, seen: counterpart.seen, waits, timeouts };
}

describe('a mutation', () => {
  it('carries the same idempotency key through every retry of one call', async () => {
    const busy = { message: 'full', extensions: { code: 'OVERLOADED', retryAfterMs: 700 } };
    const { client, seen, waits } = await meet([
      'hang up',
      { status: 503, page: '<h1>no</h1>' },
      { json: { errors: [busy] } },
      redeemed,
    ]);
    await expect(redeem(client, { lines })).resolves.toEqual({ id: 'exchange_1' });
    const keys = seen.map(({ variables }) => variables['input']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(JSON.stringify(keys[0])).toMatch(/"idempotencyKey":"[0-9a-f]{32}"/);
    expect(waits).toEqual([125, 250, 700]);
  });

  it.each<[string, Answer]>([
    ['refused', signedOut],
    ['lost', { status: 502, page: 'gone' }],
  ])('that was %s is not tried again in the name of who signed in meanwhile', async (_, answer) => {
    let changed = (): void => undefined;
    const { client, seen } = await meet([answer, redeemed], {
      getMemberToken: () => 'a token',
      async fetch(...asked) {
        const answered = await fetch(...asked);
        changed();
        return answered;
      },
    });
    changed = client.memberChanged;
    await expect(redeem(client, { lines })).rejects.toBeInstanceOf(UnauthorisedError);
    expect(seen).toHaveLength(1);
  });

  it('is not sent once somebody else signed in while its token was fetched', async () => {
    const { promise, resolve } = pending<string>();
    const { client, seen } = await meet([redeemed], { getMemberToken: () => promise });
    const answer = redeem(client, { lines });
    client.memberChanged();
    resolve('whose token is this?');
    await expect(answer).rejects.toBeInstanceOf(UnauthorisedError);
    expect(seen).toEqual([]);
  });

  it('carries another key on the next call, and the caller’s own when given', async () => {
    const { client, seen } = await meet([redeemed]);
    await redeem(client, { lines });
    await redeem(client, { lines });
    await redeem(client, { lines, idempotencyKey: 'order-17' });
    const keys = seen.map(({ variables }) => JSON.stringify(variables['input']));
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toContain('"order-17"');
  });

  it('is refused with the typed reasons and their data', async () => {
    const reason = {
      __typename: 'InsufficientPoints',
      code: 'INSUFFICIENT_POINTS',
      message: '积分不足',
      path: null,
      balance: 20,
      required: 500,
    };
    const { client, seen } = await meet([
      { json: { data: { payload: { result: null, userErrors: [reason] } } } },
    ]);
    const refusal = await redeem(client, { lines }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal).toMatchObject({ code: 'INSUFFICIENT_POINTS', message: '积分不足', errors: [reason] });
    expect(seen).toHaveLength(1);
  });
});

describe('a request', () => {
  it('names the key, the language and the member', async () => {
    const { client, seen } = await meet([nobody], { language: 'zh', getMemberToken: () => 'token-1' });
    await balance(client);
    client.setLanguage('en');
    await balance(client);
    expect(seen[0]?.headers).toMatchObject({
      'x-jifen-key': 'pk_demo',
      'accept-language': 'zh',
      authorization: 'Bearer token-1',
    });
    expect(seen[1]?.headers).toMatchObject({ 'accept-language': 'en' });
  });

  it('is anonymous while nobody is signed in', async () => {
    const { client, seen } = await meet([nobody], { getMemberToken: async () => null });
    await expect(balance(client)).resolves.toBeNull();
    expect(seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('fails with NetworkError after five tries without an answer', async () => {
    const { client, seen } = await meet(['hang up']);
    await expect(program(client)).rejects.toBeInstanceOf(NetworkError);
    expect(seen).toHaveLength(5);
  });

  it('counts a try as lost when no answer comes in time', async () => {
    const { client, seen, timeouts } = await meet(['silence', nobody]);
    const answer = balance(client);
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    for (const timeOut of timeouts) timeOut();
    await expect(answer).resolves.toBeNull();
    expect(seen).toHaveLength(2);
  });

  it('is refused at once when its input is malformed', async () => {
    const wrong = { message: 'no such field', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    const { client, seen } = await meet([{ status: 400, json: { errors: [wrong] } }]);
    const refusal = await program(client).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RefusedError);
    expect(refusal).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', errors: [] });
    expect(seen).toHaveLength(1);
  });

  it('is refused at once when there is no mall at the address', async () => {
    const { client, seen } = await meet([{ status: 404, page: '<h1>Not found</h1>' }]);
    await expect(program(client)).rejects.toMatchObject({ name: 'RefusedError', code: 'HTTP_404' });
    expect(seen).toHaveLength(1);
  });

  it.each([408, 429, 500, 502])(
    'is tried again when whatever stands before the mall says %i',
    async (status) => {
      const { client, seen, waits } = await meet([{ status, page: '<h1>Not now</h1>' }, nobody]);
      await expect(balance(client)).resolves.toBeNull();
      expect(seen).toHaveLength(2);
      expect(waits).toEqual([125]);
    },
  );

  it('leaves nothing behind: no timer, and no listener on the caller’s signal', async () => {
    const { signal } = new AbortController();
    const { client, timeouts } = await meet(['hang up', { status: 503, page: 'no' }, nobody], {
      getMemberToken: () => 'mine',
    });
    await balance(client, { signal });
    expect(timeouts.size).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('rejects with the caller’s reason when aborted', async () => {
    const { client, seen } = await meet(['silence']);
    const abort = new AbortController();
    const answer = program(client, { signal: abort.signal });
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    abort.abort(new Error('typed on'));
    await expect(answer).rejects.toThrow('typed on');
    expect(seen).toHaveLength(1);
  });
});

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
