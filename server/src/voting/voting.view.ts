import { localize, type Language } from '../graphql/localized.js';
import { versionNow } from '../platform/ending.rules.js';
import { encodeId } from '../platform/ids.js';
import type { Ballot as BallotRow, Campaign, Candidate, VoteStanding } from './voting.rows.js';
import { countsAreTold, share, stateAt } from './voting.rules.js';
import { Ballot, VoteCampaign, VoteCandidate, type VoteTally } from './voting.types.js';
import { imageViews } from '../catalog/image.view.js';

/** A tally as members see it, or with every count for operators. */
export function tallyView(standing: VoteStanding, now: Date, forOperators = false): VoteTally {
  const { campaignId, ballots, winnerId, counts } = standing;
  const total = counts.reduce((sum, count) => sum + count.weight, 0);
  const told = forOperators || countsAreTold(standing);
  return {
    campaignId: encodeId('campaign', campaignId),
    state: stateAt(standing, now),
    ballots,
    candidates: told
      ? counts.map(({ candidateId, weight, ...rest }) => ({
          candidateId: encodeId('candidate', candidateId),
          weight,
          ballots: rest.ballots,
          interest: rest.interest,
          share: share(weight, total),
        }))
      : null,
    winnerId: winnerId === null ? null : encodeId('candidate', winnerId),
    version: String(versionNow(standing, now)),
  };
}

export interface CampaignView {
  language: Language;
  now: Date;
  forOperators?: boolean;
}

export function campaignView(row: Campaign, view: CampaignView): VoteCampaign {
  const { language } = view;
  return Object.assign(new VoteCampaign(), {
    row,
    id: encodeId('campaign', row.id),
    handle: row.handle,
    title: localize(row.title, language),
    summary: localize(row.summary, language),
    story: localize(row.story, language),
    images: imageViews(row.images, language),
    weighting: row.weighting,
    changeable: row.changeable,
    hidden: row.hidden,
    asksQuantity: row.asksQuantity,
    mostPieces: row.mostPieces,
    endsAt: row.endsAt,
    launchAt: row.launchAt,
    candidates: row.candidates.map((candidate) => candidateView(candidate, language)),
    tally: tallyView(row.standing, view.now, view.forOperators),
  });
}

export function candidateView(row: Candidate, language: Language): VoteCandidate {
  return Object.assign(new VoteCandidate(), {
    row,
    id: encodeId('candidate', row.id),
    title: localize(row.title, language),
    summary: localize(row.summary, language),
    images: imageViews(row.images, language),
    points: row.reward.points,
  });
}

export function ballotView(row: BallotRow): Ballot {
  return Object.assign(new Ballot(), {
    row,
    id: encodeId('ballot', row.id),
    campaignId: encodeId('campaign', row.campaignId),
    candidateId: encodeId('candidate', row.candidateId),
    weight: row.weight,
    spent: row.spent,
    quantity: row.quantity,
    version: String(row.version),
    updatedAt: row.updatedAt,
  });
}
