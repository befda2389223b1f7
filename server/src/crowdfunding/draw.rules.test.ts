import { describe, expect, it } from 'vitest';
import { drawWinners, seedHash } from './draw.rules.js';

const poolId = 'pool_00000000000000000000000000';
const entries = [
  { number: 1, points: 100 },
  { number: 2, points: 300 },
  { number: 3, points: 600 },
];
const seedOf = (n: number) => {
  const seed = Buffer.alloc(32);
  seed.writeUInt32BE(n);
  return seed;
};

describe('a draw', () => {
  it('follows from its seed', () => {
    const seed = Buffer.alloc(32, 7);
    expect(seedHash(seed)).toBe('4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0');
    expect(drawWinners({ poolId, seed, entries, winners: 2 })).toEqual([2, 3]);
  });

  it('is another one when the last entry is, so that nobody can foretell it', () => {
    const last = [...entries.slice(0, 2), { number: 3, points: 599 }, { number: 4, points: 1 }];
    const firsts = (pledged: typeof entries) =>
      Array.from(
        { length: 50 },
        (_, n) => drawWinners({ poolId, seed: seedOf(n), entries: pledged, winners: 1 })[0],
      );
    expect(firsts(last)).not.toEqual(firsts(entries));
  });

  it('is another one in another pool', () => {
    const seeds = Array.from({ length: 50 }, (_, n) => seedOf(n));
    const results = (id: string) =>
      seeds.map((seed) => drawWinners({ poolId: id, seed, entries, winners: 1 })[0]);
    expect(results(poolId)).not.toEqual(results('pool_00000000000000000000000001'));
  });

  it('lets a heavier pledge win more often, by its points', () => {
    const wins = new Map<number | undefined, number>();
    for (let n = 0; n < 3_000; n += 1) {
      const [first] = drawWinners({ poolId, seed: seedOf(n), entries, winners: 1 });
      wins.set(first, (wins.get(first) ?? 0) + 1);
    }
    expect(Math.abs((wins.get(3) ?? 0) / 3_000 - 0.6)).toBeLessThan(0.03);
    expect(Math.abs((wins.get(2) ?? 0) / 3_000 - 0.3)).toBeLessThan(0.03);
  });

  it('never draws a number twice, and no more than there are', () => {
    for (let n = 1; n <= 200; n += 1) {
      const pledged = Array.from({ length: n % 30 }, (_, at) => ({
        number: 2 * at + 1,
        points: (n * at * at) % 997 || 1,
      }));
      const won = drawWinners({ poolId, seed: seedOf(n), entries: pledged, winners: n % 41 });
      expect(won).toHaveLength(Math.min(n % 41, pledged.length));
      expect(new Set(won).size).toBe(won.length);
      expect(pledged.map((entry) => entry.number)).toEqual(expect.arrayContaining(won));
    }
  });
});
