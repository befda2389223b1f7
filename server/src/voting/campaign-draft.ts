import { imageDrafts } from '../catalog/admin-draft.js';
import { presentationChanges } from '../catalog/presentation.admin.inputs.js';
import { textOf } from '../graphql/localized.js';
import { decodeId } from '../platform/ids.js';
import type { Refused } from '../platform/refusal.js';
import type { CampaignDraft } from './campaign-draft.rules.js';
import { type CampaignChanges, type CandidateTexts, unknownCandidate } from './update-campaign.js';
import type {
  VoteCampaignCreateInput,
  VoteCampaignUpdateInput,
  VoteCandidateInput,
  VoteCandidateUpdateInput,
} from './voting.inputs.js';

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

/** What an operator sent about a campaign that is there: null empties what may be empty, absent fields stay. */
export function campaignChanges(input: VoteCampaignUpdateInput): CampaignChanges | Refused {
  const candidates: CampaignChanges['candidates'] = [];
  for (const [at, candidate] of (input.candidates ?? []).entries()) {
    const id = decodeId('candidate', candidate.candidateId);
    if (id === null) return unknownCandidate(candidate.candidateId, at);
    candidates.push({ id, texts: candidateTexts(candidate) });
  }
  return { texts: presentationChanges(input), candidates };
}

function candidateTexts({
  title,
  summary,
  description,
  images,
}: VoteCandidateUpdateInput): Partial<CandidateTexts> {
  return {
    ...(title ? { title: textOf(title) } : {}),
    ...(summary === undefined ? {} : { summary: textOf(summary) }),
    ...(description === undefined ? {} : { description: textOf(description) }),
    ...(images === undefined ? {} : { images: imageDrafts(images) }),
  };
}
