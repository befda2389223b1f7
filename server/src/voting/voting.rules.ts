import type { RewardDraft } from '../catalog/reward.draft.js';
import type { LocalizedReason, Refusal } from '../platform/refusal.js';
import type { Ballot, CampaignFacts, Candidate, Count, Tally, VoteState, Weighting } from './voting.rows.js';

/** What a member asks for with a ballot. */
export interface AskedBallot {
  /** All points that shall stand behind it; null where none are put in. */
  points: number | null;
  /** Pieces the member would exchange. */
  quantity: number;
}

/** How many pieces members may say they would exchange, where a campaign says nothing else. */
export const usualMostPieces = 99;
const dayMs = 86_400_000;

/** Why a ballot is wrong in itself, whatever campaign it is for; null when it is not. */
export function checkAsked({ points, quantity }: AskedBallot): Refusal | null {
  if (points !== null && (!Number.isSafeInteger(points) || points < 1)) {
    return wrong('points', { zh: '投入的积分须为正整数。', en: 'Put in at least one whole point.' });
  }
  if (!Number.isInteger(quantity) || quantity < 0) {
    return wrong('quantity', { zh: '件数不能为负。', en: 'A quantity is a whole number, 0 or more.' });
  }
  return null;
}

/** Why a ballot does not fit its campaign, or may not replace the earlier one; null when it may be cast. */
export function checkBallot(
  campaign: CampaignFacts,
  { points, quantity }: AskedBallot,
  earlier: Pick<Ballot, 'spent'> | null,
): Refusal | null {
  if (earlier !== null && !campaign.changeable) return { code: 'ALREADY_VOTED', campaignId: campaign.id };
  if (campaign.weighting === 'spent' && points === null) {
    return wrong('points', { zh: '请填写要投入的积分。', en: 'Say how many points to put in.' });
  }
  if (campaign.weighting !== 'spent' && points !== null) {
    return wrong('points', { zh: '本次投票不需要投入积分。', en: 'This vote takes no points.' });
  }
  if (!campaign.asksQuantity && quantity !== 0) {
    return wrong('quantity', { zh: '本次投票不询问件数。', en: 'This vote does not ask for a quantity.' });
  }
  if (quantity > campaign.mostPieces) {
    const { mostPieces } = campaign;
    const zh = `件数须在 0 到 ${mostPieces} 之间。`;
    return wrong('quantity', { zh, en: `A quantity is from 0 to ${mostPieces}.` });
  }
  if (points !== null && earlier !== null && points < earlier.spent) {
    return wrong('points', {
      zh: '已投入的积分不能减少。',
      en: 'Points already put in cannot be taken out.',
    });
  }
  return null;
}

/** What a ballot weighs at this moment. */
export function weigh(weighting: Weighting, facts: { available: number; points: number | null }): number {
  switch (weighting) {
    case 'ballot':
      return 1;
    case 'counted':
      return facts.available;
    case 'spent':
      return facts.points ?? 0;
  }
}

type Cast = Pick<Ballot, 'candidateId' | 'weight' | 'quantity'>;

/** The counts after a ballot took the place of an earlier one of the same member, or of none. */
export function moved(counts: readonly Count[], earlier: Cast | null, next: Cast): Count[] {
  const added = (count: Count, cast: Cast, sign: 1 | -1): Count => ({
    candidateId: count.candidateId,
    ballots: count.ballots + sign,
    weight: count.weight + sign * cast.weight,
    interest: count.interest + sign * cast.quantity,
  });
  return counts.map((count) => {
    let after = count;
    if (earlier?.candidateId === count.candidateId) after = added(after, earlier, -1);
    if (next.candidateId === count.candidateId) after = added(after, next, 1);
    return after;
  });
}

/** Most weight, then most ballots, then whoever is shown first; null without any ballot. */
export function winner(counts: readonly Count[]): string | null {
  const voted = counts.filter((count) => count.ballots > 0);
  // sort() is stable: of equals the one shown first stays first.
  const [best] = voted.toSorted((a, b) => b.weight - a.weight || b.ballots - a.ballots);
  return best?.candidateId ?? null;
}

/** Per cent with one place, never rounded up; 0 of nothing. */
export function share(weight: number, total: number): number {
  if (total === 0) return 0;
  // In whole numbers: 57 of 100 is 57.0, not a hair less.
  return Number((BigInt(weight) * 1_000n) / BigInt(total)) / 10;
}

/** Open ends by the clock, though the row may be closed a moment later. */
export function stateAt({ state, endsAt }: { state: VoteState; endsAt: Date }, now: Date): VoteState {
  return state === 'open' && now >= endsAt ? 'closed' : state;
}

/** Whether anybody may see the counts; by the row, so that no clock tells them before they are final. */
export function countsAreTold({ hidden, state }: { hidden: boolean; state: Tally['state'] }): boolean {
  return !hidden || state !== 'open';
}

/** When the winner goes on sale: as planned, or announced for some days first when it was decided only after that. */
export function launchOf(launchAt: Date, closedAt: Date, lateLaunchDays: number): Date {
  return closedAt < launchAt ? launchAt : new Date(closedAt.getTime() + lateLaunchDays * dayMs);
}

/** A candidate as the reward it becomes, coming soon. */
export function rewardDraft(
  candidate: Omit<Candidate, 'id'>,
  { onSaleFrom, featured }: Pick<RewardDraft, 'onSaleFrom' | 'featured'>,
): RewardDraft {
  const { kind, points, onHand, category, zones, description } = candidate.reward;
  return {
    handle: candidate.handle,
    kind,
    title: candidate.title,
    summary: candidate.summary,
    description,
    supplier: null,
    category,
    tags: [],
    images: candidate.images,
    videoUrl: null,
    onSaleFrom,
    onSaleUntil: null,
    limit: null,
    featured,
    zones,
    variants: [
      {
        title: { zh: '', en: '' },
        sku: null,
        options: [],
        plans: [{ label: null, points, cash: null, startsAt: null, endsAt: null, tier: null }],
        stock: { onHand, batch: null },
      },
    ],
  };
}

/** Names to try for the winner’s reward, as its own may be taken by then. */
export function handlesFor(handle: string, campaignId: string): [string, string, string] {
  const mark = campaignId.slice(-6);
  return [handle, `${handle.slice(0, 190)}-${mark}`, `${handle.slice(0, 160)}-${campaignId}`];
}

function wrong(field: string, reason: LocalizedReason): Refusal {
  return { code: 'INVALID_INPUT', reason, path: [field] };
}
