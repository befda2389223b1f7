import fc from 'fast-check';
import { expect } from 'vitest';
import { readProgress } from '../../server/src/donation/donation.queries.js';
import { closing, giving, openProject, settling } from '../donation-stage.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'donation';
const goal = 90;
const day = 86_400_000;
/** Seldom closed by hand: nothing is given afterwards. */
const actions = [
  'give',
  'give',
  'give',
  'give',
  'give',
  'give',
  'sweep',
  'sweep',
  'settle',
  'settle',
  'close',
];
const step: fc.Arbitrary<AddedStep> = fc.record({
  of: fc.constant(of),
  do: fc.constantFrom(...actions),
  amount: fc.constantFrom(4, 5, 30, 80),
});

/** A project as a child would keep it: a box with a slot, and a date on it. */
class Box {
  given = 0;
  gifts = 0;
  state: 'open' | 'closed' | 'settled' = 'open';

  constructor(
    readonly sides: Sides,
    readonly endsAt: number,
  ) {}

  take(action: string, amount: number): boolean {
    switch (action) {
      case 'give':
        return this.#give(amount);
      case 'close':
        return this.#close();
      case 'settle':
        return this.#settle();
      default:
        // The clock looks, and closes what is over: that is never refused.
        if (this.state === 'open' && this.#isOver()) this.state = 'closed';
        return true;
    }
  }

  #isOver(): boolean {
    return this.sides.model.now >= this.endsAt;
  }

  #give(points: number): boolean {
    const { model, ladder } = this.sides;
    if (this.state !== 'open' || this.#isOver() || this.given + points > goal) return false;
    if (points < Math.min(5, goal - this.given) || !model.spend(points)) return false;
    if (this.gifts === 0) ladder.interacted('donation');
    this.given += points;
    this.gifts += 1;
    return true;
  }

  #close(): boolean {
    if (this.state !== 'open') return false;
    this.state = 'closed';
    return true;
  }

  /** Paid out is what takes no more gifts: closed, over or full. */
  #settle(): boolean {
    const takesNone = this.state === 'closed' || this.#isOver() || this.given === goal;
    if (this.state === 'settled' || !takesNone || this.given === 0) return false;
    this.state = 'settled';
    return true;
  }
}

/** A member gives to a project that stops at its goal and ends after five days; operators and the clock close it, and it is paid out. */
export const donationSteps: Steps = {
  of,
  step,
  async open(sides) {
    const { stage, model, memberId } = sides;
    const endsAt = model.now + 5 * day;
    const box = new Box(sides, endsAt);
    const terms = { goal, least: 5, overFunding: 'stop', endsAt: new Date(endsAt) } as const;
    const projectId = await openProject(stage, terms);
    const submit = (action: string, amount: number) => {
      if (action === 'give') return stage.groups.submit(giving(stage, memberId, projectId, amount));
      if (action === 'settle') return stage.groups.submit(settling(stage, projectId));
      const by = action === 'close' ? 'operator' : 'clock';
      return stage.groups.submit(closing(stage, projectId, by));
    };
    return async ({ do: action, amount }) => {
      const accepted = box.take(action, amount);
      const outcome = await submit(action, amount);
      const [seen] = await readProgress(stage.database, [projectId]);
      expect(seen).toMatchObject({
        raised: box.given,
        gifts: box.gifts,
        donors: box.gifts > 0 ? 1 : 0,
        state: box.state,
      });
      return { model: accepted, product: !('refused' in outcome) };
    };
  },
};
