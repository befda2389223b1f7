import { NetworkError } from './errors.js';

/** Where time and chance come from; tests hand in their own. */
export interface Pace {
  /** Runs a function after so many milliseconds; the returned function cancels it. */
  readonly schedule: (run: () => void, ms: number) => () => void;
  /** A number from 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

/** The platform's own timer and random numbers. */
export const systemPace: Pace = {
  schedule(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
const ATTEMPTS = 5;

/**
 * How long to wait before try number `attempt + 1`, in milliseconds: doubling, never more than 30 seconds, and spread
 * over the upper half so that many pages do not come back at the same moment.
 */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random() / 2);
}

/** Waits, and rejects with the reason of the signal when it is aborted meanwhile. */
function pause(ms: number, pace: Pace, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancel = pace.schedule(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, ms);
    function aborted(): void {
      cancel();
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', aborted, { once: true });
  });
}

/** Gives what the work gives, or rejects with the reason of the signal; the work itself goes on for others. */
export function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const aborted = (): void => reject(signal.reason);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/**
 * Runs an attempt up to five times for as long as it fails with a NetworkError, waiting longer each time and never
 * shorter than the mall asked. Any other error, or a wait beyond 30 seconds, ends it at once,
 * and so does the signal.
 */
export async function retrying<T>(attempt: () => Promise<T>, pace: Pace, signal?: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NetworkError) || tries >= ATTEMPTS - 1) throw error;
      const asked = error.retryAfterMs ?? 0;
      if (asked > LONGEST_WAIT_MS) throw error;
      await pause(Math.max(asked, backoffMs(tries, pace.random)), pace, signal);
    }
  }
}
