import { expect, vi } from 'vitest';
import { type Asked, type Callers, expectRefusal, median, times } from './open-loop.js';
import { residentMegabytes, type Started } from './server-process.js';

const seconds = 20;

export interface Storm {
  served: readonly Asked[];
  refused: readonly Asked[];
  /** Which part it is of what was served in as long without the crowd. */
  servedShare: number;
  /** By how much the server's memory had grown at most. */
  grewMegabytes: number;
}

/** What a server can serve, measured by callers who each ask again when answered, and then ten times of it for 20 seconds. */
export async function tenfoldStorm(callers: Callers, server: Started, atOnce: number): Promise<Storm> {
  const began = performance.now();
  const steady = await Promise.all(Array.from({ length: atOnce }, () => callers.oneByOne(50)));
  const perSecond = steady.flat().length / ((performance.now() - began) / 1_000);
  const before = residentMegabytes(server);
  let most = 0;
  let ticks = 0;
  const storm = await callers.storm(10 * perSecond, seconds, () => {
    ticks += 1;
    if (ticks % 50 === 0) most = Math.max(most, residentMegabytes(server));
  });
  const served = storm.filter(({ status }) => status === 200);
  const refused = storm.filter(({ status }) => status !== 200);
  for (const one of refused) expectRefusal(one);
  expect(refused.length).toBeGreaterThan(0.7 * storm.length);
  const servedShare = served.length / (perSecond * seconds);
  return { served, refused, servedShare, grewMegabytes: most - before };
}

/** Whoever comes then is served as if nothing had been, soon and without anybody doing anything. */
export async function expectCalm(callers: Callers, mostMs: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const after = await callers.oneByOne(10);
      expect(after.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(median(times(after))).toBeLessThan(mostMs);
    },
    { timeout: 10_000 },
  );
}
