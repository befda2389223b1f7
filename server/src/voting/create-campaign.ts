import { changeCatalog, type CatalogParts, type Operator } from '../catalog/catalog-change.js';
import { shelvesOf } from '../catalog/save-reward.js';
import type { Queryable } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import { scheduleRun } from '../platform/jobs/schedule-run.js';
import { isRefused, refuse, type Refused } from '../platform/refusal.js';
import type { CatalogChange } from '../catalog/catalog-change.js';
import type { Program } from '../program/program.js';
import { inForce } from '../program/rule-versions.rules.js';
import { type CampaignDraft, campaignRefusals, cleanCampaign } from './campaign-draft.rules.js';

/** Ends campaigns whose time is over, and does what follows. */
export const FINISHING_JOB = 'voting-finish';

/** Opens a campaign with its candidates, all at once; everything its winner will need is checked now. */
export async function createCampaign(
  parts: CatalogParts,
  operator: Operator & { program: Pick<Program, 'rules'> },
  given: CampaignDraft,
): Promise<{ campaignId: string } | Refused> {
  const draft = cleanCampaign(given);
  const { now, program } = operator;
  const tiers = inForce(program.rules.tiers, now).rules.tiers.map(({ key }) => key);
  const wrong = campaignRefusals(draft, { now, currency: program.currency, tiers });
  if (wrong.length > 0) return refuse(...wrong);
  return changeCatalog(parts, operator, async (change) => {
    const [taken] = await change.client.query<{ id: string }>(
      'SELECT id FROM vote_campaign WHERE program_id = $1 AND handle = $2',
      [operator.program.id, draft.handle],
    );
    if (taken !== undefined) {
      return refuse({ code: 'ALREADY_EXISTS', id: encodeId('campaign', taken.id), path: ['handle'] });
    }
    for (const [at, candidate] of draft.candidates.entries()) {
      const shelves = await shelvesOf(change, candidate.reward);
      if (isRefused(shelves)) return within(shelves, ['candidates', String(at)]);
    }
    const campaignId = change.newId();
    await insertCampaign(change, campaignId, draft);
    // The minute's job would close it too, but nobody who watches shall wait for that.
    await scheduleRun(change.client, FINISHING_JOB, { at: draft.endsAt, subjectId: campaignId });
    await change.audit('voteCampaignCreate', encodeId('campaign', campaignId), null, draft);
    return { campaignId };
  });
}

function within({ refused }: Refused, path: string[]): Refused {
  return { refused: refused.map((refusal) => ({ ...refusal, path: [...path, ...(refusal.path ?? [])] })) };
}

async function insertCampaign(change: CatalogChange, id: string, draft: CampaignDraft): Promise<void> {
  const { client, operator } = change;
  const programId = operator.program.id;
  await client.query(
    `INSERT INTO vote_campaign (id, program_id, handle, title, summary, story, images, weighting, changeable, hidden,
                                asks_quantity, most_pieces, tier, ends_at, launch_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      id,
      programId,
      draft.handle,
      JSON.stringify(draft.title),
      JSON.stringify(draft.summary),
      JSON.stringify(draft.story),
      JSON.stringify(draft.images),
      draft.weighting,
      draft.changeable,
      draft.hidden,
      draft.asksQuantity,
      draft.mostPieces,
      draft.tier,
      draft.endsAt,
      draft.launchAt,
      operator.now,
    ],
  );
  await client.query('INSERT INTO vote_tally (campaign_id, program_id) VALUES ($1, $2)', [id, programId]);
  for (const [position, candidate] of draft.candidates.entries()) {
    await insertCandidate(client, { id: change.newId(), programId, campaignId: id, position }, candidate);
  }
}

async function insertCandidate(
  client: Queryable,
  place: { id: string; programId: string; campaignId: string; position: number },
  { handle, title, summary, images, reward }: CampaignDraft['candidates'][number],
): Promise<void> {
  const { id, programId, campaignId, position } = place;
  await client.query(
    `INSERT INTO vote_candidate (id, program_id, campaign_id, position, handle, title, summary, images, reward)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      programId,
      campaignId,
      position,
      handle,
      JSON.stringify(title),
      JSON.stringify(summary),
      JSON.stringify(images),
      JSON.stringify(reward),
    ],
  );
  await client.query('INSERT INTO vote_count (candidate_id, campaign_id, program_id) VALUES ($1, $2, $3)', [
    id,
    campaignId,
    programId,
  ]);
}
