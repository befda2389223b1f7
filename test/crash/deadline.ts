import { setTimeout as pause } from 'node:timers/promises';

/** Something did not happen in time; the message says what was waited for. */
export class Hang extends Error {}

const lookAgainMs = 25;

/** Looks again and again until the condition gives something else than null or false. */
export async function until<T>(
  what: string,
  withinMs: number,
  condition: () => Promise<T | null | false> | T | null | false,
): Promise<T> {
  const endsAt = performance.now() + withinMs;
  let failure = '';
  for (;;) {
    try {
      const found = await condition();
      if (found !== null && found !== false) return found;
      failure = '';
    } catch (error) {
      if (error instanceof Hang) throw error;
      failure = `; the last try failed with: ${error instanceof Error ? error.message : String(error)}`;
    }
    if (performance.now() > endsAt)
      throw new Hang(`Waited ${withinMs / 1_000} s in vain until ${what}${failure}.`);
    await pause(lookAgainMs);
  }
}

/** Gives what the promise gives, or fails with what it stood for when that takes too long. */
export async function within<T>(what: string, withinMs: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Hang(`Waited ${withinMs / 1_000} s in vain until ${what}.`)), withinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
