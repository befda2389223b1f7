import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyDraw } from '../sdk/src/index.js';
import { drawWinners, seedHash } from '../server/src/crowdfunding/draw.rules.js';

const poolId = 'pool_00000000000000000000000000';

describe('a draw done again with the SDK', () => {
  it('has the result that was written down', async () => {
    const seed = '07'.repeat(32);
    const entries = [
      { number: 1, points: 100 },
      { number: 2, points: 300 },
      { number: 3, points: 600 },
    ];
    const hash = '4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0';
    expect(await verifyDraw({ poolId, seedHash: hash, seed, entries, winners: 2 })).toEqual({
      seedMatches: true,
      winners: [2, 3],
    });
    const other = { poolId, seedHash: hash, seed: '08'.repeat(32), entries, winners: 2 };
    expect(await verifyDraw(other)).toMatchObject({ seedMatches: false });
  });

  it('says that there is nothing to do again yet, while the seed is not published', async () => {
    const open = { poolId, seedHash: '00', seed: null, entries: [], winners: 1 };
    await expect(verifyDraw(open)).rejects.toThrow('not published yet');
  });

  it('has the winners the mall found, whatever was pledged', async () => {
    const pledged = fc.array(fc.integer({ min: 1, max: 1_000_000_000_000 }), { maxLength: 20 });
    const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(pledged, seeds, fc.integer({ min: 1, max: 25 }), async (points, seed, winners) => {
        const entries = points.map((each, at) => ({ number: 3 * at + 1, points: each }));
        const published = { poolId, seedHash: seedHash(seed), seed: Buffer.from(seed).toString('hex') };
        expect(await verifyDraw({ ...published, entries, winners })).toEqual({
          seedMatches: true,
          winners: drawWinners({ poolId, seed, entries, winners }),
        });
      }),
      { numRuns: 200 },
    );
  });
});
