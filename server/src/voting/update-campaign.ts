import { isDeepStrictEqual } from 'node:util';
import type { Operator } from '../catalog/catalog-change.js';
import {
  checkPresentation,
  cleanPresentation,
  invalid,
  type Picture,
  type Presentation,
  type Words,
} from '../platform/content.rules.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { recordChanges } from '../platform/outbox/record-changes.js';
import { isRefused, refuse, type Refusal, type Refused } from '../platform/refusal.js';
import { recordAudit } from '../program/audit.js';
import type { OperatorHands } from '../program/capability.js';
import { cleanCandidate, wrongWith } from './campaign-draft.rules.js';
import { VOTE_TOPIC } from './voting.book.js';
import { findCampaigns } from './voting.queries.js';
import type { Campaign, Candidate } from './voting.rows.js';

/** What is told of a candidate. */
export interface CandidateTexts {
  title: Words;
  summary: Words;
  description: Words;
  images: Picture[];
}

/** What of a campaign is to be told differently; what is absent stays. */
export interface CampaignChanges {
  texts: Partial<Presentation>;
  /** By uuid. */
  candidates: { id: string; texts: Partial<CandidateTexts> }[];
}

/**
 * Puts right what is told of a campaign and its candidates, in every state of it. How it is decided and what each candidate becomes
 * is what members voted on, so it stays.
 *
 * Locks campaign and tally, in the order of whoever announces its winner.
 */
export async function updateCampaign(
  { database, newId, onCommit }: OperatorHands,
  { program, actor, now }: Operator,
  campaignId: string,
  changes: CampaignChanges,
): Promise<{ campaignId: string } | Refused> {
  const outcome = await database.transaction(async (client) => {
    const campaign = await lockedCampaign(client, program.id, campaignId);
    const subject = encodeId('campaign', campaignId);
    if (campaign === null) return refuse({ code: 'NOT_FOUND', id: subject, path: ['campaignId'] });
    const { title, summary, story, images } = campaign;
    const before: Presentation = { title, summary, story, images };
    const after = cleanPresentation({ ...before, ...changes.texts });
    const candidates = changedCandidates(campaign, changes.candidates, program.currency);
    const wrong = [...checkPresentation(after), ...(isRefused(candidates) ? candidates.refused : [])];
    if (isRefused(candidates) || wrong.length > 0) return refuse(...wrong);
    if (candidates.length === 0 && isDeepStrictEqual(after, before)) return { campaignId };
    await write(client, campaignId, after, candidates);
    // Its tally is what it was, under the version that it has; every process forgets the answers that tell of it.
    await recordChanges(client, now, { topics: { [VOTE_TOPIC]: [campaignId] }, feed: [] });
    await recordAudit(client, newId, {
      programId: program.id,
      actor,
      action: 'voteCampaignUpdate',
      subject,
      before: { ...before, candidates: candidates.map((one) => named(one.before)) },
      after: { ...after, candidates: candidates.map((one) => named(one.after)) },
      at: now,
    });
    return { campaignId };
  });
  onCommit();
  return outcome;
}

export function unknownCandidate(id: string, at: number): Refused {
  return refuse({ code: 'NOT_FOUND', id, path: ['candidates', String(at), 'candidateId'] });
}

/** As it is when nobody else can change it, vote in it or make its winner a reward. */
async function lockedCampaign(client: Queryable, programId: string, id: string): Promise<Campaign | null> {
  const [known] = await client.query(
    'SELECT FROM vote_campaign WHERE id = $1 AND program_id = $2 FOR NO KEY UPDATE',
    [id, programId],
  );
  if (known === undefined) return null;
  await client.query('SELECT FROM vote_tally WHERE campaign_id = $1 FOR NO KEY UPDATE', [id]);
  const [campaign] = await findCampaigns(client, programId, [id]);
  return campaign ?? null;
}

interface ChangedCandidate {
  before: Candidate;
  after: Candidate;
}

/** Those of which something else is told from now on; refused when one is not of this campaign, named twice or wrong. */
function changedCandidates(
  { candidates, launchAt }: Campaign,
  changes: CampaignChanges['candidates'],
  currency: string,
): ChangedCandidate[] | Refused {
  const wrong: Refusal[] = [];
  const changed: ChangedCandidate[] = [];
  for (const [at, { id, texts }] of changes.entries()) {
    const path = ['candidates', String(at)];
    const before = candidates.find((one) => one.id === id);
    if (before === undefined) return unknownCandidate(encodeId('candidate', id), at);
    if (changes.findIndex((one) => one.id === id) !== at) {
      wrong.push(invalid([...path, 'candidateId'], '同一候选只能出现一次。', 'A candidate is named once.'));
      continue;
    }
    const { description = before.reward.description, ...own } = texts;
    const wanted = { ...before, ...own, reward: { ...before.reward, description } };
    const after = { id, ...cleanCandidate(wanted, launchAt) };
    for (const refusal of wrongWith(after, { launchAt, currency })) {
      wrong.push({ ...refusal, path: [...path, ...(refusal.path ?? [])] });
    }
    if (!isDeepStrictEqual(after, before)) changed.push({ before, after });
  }
  return wrong.length > 0 ? refuse(...wrong) : changed;
}

async function write(
  client: Queryable,
  campaignId: string,
  { title, summary, story, images }: Presentation,
  candidates: readonly ChangedCandidate[],
): Promise<void> {
  await client.query(
    'UPDATE vote_campaign SET title = $2, summary = $3, story = $4, images = $5::jsonb WHERE id = $1',
    [campaignId, title, summary, story, JSON.stringify(images)],
  );
  for (const { after } of candidates) {
    await client.query(
      'UPDATE vote_candidate SET title = $2, summary = $3, images = $4::jsonb, reward = $5 WHERE id = $1',
      [after.id, after.title, after.summary, JSON.stringify(after.images), after.reward],
    );
  }
}

/** A candidate in the trail. */
function named({ id, title, summary, images, reward }: Candidate): CandidateTexts & { id: string } {
  return { id: encodeId('candidate', id), title, summary, description: reward.description, images };
}
