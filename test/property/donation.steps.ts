import fc from 'fast-check';
import { expect } from 'vitest';
import { readProgress } from '../../server/src/donation/donation.queries.js';
import { giving, openProject, settling } from '../donation-stage.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'donation';
const goal = 90;
const day = 86_400_000;
const step: fc.Arbitrary<AddedStep> = fc.record({
  of: fc.constant(of),
  do: fc.constantFrom('give', 'give', 'give', 'settle'),
  amount: fc.constantFrom(4, 5, 30, 80),
});

/** A project as a child would keep it: a box with a slot, and a date on it. */
class Box {
  given = 0;
  gifts = 0;
  settled = false;

  constructor(
    readonly sides: Sides,
    readonly endsAt: number,
  ) {}

  give(points: number): boolean {
    const { model, ladder } = this.sides;
    if (this.settled || model.now >= this.endsAt || this.given + points > goal) return false;
    if (points < Math.min(5, goal - this.given) || !model.spend(points)) return false;
    if (this.gifts === 0) ladder.interacted('donation');
    this.given += points;
    this.gifts += 1;
    return true;
  }

  settle(): boolean {
    if (this.settled || this.given === 0) return false;
    this.settled = true;
    return true;
  }
}

/** A member gives to a project that stops at its goal and ends after five days, and an operator pays it out. */
export const donationSteps: Steps = {
  of,
  step,
  async open(sides) {
    const { stage, model, memberId } = sides;
    const endsAt = model.now + 5 * day;
    const box = new Box(sides, endsAt);
    const terms = { goal, least: 5, overFunding: 'stop', endsAt: new Date(endsAt) } as const;
    const projectId = await openProject(stage, terms);
    return async ({ do: action, amount }) => {
      const accepted = action === 'give' ? box.give(amount) : box.settle();
      const outcome =
        action === 'give'
          ? await stage.groups.submit(giving(stage, memberId, projectId, amount))
          : await stage.groups.submit(settling(stage, projectId));
      const [seen] = await readProgress(stage.database, [projectId]);
      expect(seen).toMatchObject({
        raised: box.given,
        gifts: box.gifts,
        donors: box.gifts > 0 ? 1 : 0,
        state: box.settled ? 'settled' : 'open',
      });
      return { model: accepted, product: !('refused' in outcome) };
    };
  },
};
