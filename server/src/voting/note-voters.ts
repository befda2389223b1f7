import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
import { noteAll } from '../notice/note-all.js';
import { findCampaigns } from './voting.queries.js';
import { portionsOf } from '../platform/jobs/portions.js';

export interface NoteParts {
  database: Database;
  newId: NewId;
  clock: Clock;
}

const portion = 1_000;

/**
 * Notes everybody who chose the winner, a portion at a time. Cut off, it begins again from the start: nobody is noted
 * twice. The ballots are final by then, so none is passed over. True when the campaign was finished by this call.
 */
export async function noteVoters(
  { database, newId, clock }: NoteParts,
  { id, programId }: { id: string; programId: string },
): Promise<boolean> {
  const [campaign] = await findCampaigns(database, programId, [id]);
  const won = campaign?.candidates.find((one) => one.id === campaign.standing.winnerId);
  const rewardId = campaign?.rewardId ?? null;
  if (campaign === undefined || rewardId === null || won === undefined) return false;
  const facts = { rewardId, campaign: campaign.title, winner: won.title };
  const portions = portionsOf(portion, {
    read: (behind, limit) =>
      database.query<{ id: string; member_id: string }>(
        'SELECT id, member_id FROM ballot WHERE candidate_id = $1 AND id > $2 ORDER BY id LIMIT $3',
        [won.id, behind, limit],
      ),
    idOf: ({ id: ballotId }) => ballotId,
  });
  for await (const voters of portions) {
    await noteAll(
      database,
      newId,
      voters.map((voter) => ({
        programId,
        memberId: voter.member_id,
        kind: 'vote_won',
        subjectId: id,
        facts,
        at: clock.now(),
      })),
    );
  }
  const finished = await database.query(
    'UPDATE vote_campaign SET noted_at = $2 WHERE id = $1 AND noted_at IS NULL RETURNING id',
    [id, clock.now()],
  );
  return finished.length > 0;
}
