import fc from 'fast-check';
import { expect } from 'vitest';
import { castBallot } from '../../server/src/voting/cast-ballot.js';
import { closeCampaign } from '../../server/src/voting/close-campaign.js';
import { closeEnded } from '../../server/src/voting/voting.jobs.js';
import type { Campaign } from '../../server/src/voting/voting.rows.js';
import { tallyView } from '../../server/src/voting/voting.view.js';
import { ballotFor, campaignNow, openCampaign, votingWork } from '../voting-stage.js';
import type { WritePathStage } from '../write-path-stage.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'voting';
const day = 86_400_000;
/** One of each weight: a final one that soon ends by the clock, one for a tier, and one that is hidden. */
const kinds = [
  { weighting: 'ballot', days: 9, changeable: false, hidden: false, tier: null },
  { weighting: 'counted', days: 400, changeable: true, hidden: false, tier: 'silver' },
  { weighting: 'spent', days: 60, changeable: true, hidden: true, tier: null },
] as const;
type Kind = (typeof kinds)[number];
/** Its place on the model's ladder. */
const silver = 1;
const step: fc.Arbitrary<AddedStep> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      of: fc.constant(of),
      do: fc.constantFrom(...kinds.map(({ weighting }) => weighting)),
      amount: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ of: fc.constant(of), do: fc.constant('close'), amount: fc.nat({ max: 2 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ of: fc.constant(of), do: fc.constant('clock'), amount: fc.constant(0) }),
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
    readonly kind: Kind,
    readonly campaign: Campaign,
  ) {}

  /** Whoever is not the member has no points. */
  vote(voter: string, { place, points, quantity }: Vote): boolean {
    const { model, memberId, ladder } = this.sides;
    const { weighting, changeable, tier } = this.kind;
    if (!this.open || this.isOver) return false;
    if (tier !== null && ladder.place.step < silver) return false;
    if (!changeable && this.papers.has(voter)) return false;
    const available = voter === memberId ? model.available : 0;
    const before = this.papers.get(voter)?.spent ?? 0;
    if (weighting === 'counted' && available === 0) return false;
    if (weighting === 'spent') {
      if (points < before || points - before > available) return false;
      if (points > before) model.spend(points - before);
    }
    const weight = { ballot: 1, counted: available, spent: points }[weighting];
    if (voter === memberId && !this.papers.has(voter)) ladder.interacted('ballot');
    this.papers.set(voter, { place, weight, spent: weighting === 'spent' ? points : 0, quantity });
    return true;
  }

  get isOver(): boolean {
    return this.sides.model.now >= this.campaign.endsAt.getTime();
  }

  /** What the clock does. */
  strike(): void {
    if (this.isOver) this.open = false;
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
    const { stage, memberId, model } = sides;
    const boxes: Box[] = [];
    for (const kind of kinds) {
      const { weighting, changeable, hidden, tier, days } = kind;
      const endsAt = new Date(model.now + days * day);
      const launchAt = new Date(endsAt.getTime() + day);
      const more = { weighting, changeable, hidden, tier, endsAt, launchAt };
      boxes.push(new Box(sides, kind, await openCampaign(stage, more)));
    }
    const other = await stage.member();
    return async ({ do: action, amount }) => {
      if (action === 'clock') return striking(stage, boxes);
      const place = kinds.findIndex(({ weighting }) => weighting === action);
      const box = boxAt(boxes, action === 'close' ? amount : place);
      const accepted =
        action === 'close' ? await closing(box) : await voting(box, voteOf(amount), memberId, other);
      await compare(stage, box);
      return accepted;
    };
  },
};

function boxAt(boxes: readonly Box[], at: number): Box {
  const box = boxes[at];
  if (box === undefined) throw new Error('There is no such box.');
  return box;
}

async function compare(stage: WritePathStage, box: Box): Promise<void> {
  const { standing } = await campaignNow(stage, box.campaign.id);
  expect(standing.ballots).toBe(box.papers.size);
  expect(standing.counts).toMatchObject(box.counted());
  expect(standing.state === 'open').toBe(box.open);
  const { candidates } = tallyView(standing, stage.clock.now());
  expect(candidates === null).toBe(box.kind.hidden && box.open);
}

/** The job that closes what is over, here and in sequences before this one. */
async function striking(stage: WritePathStage, boxes: readonly Box[]) {
  for (const box of boxes) box.strike();
  await closeEnded(votingWork(stage));
  for (const box of boxes) await compare(stage, box);
  return { model: true, product: true };
}

async function voting(box: Box, vote: Vote, memberId: string, other: string) {
  const { stage } = box.sides;
  // Where the other one stands is nobody's model.
  const voter = vote.byOther && box.kind.tier === null ? other : memberId;
  const points = box.kind.weighting === 'spent' ? vote.points : null;
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
