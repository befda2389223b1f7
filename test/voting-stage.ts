import { parseRules } from '../server/src/program/rules.js';
import { isRefused } from '../server/src/platform/refusal.js';
import type { CampaignDraft } from '../server/src/voting/campaign-draft.rules.js';
import { castBallot, type CastBallot } from '../server/src/voting/cast-ballot.js';
import { createCampaign } from '../server/src/voting/create-campaign.js';
import type { VotingWork } from '../server/src/voting/voting.jobs.js';
import { findCampaigns } from '../server/src/voting/voting.queries.js';
import type { Campaign, Candidate } from '../server/src/voting/voting.rows.js';
import type { WritePathStage } from './write-path-stage.js';

const dayMs = 86_400_000;
const none = { zh: '', en: '' };

/** A campaign of three candidates that is open for a week. */
export function votingDraft(handle: string, now: Date, more: Partial<CampaignDraft> = {}): CampaignDraft {
  return {
    handle,
    title: { zh: '选哪个？', en: 'Which one?' },
    summary: none,
    story: none,
    images: [],
    weighting: 'ballot',
    changeable: true,
    hidden: false,
    asksQuantity: true,
    mostPieces: 99,
    tier: null,
    endsAt: new Date(now.getTime() + 7 * dayMs),
    launchAt: new Date(now.getTime() + 14 * dayMs),
    candidates: ['a', 'b', 'c'].map((name) => candidate(`${handle}-${name}`)),
    ...more,
  };
}

export function candidate(handle: string): Omit<Candidate, 'id'> {
  const reward = { kind: 'physical' as const, points: 100, onHand: 10, category: null, zones: [] };
  return {
    handle,
    title: { zh: handle, en: handle },
    summary: none,
    images: [],
    reward: { ...reward, description: none },
  };
}

/** What voting works with on the write path alone. */
export function votingWork(stage: WritePathStage): VotingWork {
  const { database, newId, groups, clock } = stage;
  return { database, newId, groups, clock, onCommit: () => {} };
}

export async function openCampaign(
  stage: WritePathStage,
  more: Partial<CampaignDraft> = {},
): Promise<Campaign> {
  const { programId, clock } = stage;
  const program = { id: programId, timeZone: 'Asia/Shanghai', currency: 'CNY', rules: parseRules({}) };
  const operator = { program, actor: 'test', now: clock.now() };
  const draft = votingDraft(`vote-${stage.key()}`, clock.now(), more);
  const outcome = await createCampaign(votingWork(stage), operator, draft);
  if (isRefused(outcome)) throw new Error(`No campaign: ${JSON.stringify(outcome.refused)}`);
  return campaignNow(stage, outcome.campaignId);
}

export async function campaignNow(stage: WritePathStage, id: string): Promise<Campaign> {
  const [campaign] = await findCampaigns(stage.database, stage.programId, [id]);
  if (campaign === undefined) throw new Error('There is no such campaign.');
  return campaign;
}

export function ballotFor(
  stage: WritePathStage,
  campaign: Campaign,
  memberId: string,
  more: Partial<CastBallot> & { at?: number } = {},
): CastBallot {
  const { at = 0, ...rest } = more;
  const candidateId = campaign.candidateIds[at];
  if (candidateId === undefined) throw new Error('There is no such candidate.');
  return {
    programId: stage.programId,
    memberId,
    campaignId: campaign.id,
    candidateId,
    idempotencyKey: stage.key(),
    points: null,
    quantity: 0,
    scoring: stage.scoring,
    ...rest,
  };
}

export function cast(
  stage: WritePathStage,
  campaign: Campaign,
  memberId: string,
  more: Partial<CastBallot> & { at?: number } = {},
) {
  return stage.groups.submit(castBallot(ballotFor(stage, campaign, memberId, more)));
}
