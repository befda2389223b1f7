import { imageDrafts } from '../catalog/admin-draft.js';
import { textOf } from '../graphql/localized.js';
import type { CampaignDraft } from './campaign-draft.rules.js';
import type { VoteCampaignCreateInput, VoteCandidateInput } from './voting.inputs.js';

/** What an operator sent for a new campaign, as a draft. */
export function campaignDraft(input: VoteCampaignCreateInput): CampaignDraft {
  const { handle, weighting, changeable, hidden, asksQuantity, mostPieces, endsAt, launchAt } = input;
  const tier = input.tier ?? null;
  return {
    handle,
    title: textOf(input.title),
    summary: textOf(input.summary),
    story: textOf(input.story),
    images: imageDrafts(input.images),
    weighting,
    changeable,
    hidden,
    asksQuantity,
    mostPieces,
    tier,
    endsAt,
    launchAt,
    candidates: input.candidates.map(candidateDraft),
  };
}

function candidateDraft(input: VoteCandidateInput): CampaignDraft['candidates'][number] {
  const { handle, kind, points } = input;
  return {
    handle,
    title: textOf(input.title),
    summary: textOf(input.summary),
    images: imageDrafts(input.images),
    reward: {
      kind,
      points,
      onHand: input.onHand ?? null,
      category: input.category ?? null,
      zones: input.zones ?? [],
      description: textOf(input.description),
    },
  };
}
