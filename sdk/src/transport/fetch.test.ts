/// <reference types="node" />
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';

import { balance } from '../points/points.js';
import { redeem } from '../exchange/exchange.js';
import { program } from '../program/program.js';
import { NetworkError, RefusedError, UnauthorisedError } from './errors.js';
import type { Answer } from './http-counterpart.test-kit.js';
import { meet, nobody, pending, signedOut } from './http-stage.test-kit.js';

const lines = [{ variantId: 'variant_1', quantity: 1 }];
const redeemed: Answer = { json: { data: { payload: { result: { id: 'exchange_1' }, userErrors: [] } } } };

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
