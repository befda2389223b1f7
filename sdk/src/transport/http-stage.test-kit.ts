/// <reference types="node" />
import { afterEach } from 'vitest';

import { type ClientOptions, createClient } from './fetch.js';
import { type Answer, startHttpCounterpart } from './http-counterpart.test-kit.js';

const TIMEOUT_MS = 999_999;

/** How the mall answers whoever comes with a token that has expired. */
export const signedOut = {
  status: 401,
  json: { errors: [{ message: 'expired', extensions: { code: 'UNAUTHENTICATED' } }] },
};
export const nobody: Answer = { json: { data: { me: null } } };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A promise, and how to keep it. */
export function pending<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => (resolve = keep));
  return { promise, resolve };
}

/** A client and its counterpart; retries come at once, timeouts only when the test lets them. */
export async function meet(answers: Answer[], options: Partial<ClientOptions> = {}) {
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
