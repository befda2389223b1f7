import 'reflect-metadata';
import { beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '../server/src/crowdfunding/withdraw.js';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import type { Command, Outcome } from '../server/src/platform/group-commit/command.js';
import type { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { parseRules } from '../server/src/program/rules.js';
import { castBallot } from '../server/src/voting/cast-ballot.js';
import { openPool, pledging } from './crowdfunding-stage.js';
import { giving, openProject } from './donation-stage.js';
import { ballotFor, openCampaign } from './voting-stage.js';
import { shareStage, stage } from './shared-stage.js';

// Small groups, so that what one member does meets in several transactions.
shareStage({ workers: 4, maxGroup: 4 });

/** The groups of another process. */
let others: GroupCommit;
beforeAll(async () => {
  others = stage.otherGroups();
});

/** Sends commands from two processes at once. Gives how many were accepted. */
async function atOnce(commands: readonly Command<Outcome>[]): Promise<number> {
  const sent = commands.map((command, at) => (at % 2 === 0 ? stage.groups : others).submit(command));
  return (await Promise.all(sent)).filter((outcome) => !('refused' in outcome)).length;
}

/** One after the other; every one is accepted. */
async function inTurn(...commands: Command<Outcome>[]): Promise<void> {
  for (const command of commands) {
    const outcome = await stage.groups.submit(command);
    if ('refused' in outcome) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`);
  }
}

async function interaction(memberId: string): Promise<number> {
  const [row] = await stage.database.query<{ units: number }>(
    `SELECT coalesce(sum((m.value ->> 1)::int), 0)::int AS units
       FROM member_tier t LEFT JOIN LATERAL jsonb_each(t.months) AS m ON true WHERE t.member_id = $1`,
    [memberId],
  );
  return row?.units ?? -1;
}

const forty = <T>(make: (at: number) => T) => Array.from({ length: 40 }, (_, at) => make(at));

describe('taking part counts for the tier', () => {
  it('once for each project that a member gives to, however many gifts arrive at once', async () => {
    const [one, two, member] = [await openProject(stage), await openProject(stage), await stage.member(100)];
    expect(await atOnce(forty(() => giving(stage, member, one, 1)))).toBe(40);
    expect(await interaction(member)).toBe(50);
    await inTurn(giving(stage, member, one, 1), giving(stage, member, two, 1), giving(stage, member, two, 1));
    expect(await interaction(member)).toBe(100);
  });

  it('once for each pool, also when the pledge is raised, withdrawn and made again', async () => {
    const [pool, member] = [await openPool(stage), await stage.member(100)];
    expect(await atOnce(forty((at) => pledging(stage, member, pool, at + 1)))).toBeGreaterThan(0);
    expect(await interaction(member)).toBe(50);
    const { programId } = stage;
    const taking = { programId, memberId: member, poolId: pool, idempotencyKey: stage.key() };
    await inTurn(
      pledging(stage, member, pool, 50),
      withdraw(taking),
      pledging(stage, member, pool, 5),
      pledging(stage, member, await openPool(stage), 5),
    );
    expect(await interaction(member)).toBe(100);
  });

  it.each(['ballot', 'counted', 'spent'] as const)(
    'once for each campaign, also when a ballot is changed: %s',
    async (weighting) => {
      const [campaign, member] = [await openCampaign(stage, { weighting }), await stage.member(100)];
      const ballot = (at: number) => ({ at: at % 3, points: weighting === 'spent' ? at + 1 : null });
      const cast = (at: number) => castBallot(ballotFor(stage, campaign, member, ballot(at)));
      expect(await atOnce(forty(cast))).toBeGreaterThan(0);
      expect(await interaction(member)).toBe(20);
      await inTurn(cast(48), cast(49));
      expect(await interaction(member)).toBe(20);
    },
  );

  it('not for what was refused', async () => {
    const member = await stage.member(5);
    const [project, pool] = [await openProject(stage), await openPool(stage)];
    const campaign = await openCampaign(stage, { weighting: 'spent' });
    const refused = [
      giving(stage, member, project, 6),
      pledging(stage, member, pool, 6),
      castBallot(ballotFor(stage, campaign, member, { points: 6 })),
    ];
    expect(await atOnce(refused)).toBe(0);
    expect(await interaction(member)).toBe(0);
  });
});

describe('a campaign for a tier', () => {
  const buying = (memberId: string, yuan: number) => recordPurchase(stage.purchase(memberId, yuan * 100));

  it('refuses members below it, and nobody it made rise a moment before in the same group', async () => {
    const campaign = await openCampaign(stage, { tier: 'gold' });
    const [silver, gold, diamond, rising] = await Promise.all([1, 2, 3, 4].map(() => stage.member()));
    if (!silver || !gold || !diamond || !rising) throw new Error('Four members were asked for.');
    await inTurn(buying(silver, 2_000), buying(gold, 10_000), buying(diamond, 40_000));
    const cast = (memberId: string) => castBallot(ballotFor(stage, campaign, memberId));
    // The first goes alone; all others wait meanwhile and are one group.
    const groups = stage.otherGroups({ workers: 1, maxGroup: 16 });
    const outcomes = await Promise.all(
      [cast(silver), cast(gold), cast(diamond), buying(rising, 10_000), cast(rising)].map((command) =>
        groups.submit<Outcome>(command),
      ),
    );
    const title = { zh: '金卡', en: 'Gold' };
    expect(outcomes.map((outcome) => ('refused' in outcome ? outcome.refused : 'accepted'))).toEqual([
      [{ code: 'TIER_REQUIRED', tier: 'gold', title }],
      'accepted',
      'accepted',
      'accepted',
      'accepted',
    ]);
  });

  it('is for the highest tier when its own is no longer on the ladder', async () => {
    const campaign = await openCampaign(stage, { tier: 'gold' });
    const rules = parseRules({
      tiers: [
        {
          version: 2,
          effectiveFrom: '2026-01-01T00:00:00Z',
          rules: { tiers: [{ key: 'silver', title: { zh: '银卡', en: 'Silver' }, from: 1_000 }] },
        },
      ],
    });
    const scoring = { ...stage.scoring, versions: rules.tiers };
    const [silver, member] = [await stage.member(), await stage.member()];
    await inTurn(buying(silver, 2_000), castBallot(ballotFor(stage, campaign, silver, { scoring })));
    const casting = castBallot(ballotFor(stage, campaign, member, { scoring }));
    expect(await stage.groups.submit(casting)).toMatchObject({ refused: [{ tier: 'silver' }] });
  });
});
