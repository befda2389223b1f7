import fc from 'fast-check';
import { expect } from 'vitest';
import { castBallot } from '../../server/src/voting/cast-ballot.js';
import { closeCampaign } from '../../server/src/voting/close-campaign.js';
import type { Campaign, Weighting } from '../../server/src/voting/voting.rows.js';
import { ballotFor, campaignNow, openCampaign } from '../voting-stage.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'voting';
const weightings: readonly Weighting[] = ['ballot', 'counted', 'spent'];
const step: fc.Arbitrary<AddedStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      of: fc.constant(of),
      do: fc.constantFrom(...weightings),
      amount: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ of: fc.constant(of), do: fc.constant('close'), amount: fc.nat({ max: 2 }) }),
  },
);

interface Vote {
  byOther: boolean;
  place: number;
  points: number;
  quantity: number;
}

/** One number decides everything about a vote, so that a counterexample stays small. */
const voteOf = (amount: number): Vote => ({
  byOther: amount % 5 === 0,
  place: amount % 3,
  points: amount,
  quantity: amount % 4,
});

/** A campaign as a child would keep it: a box of papers, counted by going through them. */
class Box {
  readonly papers = new Map<string, { place: number; weight: number; spent: number; quantity: number }>();
  open = true;

  constructor(
    readonly sides: Sides,
    readonly weighting: Weighting,
    readonly campaign: Campaign,
  ) {}

  /** Whoever is not the member has no points. */
  vote(voter: string, { place, points, quantity }: Vote): boolean {
    const { model, memberId, ladder } = this.sides;
    if (!this.open || model.now >= this.campaign.endsAt.getTime()) return false;
    const available = voter === memberId ? model.available : 0;
    const before = this.papers.get(voter)?.spent ?? 0;
    if (this.weighting === 'counted' && available === 0) return false;
    if (this.weighting === 'spent') {
      if (points < before || points - before > available) return false;
      if (points > before) model.spend(points - before);
    }
    const weight = { ballot: 1, counted: available, spent: points }[this.weighting];
    if (voter === memberId && !this.papers.has(voter)) ladder.interacted('ballot');
    this.papers.set(voter, { place, weight, spent: this.weighting === 'spent' ? points : 0, quantity });
    return true;
  }

  close(): boolean {
    const accepted = this.open;
    this.open = false;
    return accepted;
  }

  counted() {
    return [0, 1, 2].map((place) => {
      const own = [...this.papers.values()].filter((paper) => paper.place === place);
      const weight = own.reduce((sum, paper) => sum + paper.weight, 0);
      const interest = own.reduce((sum, paper) => sum + paper.quantity, 0);
      return { ballots: own.length, weight, interest };
    });
  }
}

/** Members vote, change their minds and put in more, in a campaign of each kind; operators end them. */
export const votingSteps: Steps = {
  of,
  step,
  async open(sides) {
    const { stage, memberId } = sides;
    const boxes: Box[] = [];
    for (const weighting of weightings)
      boxes.push(new Box(sides, weighting, await openCampaign(stage, { weighting })));
    const other = await stage.member();
    return async ({ do: action, amount }) => {
      const box = boxes[action === 'close' ? amount : weightings.findIndex((one) => one === action)];
      if (box === undefined) throw new Error(`There is no box for ${action}.`);
      const { model, product } =
        action === 'close' ? await closing(box) : await voting(box, voteOf(amount), memberId, other);
      const { standing } = await campaignNow(stage, box.campaign.id);
      expect(standing.ballots).toBe(box.papers.size);
      expect(standing.counts).toMatchObject(box.counted());
      return { model, product };
    };
  },
};

async function voting(box: Box, vote: Vote, memberId: string, other: string) {
  const { stage } = box.sides;
  const voter = vote.byOther ? other : memberId;
  const points = box.weighting === 'spent' ? vote.points : null;
  const model = box.vote(voter, vote);
  const input = ballotFor(stage, box.campaign, voter, { at: vote.place, points, quantity: vote.quantity });
  return { model, product: !('refused' in (await stage.groups.submit(castBallot(input)))) };
}

async function closing(box: Box) {
  const { stage } = box.sides;
  const operator = { actor: 'test', idempotencyKey: stage.key() };
  const command = closeCampaign({ programId: stage.programId, campaignId: box.campaign.id, operator });
  return { model: box.close(), product: !('refused' in (await stage.groups.submit(command))) };
}
