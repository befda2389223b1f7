import { describe, expect, it } from 'vitest';
import { handlesBreaking } from './demo.test-kit.js';
import { demoPrograms } from './programs.js';

const pools = demoPrograms.flatMap((program) => program.pools);
const [first] = demoPrograms;

describe('the pools', () => {
  const total = ({ pledges }: { pledges: readonly number[] }) => pledges.reduce((all, one) => all + one, 0);

  it('of the first brand are one of each kind: one full, two on their way', () => {
    const own = first?.pools ?? [];
    expect(own.map((pool) => pool.allotment).toSorted()).toEqual(['draw', 'shared', 'volume']);
    expect(own.map((pool) => total(pool) === pool.target)).toEqual([true, false, false]);
  });

  it('take what is pledged: never more than the target, each within its bounds', () => {
    expect(handlesBreaking(pools, (pool) => total(pool) <= pool.target)).toEqual([]);
    const fits = ({ pledges, least, most }: (typeof pools)[number]) =>
      pledges.every((one) => one >= least && (most === null || one <= most));
    expect(handlesBreaking(pools, fits)).toEqual([]);
  });

  it('have one in each brand with a draw that anyone can verify or wait for', () => {
    for (const program of demoPrograms) {
      expect(program.pools.filter((pool) => pool.winners !== null).length).toBeGreaterThan(0);
    }
  });
});
