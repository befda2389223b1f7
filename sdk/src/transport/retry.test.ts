/// <reference types="node" />
import { describe, expect, it, vi } from 'vitest';

import { NetworkError, RefusedError } from './errors.js';
import { backoffMs, retrying } from './retry.js';

/** A pace that never really waits and remembers how long it was asked to. */
function impatient() {
  const waits: number[] = [];
  const schedule = (run: () => void, ms: number): (() => void) => {
    waits.push(ms);
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  };
  return { waits, schedule, random: () => 0.5 };
}

describe('backing off', () => {
  it('doubles the wait and never exceeds 30 seconds', () => {
    const waits = [0, 1, 2, 3, 20].map((attempt) => backoffMs(attempt, () => 1));
    expect(waits).toEqual([250, 500, 1000, 2000, 30_000]);
  });

  it('spreads the waits over the upper half', () => {
    expect(backoffMs(3, () => 0)).toBe(1000);
    expect(backoffMs(3, () => 0.5)).toBe(1500);
  });
});

describe('retrying', () => {
  it('gives the first answer that is not a network error', async () => {
    const answers = [new NetworkError('lost'), new NetworkError('lost')];
    const pace = impatient();
    const result = await retrying(async () => {
      const next = answers.shift();
      if (next) throw next;
      return 'there';
    }, pace);
    expect(result).toBe('there');
    expect(pace.waits).toEqual([187.5, 375]);
  });

  it('ends after five tries with the last network error', async () => {
    let tries = 0;
    const attempt = async (): Promise<never> => {
      throw new NetworkError(`lost ${++tries}`);
    };
    await expect(retrying(attempt, impatient())).rejects.toThrow('lost 5');
    expect(tries).toBe(5);
  });

  it('does not repeat what was refused', async () => {
    let tries = 0;
    const attempt = async (): Promise<never> => {
      tries++;
      throw new RefusedError('OUT_OF_STOCK', 'gone');
    };
    await expect(retrying(attempt, impatient())).rejects.toBeInstanceOf(RefusedError);
    expect(tries).toBe(1);
  });

  it('never comes back earlier than the mall asked', async () => {
    const answers = [new NetworkError('busy', 4000)];
    const pace = impatient();
    await retrying(async () => {
      const next = answers.shift();
      if (next) throw next;
    }, pace);
    expect(pace.waits).toEqual([4000]);
  });

  it('gives up at once when the mall asks for more than 30 seconds', async () => {
    const pace = impatient();
    const attempt = async (): Promise<never> => {
      throw new NetworkError('busy', 60_000);
    };
    await expect(retrying(attempt, pace)).rejects.toMatchObject({ retryAfterMs: 60_000 });
    expect(pace.waits).toEqual([]);
  });

  it('stops waiting when the caller aborts', async () => {
    const abort = new AbortController();
    const reason = new Error('the member left the page');
    let cancelled = false;
    const pace = {
      schedule: () => {
        setImmediate(() => abort.abort(reason));
        return () => {
          cancelled = true;
        };
      },
      random: () => 0,
    };
    const attempt = async (): Promise<never> => {
      throw new NetworkError('lost');
    };
    await expect(retrying(attempt, pace, abort.signal)).rejects.toBe(reason);
    expect(cancelled).toBe(true);
  });

  it('does not begin to wait when the caller has aborted during the try', async () => {
    const abort = new AbortController();
    const reason = new Error('the member left the page');
    const pace = impatient();
    const attempt = async (): Promise<never> => {
      abort.abort(reason);
      throw new NetworkError('lost');
    };
    await expect(retrying(attempt, pace, abort.signal)).rejects.toBe(reason);
    expect(pace.waits).toEqual([]);
  });

  it('tries nothing for a caller who has aborted before', async () => {
    const reason = new Error('the member left the page');
    const attempt = vi.fn<() => Promise<void>>();
    await expect(retrying(attempt, impatient(), AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(attempt).not.toHaveBeenCalled();
  });
});
