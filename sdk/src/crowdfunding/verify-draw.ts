/** What a mall publishes about a draw, and how many win it. */
export interface PublishedDraw {
  readonly poolId: string;
  /** As noted while the pool was open. */
  readonly seedHash: string;
  /** There since the pool was closed; null before, when there is nothing to verify yet. */
  readonly seed: string | null;
  /** Every entry, in the order of the numbers. */
  readonly entries: readonly { readonly number: number; readonly points: number }[];
  readonly winners: number;
}

/**
 * Recomputes a draw with what the mall published. `winners` are numbers by place; `seedMatches` says whether the seed has the
 * fingerprint that was handed in: take one that you noted while the pool was open, and look that your own entry is among
 * `entries` and that they sum to the target. Needs `crypto.subtle` (browsers: https or localhost; Node 20).
 *
 * @throws {Error} the seed is not published yet, because the pool is still open
 *
 * It proves that the result follows from a seed chosen before the first pledge and from every published entry. It cannot
 * prove that nobody who reads the seed in the mall's database made the last pledges: until then no winner can be foretold,
 * but whoever makes them could try how to divide what is missing.
 */
export async function verifyDraw({
  poolId,
  seedHash,
  seed,
  entries,
  winners,
}: PublishedDraw): Promise<{ readonly seedMatches: boolean; readonly winners: number[] }> {
  if (seed === null) throw new Error('The seed of this draw is not published yet: its pool is still open.');
  const { subtle } = crypto;
  const bytes = Uint8Array.from(seed.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hash = hex(await subtle.digest('SHA-256', bytes));
  const text = entries.map(({ number, points }) => `${number}:${points}`).join();
  const fingerprint = hex(await subtle.digest('SHA-256', encoder.encode(text)));
  const key = await subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const left = [...entries];
  const won: number[] = [];
  for (let n = 0; won.length < winners && left.length > 0; n += 1) {
    const total = left.reduce((sum, { points }) => sum + BigInt(points), 0n);
    const signed = await subtle.sign('HMAC', key, encoder.encode(`${poolId}:${fingerprint}:${n}`));
    const random = new DataView(signed).getBigUint64(0);
    // Numbers above the last whole multiple would favour the first tickets.
    if (random >= range - (range % total)) continue;
    let rest = random % total;
    const at = left.findIndex(({ points }) => (rest -= BigInt(points)) < 0n);
    won.push(...left.splice(at, 1).map(({ number }) => number));
  }
  return { seedMatches: hash === seedHash, winners: won };
}

const encoder = new TextEncoder();
const range = 1n << 64n;

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
