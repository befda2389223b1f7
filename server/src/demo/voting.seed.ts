import { grantPoints } from '../earning/grant-points.js';
import { ensureMember } from '../member/ensure-member.js';
import { announceWinner } from '../voting/announce-winner.js';
import { castBallot } from '../voting/cast-ballot.js';
import { closeCampaign } from '../voting/close-campaign.js';
import { createCampaign } from '../voting/create-campaign.js';
import { noteVoters } from '../voting/note-voters.js';
import { campaignByHandle } from '../voting/voting.queries.js';
import type { Campaign } from '../voting/voting.rows.js';
import { usualMostPieces } from '../voting/voting.rules.js';
import { scoringOf } from '../tier/scoring.js';
import type { DemoProgram, RelativeDay } from './demo.types.js';
import { accepted, actor, type SeedParts, type Seeding } from './seed.parts.js';
import type { DemoCampaign } from './voting.demo.js';
import { text } from './wording.js';

const dayMs = 86_400_000;
const note = text('投票活动积分', 'Points for voting');

/** Campaigns with the ballots cast so far; after the members, because some ballots weigh the points they have. */
export async function seedCampaigns(parts: SeedParts, seeding: Seeding, demo: DemoProgram): Promise<void> {
  for (const campaign of demo.campaigns.toReversed()) await seedCampaign(parts, seeding, demo, campaign);
}

async function seedCampaign(
  parts: SeedParts,
  seeding: Seeding,
  demo: DemoProgram,
  campaign: DemoCampaign,
): Promise<void> {
  const { program, now } = seeding;
  const at = (day: RelativeDay) => new Date(now.getTime() + day.days * dayMs);
  const drawn = (handle: string, alt: DemoCampaign['title']) => [
    { url: `/demo/pictures/${handle}.svg`, alt },
  ];
  const { handle, title } = campaign;
  accepted(
    await createCampaign(
      parts,
      { program, actor, now },
      {
        ...campaign,
        tier: campaign.tier ?? null,
        mostPieces: usualMostPieces,
        images: drawn(handle, title),
        endsAt: at(campaign.ends),
        launchAt: at(campaign.launches),
        candidates: campaign.candidates.map((one) => ({
          handle: one.handle,
          title: one.title,
          summary: one.summary,
          images: drawn(one.handle, one.title),
          reward: {
            kind: 'physical',
            points: one.points,
            onHand: one.stock,
            category: one.category,
            zones: [...one.zones],
            description: one.description,
          },
        })),
      },
    ),
  );
  const made = await campaignByHandle(parts.database, program.id, handle);
  if (made === null) throw new Error(`The campaign ${handle} was not made.`);
  for (const ballot of campaign.ballots) await seedBallot(parts, seeding, demo, made, ballot);
  if (campaign.closed === true) await finish(parts, made);
}

async function seedBallot(
  parts: SeedParts,
  { program, now }: Seeding,
  demo: DemoProgram,
  campaign: Campaign,
  { customerId, place, points, quantity }: DemoCampaign['ballots'][number],
): Promise<void> {
  const { id: programId, timeZone, rules, defaultLanguage } = program;
  const names = demo.members.find((member) => member.customerId === customerId)?.displayName;
  const displayName = names?.[defaultLanguage] ?? null;
  const { id: memberId } = await ensureMember(parts, { programId, customerId, displayName }, now);
  const idempotencyKey = `demo ${campaign.handle} ${customerId}`;
  const candidateId = campaign.candidateIds[place];
  if (candidateId === undefined) throw new Error(`${campaign.handle} has no candidate ${place}.`);
  if (points > 0) {
    // Due soonest, so that the ballot takes just these and leaves the member's own points alone.
    const granting = { programId, memberId, idempotencyKey, actor, points, note, timeZone };
    const [known] = await parts.database.query(
      'SELECT 1 FROM ballot WHERE campaign_id = $1 AND member_id = $2',
      [campaign.id, memberId],
    );
    if (known !== undefined) return;
    const expiresAt = new Date(now.getTime() + dayMs);
    accepted(await parts.groups.submit(grantPoints({ ...granting, expiry: rules.expiry, expiresAt })));
  }
  const ballot = { programId, memberId, campaignId: campaign.id, candidateId, quantity, idempotencyKey };
  const scoring = scoringOf(program);
  accepted(await parts.groups.submit(castBallot({ ...ballot, points: points > 0 ? points : null, scoring })));
}

async function finish(parts: SeedParts, { id, programId }: Campaign): Promise<void> {
  const operator = { actor, idempotencyKey: `demo close ${id}` };
  accepted(await parts.groups.submit(closeCampaign({ programId, campaignId: id, operator })));
  await announceWinner(parts, { id, programId });
  await noteVoters(parts, { id, programId });
}
