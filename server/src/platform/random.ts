import { randomBytes } from 'node:crypto';

/** Where chance comes from; injected, so that tests can repeat a run. */
export interface Random {
  bytes(length: number): Uint8Array;
}

export const systemRandom: Random = { bytes: (length) => randomBytes(length) };
