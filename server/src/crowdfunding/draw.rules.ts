import { createHash, createHmac } from 'node:crypto';

/** A captured pledge as the draw sees it. */
export interface Entry {
  number: number;
  points: number;
}

export interface Draw {
  /** The public id of the pool. */
  poolId: string;
  seed: Uint8Array;
  /** In ascending order of their numbers. */
  entries: readonly Entry[];
  winners: number;
}

/** What is published when the pool opens: nobody can change the seed afterwards. */
export function seedHash(seed: Uint8Array): string {
  return createHash('sha256').update(seed).digest('hex');
}

/**
 * The numbers that win, by place. Every point is a ticket; who has won is taken out. It follows from the seed and the
 * entries alone, so that anyone can do it again: the SDK's `verifyDraw` is the same. Every entry changes every place, so
 * that who knew the seed could not tell who will win before the last pledge was there.
 */
export function drawWinners({ poolId, seed, entries, winners }: Draw): number[] {
  const left = [...entries];
  const won: number[] = [];
  const fingerprint = entriesHash(entries);
  let n = 0;
  // Exact: no target is so large that it is not.
  let total = left.reduce((sum, { points }) => sum + points, 0);
  while (won.length < winners && left.length > 0) {
    const tickets = BigInt(total);
    // Numbers above the last whole multiple would favour the first tickets.
    const limit = range - (range % tickets);
    let random: bigint;
    do {
      random = randomOf(seed, `${poolId}:${fingerprint}:${n}`);
      n += 1;
    } while (random >= limit);
    const [winner] = left.splice(holderOf(left, Number(random % tickets)), 1);
    if (winner === undefined) throw new Error('A ticket has no holder.');
    won.push(winner.number);
    total -= winner.points;
  }
  return won;
}

/** SHA-256 of every entry as `number:points`, in order, between commas. */
function entriesHash(entries: readonly Entry[]): string {
  const text = entries.map(({ number, points }) => `${number}:${points}`).join();
  return createHash('sha256').update(text).digest('hex');
}

const range = 1n << 64n;

function randomOf(seed: Uint8Array, message: string): bigint {
  return createHmac('sha256', seed).update(message).digest().readBigUInt64BE(0);
}

/** Where the ticket stands when the entries' points are laid end to end. */
function holderOf(entries: readonly Entry[], ticket: number): number {
  let rest = ticket;
  return entries.findIndex(({ points }) => (rest -= points) < 0);
}
