import { changeCatalog, type CatalogChange, type CatalogParts } from '../catalog/catalog-change.js';
import { handleTaken } from '../catalog/create-reward.js';
import { insertReward, shelvesOf } from '../catalog/save-reward.js';
import { encodeId } from '../platform/ids.js';
import { recordChanges } from '../platform/outbox/record-changes.js';
import { isRefused } from '../platform/refusal.js';
import type { Clock } from '../platform/clock.js';
import { parseRules } from '../program/rules.js';
import { VOTE_TOPIC } from './voting.book.js';
import { findCampaigns } from './voting.queries.js';
import type { Campaign, Candidate } from './voting.rows.js';
import { handlesFor, launchOf, rewardDraft } from './voting.rules.js';

type ProgramColumns = { id: string; timeZone: string; currency: string; rules: unknown };

export interface AnnounceParts extends CatalogParts {
  clock: Clock;
}

/**
 * Makes the winner of a closed campaign a reward that is coming soon: the reward, the link to it and the new state in one
 * transaction, so that it may be cut off anywhere and done again. True when it was done by this call.
 *
 * Locks program, campaign, tally, in this order; commands lock no programs and no campaigns, so nobody waits in a circle.
 */
export async function announceWinner(
  parts: AnnounceParts,
  { id, programId }: { id: string; programId: string },
): Promise<boolean> {
  const [program] = await parts.database.query<ProgramColumns>(
    'SELECT id, time_zone AS "timeZone", currency, rules FROM program WHERE id = $1',
    [programId],
  );
  if (program === undefined) throw new Error('A campaign has no program.');
  const rules = parseRules(program.rules).voting;
  const operator = { program, actor: 'voting', now: parts.clock.now() };
  const done = await changeCatalog(parts, operator, async (change) => {
    const [open] = await change.client.query<{ reward_id: string | null }>(
      'SELECT reward_id FROM vote_campaign WHERE id = $1 AND program_id = $2 FOR UPDATE',
      [id, programId],
    );
    if (open === undefined || open.reward_id !== null) return { announced: false };
    const [campaign] = await findCampaigns(change.client, programId, [id]);
    const won = campaign?.candidates.find((one) => one.id === campaign.standing.winnerId);
    const closedAt = campaign?.standing.closedAt ?? null;
    if (campaign?.standing.state !== 'closed' || won === undefined || closedAt === null) {
      return { announced: false };
    }
    const onSaleFrom = launchOf(campaign.launchAt, closedAt, rules.lateLaunchDays);
    await announce(change, campaign, won, { onSaleFrom, featured: rules.winnerFeatured });
    return { announced: true };
  });
  if (isRefused(done)) throw new Error(`The winner was refused: ${JSON.stringify(done.refused)}`);
  return done.announced;
}

async function announce(
  change: CatalogChange,
  campaign: Campaign,
  won: Candidate,
  place: Parameters<typeof rewardDraft>[1],
): Promise<void> {
  const { client, operator } = change;
  const draft = { ...rewardDraft(won, place), handle: await freeHandle(change, campaign, won) };
  const shelves = await shelvesOf(change, draft);
  if (isRefused(shelves)) throw new Error('The shelves of the winner are gone.');
  const rewardId = await insertReward(change, draft, 'listed', shelves);
  await client.query('UPDATE vote_campaign SET reward_id = $2 WHERE id = $1', [campaign.id, rewardId]);
  await client.query(
    `UPDATE vote_tally SET state = 'announced', version = version + 1 WHERE campaign_id = $1`,
    [campaign.id],
  );
  await recordChanges(client, operator.now, { topics: { [VOTE_TOPIC]: [campaign.id] }, feed: [] });
  await change.audit('voteAnnounce', encodeId('campaign', campaign.id), null, {
    reward: encodeId('reward', rewardId),
    handle: draft.handle,
  });
}

/** The operators may have used the winner’s name for something else meanwhile. */
async function freeHandle(change: CatalogChange, campaign: Campaign, won: Candidate): Promise<string> {
  for (const handle of handlesFor(won.handle, encodeId('campaign', campaign.id).replace('campaign_', ''))) {
    if ((await handleTaken(change, handle)) === null) return handle;
  }
  throw new Error('Every name for the winner is taken.');
}
