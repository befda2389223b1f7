import { cleanDraft, draftRefusals, unknownTier } from '../catalog/draft.rules.js';
import {
  checkBothOrNone,
  checkHandle,
  checkPresentation,
  cleanLine,
  cleanPresentation,
  invalid,
  type Presentation,
} from '../platform/content.rules.js';
import type { Refusal } from '../platform/refusal.js';
import type { Candidate, Weighting } from './voting.rows.js';
import { rewardDraft } from './voting.rules.js';

/** A complete campaign as an operator or the demo describes it. */
export interface CampaignDraft extends Presentation {
  handle: string;
  weighting: Weighting;
  changeable: boolean;
  hidden: boolean;
  asksQuantity: boolean;
  mostPieces: number;
  /** The key of the lowest tier that may vote; null: everybody. */
  tier: string | null;
  endsAt: Date;
  launchAt: Date;
  candidates: CandidateDraft[];
}

export type CandidateDraft = Omit<Candidate, 'id'>;

/** Fewer than two is no choice. Every ballot locks the counts of all, and every frame of the tally carries them. */
export const [fewestCandidates, mostCandidates] = [2, 20];
/** So that interest stays exact as a number, whoever asks for it; the table has the same bound. */
export const mostPiecesEver = 1_000_000;

/** Where and when a campaign is opened. */
export interface CampaignGround {
  now: Date;
  currency: string;
  /** The keys of the ladder in force. */
  tiers: readonly string[];
}

/** What is wrong with a campaign, each with the field it concerns; empty when it can be opened. */
export function campaignRefusals(draft: CampaignDraft, { now, currency, tiers }: CampaignGround): Refusal[] {
  const found = [...checkHandle(draft.handle), ...checkPresentation(draft)];
  if (draft.endsAt <= now) found.push(invalid(['endsAt'], '截止时间须在将来。', 'The end must lie ahead.'));
  if (draft.launchAt <= draft.endsAt) {
    const en = 'The winner goes on sale after the vote has ended.';
    found.push(invalid(['launchAt'], '上架时间须晚于投票截止时间。', en));
  }
  const { mostPieces } = draft;
  if (!Number.isInteger(mostPieces) || mostPieces < 1 || mostPieces > mostPiecesEver) {
    const en = `The most pieces are 1 to ${mostPiecesEver}.`;
    found.push(invalid(['mostPieces'], `件数上限须为 1–${mostPiecesEver}。`, en));
  }
  const noTier = unknownTier(tiers, draft.tier, ['tier']);
  if (noTier !== null) found.push(noTier);
  return [...found, ...candidateRefusals(draft, currency)];
}

/** Every candidate must do as a reward already now, so that the end cannot fail on it. */
function candidateRefusals(draft: CampaignDraft, currency: string): Refusal[] {
  const { candidates } = draft;
  const found: Refusal[] = [];
  if (candidates.length < fewestCandidates || candidates.length > mostCandidates) {
    const zh = `候选须有 ${fewestCandidates}–${mostCandidates} 个。`;
    const en = `A campaign has ${fewestCandidates} to ${mostCandidates} candidates.`;
    found.push(invalid(['candidates'], zh, en));
  }
  const seen = new Set<string>();
  for (const [at, candidate] of candidates.entries()) {
    const path = ['candidates', String(at)];
    for (const refusal of wrongWith(candidate, { launchAt: draft.launchAt, currency })) {
      found.push({ ...refusal, path: [...path, ...(refusal.path ?? [])] });
    }
    if (seen.has(candidate.handle)) {
      const zh = '候选的 handle 不能重复。';
      const en = 'Each candidate needs a handle of its own.';
      found.push(invalid([...path, 'handle'], zh, en));
    }
    seen.add(candidate.handle);
  }
  return found;
}

/** What is wrong with a candidate, each with the field of its input. */
export function wrongWith(
  candidate: CandidateDraft,
  { launchAt, currency }: { launchAt: Date; currency: string },
): Refusal[] {
  const refusals = draftRefusals(plannedReward(launchAt, candidate), currency);
  // The catalog takes a reward in one language; what is put to a vote is read in both before it is one.
  const { title, summary } = candidate;
  for (const [field, words] of Object.entries({
    title,
    summary,
    description: candidate.reward.description,
  })) {
    refusals.push(...checkBothOrNone([field], words));
  }
  const found: Refusal[] = [];
  for (const refusal of refusals) found.push({ ...refusal, path: inputPath(refusal.path) });
  return found;
}

/** The reward as it will be when all goes as planned. */
function plannedReward(launchAt: Date, candidate: CandidateDraft) {
  return rewardDraft(candidate, { onSaleFrom: launchAt, featured: 0 });
}

/** The reward’s only variant is written flat in the input of a candidate. */
function inputPath(path: string[] | undefined): string[] {
  if (path?.[0] !== 'variants') return path ?? [];
  return [path[2] === 'stock' ? 'onHand' : 'points'];
}

/** The same campaign as it can be stored. */
export function cleanCampaign(draft: CampaignDraft): CampaignDraft {
  return {
    ...draft,
    ...cleanPresentation(draft),
    handle: cleanLine(draft.handle),
    candidates: draft.candidates.map((candidate) => cleanCandidate(candidate, draft.launchAt)),
  };
}

/** The same candidate as it can be stored. */
export function cleanCandidate(candidate: CandidateDraft, launchAt: Date): CandidateDraft {
  const clean = cleanDraft(plannedReward(launchAt, candidate));
  const { handle, title, summary, images, description, category, zones } = clean;
  return { handle, title, summary, images, reward: { ...candidate.reward, description, category, zones } };
}
