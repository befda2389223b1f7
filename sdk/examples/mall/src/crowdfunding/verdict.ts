import type { PoolDetail, PublishedDraw } from '@jifen/sdk';

/** What doing a draw again has shown. */
export interface Verdict {
  /** The first thing that is not as it was promised; null: everything is. */
  readonly fault: 'seed' | 'winners' | 'sum' | 'own' | null;
  readonly winners: readonly number[];
  /** Whether this browser had kept the fingerprint since the pool was open, so that the mall could not exchange it. */
  readonly kept: boolean;
}

interface Checked {
  readonly pool: Pick<PoolDetail, 'target' | 'pledge' | 'draw'>;
  readonly entries: PublishedDraw['entries'];
  readonly again: { readonly seedMatches: boolean; readonly winners: readonly number[] };
  readonly kept: boolean;
}

/** A fair draw has the seed that was promised, every point of the target, one's own pledge, and the winners of the seed. */
export function verdictOf({ pool, entries, again, kept }: Checked): Verdict {
  const { target, pledge, draw } = pool;
  const own = pledge?.state === 'CAPTURED' ? pledge : null;
  const isIn = entries.some((entry) => entry.number === own?.number && entry.points === own.points);
  const faults = {
    seed: !again.seedMatches,
    sum: entries.reduce((sum, { points }) => sum + points, 0) !== target,
    own: own !== null && !isIn,
    winners: again.winners.join() !== draw.winners.map(({ number }) => number).join(),
  };
  const order = ['seed', 'sum', 'own', 'winners'] as const;
  return { fault: order.find((name) => faults[name]) ?? null, winners: again.winners, kept };
}
