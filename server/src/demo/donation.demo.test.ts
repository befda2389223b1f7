import { describe, expect, it } from 'vitest';
import { handlesBreaking, twice } from './demo.test-kit.js';
import { demoPrograms } from './programs.js';

const [first] = demoPrograms;
const sum = ({ gifts }: { gifts: readonly { points: number }[] }) =>
  gifts.reduce((total, gift) => total + gift.points, 0);

describe('the good causes', () => {
  it('each brand has one that is open and not there yet, and one of the first is settled', () => {
    for (const program of demoPrograms) {
      const given = program.projects.filter((one) => one.settled === undefined && sum(one) < one.goal);
      expect(given.length).toBeGreaterThan(0);
    }
    const settled = first?.projects.filter((project) => project.settled !== undefined) ?? [];
    expect(settled.length).toBeGreaterThan(0);
    expect(handlesBreaking(settled, (project) => sum(project) === project.goal)).toEqual([]);
  });

  it('are given to by members of their own brand, each once', () => {
    for (const { projects: own, members } of demoPrograms) {
      const known = new Set(members.map((member) => member.customerId));
      const donors = (project: (typeof own)[number]) => project.gifts.map((gift) => gift.customerId);
      expect(handlesBreaking(own, (project) => donors(project).every((id) => known.has(id)))).toEqual([]);
      expect(handlesBreaking(own, (project) => twice(donors(project)).length === 0)).toEqual([]);
    }
  });
});
