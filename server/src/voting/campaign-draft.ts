import type { LocalizedTextInput } from '../graphql/localized.js';
import type { ImageInput } from '../catalog/catalog.admin.inputs.js';
import type { CampaignDraft } from './campaign-draft.rules.js';
import type { VoteCampaignCreateInput, VoteCandidateInput } from './voting.inputs.js';

/** What an operator sent for a new campaign, as a draft. */
export function campaignDraft(input: VoteCampaignCreateInput): CampaignDraft {
  const { handle, weighting, changeable, hidden, asksQuantity, mostPieces, endsAt, launchAt } = input;
  const tier = input.tier ?? null;
  return {
    handle,
    title: text(input.title),
    summary: text(input.summary),
    story: text(input.story),
    images: (input.images ?? []).map(image),
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
    title: text(input.title),
    summary: text(input.summary),
    images: (input.images ?? []).map(image),
    reward: {
      kind,
      points,
      onHand: input.onHand ?? null,
      category: input.category ?? null,
      zones: input.zones ?? [],
      description: text(input.description),
    },
  };
}

function image(input: ImageInput) {
  return { url: input.url, alt: text(input.alt) };
}

function text(input: LocalizedTextInput | null | undefined) {
  return input ? { zh: input.zh, en: input.en } : { zh: '', en: '' };
}
