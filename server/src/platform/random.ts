import { randomFillSync } from 'node:crypto';

/** Where chance comes from; injected, so that tests can repeat a run. */
export interface Random {
  bytes(length: number): Uint8Array;
}

const poolSize = 8_192;
let pool = new Uint8Array(0);
let used = 0;

/** Asks the system for many bytes at once: a call for each id would cost more than everything else about it. */
export const systemRandom: Random = {
  bytes(length) {
    if (length > poolSize) return randomFillSync(new Uint8Array(length));
    if (used + length > pool.length) {
      // A new one each time: what was given out belongs to whoever asked.
      pool = randomFillSync(new Uint8Array(poolSize));
      used = 0;
    }
    used += length;
    return pool.subarray(used - length, used);
  },
};

/** A number from 0 up to 1. */
export function fraction(random: Random): number {
  const [high = 0, low = 0] = random.bytes(2);
  return (high * 256 + low) / 65_536;
}
