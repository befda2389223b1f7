import { afterEach, beforeEach } from 'vitest';
import { WebSocket } from 'ws';

import { createMall, type Mall } from '../client.js';
import type { ClientOptions } from './fetch.js';
import { manualPace, startLiveCounterpart } from './live-counterpart.test-kit.js';

/** The first back-off of this package at random 0. */
export const BACKOFF = 125;

export let counterpart: Awaited<ReturnType<typeof startLiveCounterpart>>;
export let pace: ReturnType<typeof manualPace>;
const malls: Mall[] = [];

/** Each test of the file has a counterpart of its own and decides itself how time passes. */
export function useLiveCounterpart(): void {
  beforeEach(async () => {
    counterpart = await startLiveCounterpart();
    pace = manualPace();
  });
  afterEach(async () => {
    closeMalls();
    await counterpart.stop();
  });
}

/** At the address at which one was stopped, and knowing nothing of it. */
export async function startCounterpartAgain(): Promise<void> {
  counterpart = await startLiveCounterpart(Number(new URL(counterpart.endpoint).port));
}

export function closeMalls(): void {
  for (const mall of malls.splice(0)) mall.close();
}

/** Closed when the test is over. */
export function openMall(options: Partial<ClientOptions> = {}): Mall {
  const { endpoint } = counterpart;
  const mall = createMall({ endpoint, publishableKey: 'pk_demo', webSocket: WebSocket, pace, ...options });
  malls.push(mall);
  return mall;
}
