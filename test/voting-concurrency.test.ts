import 'reflect-metadata';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Database, Queryable } from '../server/src/platform/database.js';
import type { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { announceWinner } from '../server/src/voting/announce-winner.js';
import { castBallot } from '../server/src/voting/cast-ballot.js';
import { closeCampaign } from '../server/src/voting/close-campaign.js';
import { noteVoters } from '../server/src/voting/note-voters.js';
import { finishCampaigns } from '../server/src/voting/voting.jobs.js';
import type { Campaign } from '../server/src/voting/voting.rows.js';
import { ballotFor, campaignNow, cast, openCampaign, votingWork } from './voting-stage.js';
import { shareStage, stage } from './shared-stage.js';

shareStage({ workers: 4, maxGroup: 16 });

/** The groups of another process. */
let others: GroupCommit;
beforeAll(async () => {
  others = stage.otherGroups();
});

const members = (count: number, points = 0) => stage.members(count, points);
const codes = (outcome: object) =>
  'refused' in outcome && Array.isArray(outcome.refused)
    ? outcome.refused.map((refusal: { code: string }) => refusal.code)
    : [];
async function stored({ id }: Campaign): Promise<{ member_id: string; spent: number; weight: number }[]> {
  return stage.database.query('SELECT member_id, spent, weight FROM ballot WHERE campaign_id = $1', [id]);
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

describe('many ballots at once', () => {
  test.each(['one process', 'two processes'])(
    '500 members voting at once from %s are 500 ballots',
    async (from) => {
      const campaign = await openCampaign(stage);
      const voters = await members(500);
      const groups = from === 'one process' ? [stage.groups, stage.groups] : [stage.groups, others];
      const outcomes = await Promise.all(
        voters.map((member, at) =>
          (groups[at % 2] ?? others).submit(castBallot(ballotFor(stage, campaign, member, { at: at % 3 }))),
        ),
      );
      expect(outcomes.filter((outcome) => 'ballotId' in outcome)).toHaveLength(500);
      const { standing } = await campaignNow(stage, campaign.id);
      expect(standing.ballots).toBe(500);
      expect(standing.counts.map((count) => count.ballots)).toEqual([167, 167, 166]);
      expect(await stored(campaign)).toHaveLength(500);
    },
  );

  test('50 members who change their minds 10 times each are 50 ballots', async () => {
    const campaign = await openCampaign(stage);
    const voters = await members(50);
    const casts = Array.from({ length: 500 }, (_, at) =>
      cast(stage, campaign, voters[at % 50] ?? '', { at: (at * 7) % 3, quantity: at % 5 }),
    );
    const outcomes = await Promise.all(casts);
    expect(outcomes.flatMap(codes)).toEqual([]);
    const { standing } = await campaignNow(stage, campaign.id);
    expect([standing.ballots, sum(standing.counts.map((count) => count.ballots))]).toEqual([50, 50]);
    expect(await stored(campaign)).toHaveLength(50);
  });

  test('a member who changes a ballot again and again in one group has chosen what they chose last', async () => {
    const campaign = await openCampaign(stage);
    const member = await stage.member();
    const alone = stage.otherGroups({ workers: 1 });
    const choose = (at: number) => alone.submit(castBallot(ballotFor(stage, campaign, member, { at })));
    await choose(0);
    for (const places of [
      [1, 2],
      [0, 1, 0, 2, 1],
    ]) {
      await Promise.all(places.map(choose));
      const [kept] = await stage.database.query<{ candidate_id: string }>(
        'SELECT candidate_id FROM ballot WHERE campaign_id = $1',
        [campaign.id],
      );
      expect(kept?.candidate_id).toBe(campaign.candidateIds[places.at(-1) ?? 0]);
    }
  });

  test('members who vote in two processes at once have one ballot each, with the points of the higher bid', async () => {
    const campaign = await openCampaign(stage, { weighting: 'spent' });
    const voters = await members(100, 50);
    const bids = voters.flatMap((member) => [
      stage.groups.submit(castBallot(ballotFor(stage, campaign, member, { at: 0, points: 20 }))),
      others.submit(castBallot(ballotFor(stage, campaign, member, { at: 1, points: 30 }))),
    ]);
    const outcomes = await Promise.all(bids);
    // Whoever bid less behind their own higher bid is refused.
    const lower = outcomes.flatMap(codes);
    expect(new Set(lower)).toEqual(new Set(lower.length === 0 ? [] : ['INVALID_INPUT']));
    expect((await stored(campaign)).map(({ spent }) => spent)).toEqual(voters.map(() => 30));
    const { standing } = await campaignNow(stage, campaign.id);
    expect(standing.counts.map(({ ballots, weight }) => [ballots, weight])).toEqual([
      [0, 0],
      [100, 3_000],
      [0, 0],
    ]);
  });

  test('one key sent to two processes at once is one ballot and one answer', async () => {
    const campaign = await openCampaign(stage);
    const inputs = (await members(50)).map((member) => ballotFor(stage, campaign, member));
    const answers = await Promise.all(
      inputs.map((input) =>
        Promise.all([stage.groups, others].map((groups) => groups.submit(castBallot(input)))),
      ),
    );
    for (const [first, second] of answers) expect(second).toEqual(first);
    expect((await campaignNow(stage, campaign.id)).standing.ballots).toBe(50);
  });

  test('a ballot that is final is one of 20 that its member sends at once', async () => {
    const campaign = await openCampaign(stage, { changeable: false });
    const member = await stage.member();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => cast(stage, campaign, member, { at: at % 3 })),
    );
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 19 }, () => 'ALREADY_VOTED'));
    expect((await campaignNow(stage, campaign.id)).standing.ballots).toBe(1);
  });

  test('one key sent 50 times at once is one ballot and one answer', async () => {
    const campaign = await openCampaign(stage, { weighting: 'spent' });
    const input = ballotFor(stage, campaign, await stage.member(100), { points: 30 });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => stage.groups.submit(castBallot(input))),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect((await campaignNow(stage, campaign.id)).standing.counts[0]).toMatchObject({
      ballots: 1,
      weight: 30,
    });
  });

  test('points put in at once by many, and raised, are spent exactly once', async () => {
    const campaign = await openCampaign(stage, { weighting: 'spent' });
    const voters = await members(60, 100);
    const raises = [10, 60, 35, 120, 80].flatMap((points, turn) =>
      voters.map((member, at) => cast(stage, campaign, member, { at: (at + turn) % 3, points })),
    );
    const refused = new Set((await Promise.all(raises)).flatMap(codes));
    // 120 points nobody has; and whoever comes after a higher bid cannot take points out.
    expect([...refused].toSorted()).toEqual(['INSUFFICIENT_POINTS', 'INVALID_INPUT']);
    expect((await stored(campaign)).map(({ spent, weight }) => [spent, weight])).toEqual(
      voters.map(() => [80, 80]),
    );
    const { standing } = await campaignNow(stage, campaign.id);
    expect(sum(standing.counts.map((count) => count.weight))).toBe(60 * 80);
  });

  const closing = (campaign: Campaign) => {
    const operator = { actor: 'test', idempotencyKey: stage.key() };
    return closeCampaign({ programId: stage.programId, campaignId: campaign.id, operator });
  };

  test('who closes among 200 ballots decides on exactly those that were accepted', async () => {
    const campaign = await openCampaign(stage);
    const voters = await members(200);
    const all = (from: number, to: number) =>
      voters.slice(from, to).map((member) => cast(stage, campaign, member, { at: 1 }));
    const early = await Promise.all(all(0, 50));
    const racing = [...all(50, 100), stage.groups.submit(closing(campaign)), ...all(100, 150)];
    const twice = await Promise.all([others.submit(closing(campaign)), ...racing]);
    const late = await Promise.all(all(150, 200));
    expect(twice.filter((outcome) => 'closed' in outcome)).toHaveLength(1);
    const accepted = [...early, ...twice].filter((outcome) => 'ballotId' in outcome).length;
    expect(early.flatMap(codes)).toEqual([]);
    expect(late.flatMap(codes)).toEqual(late.map(() => 'INVALID_STATE'));
    const { standing } = await campaignNow(stage, campaign.id);
    expect([standing.state, standing.ballots]).toEqual(['closed', accepted]);
    expect(standing.winnerId).toBe(campaign.candidateIds[1]);
  });

  test('who closes between ballots that wait in one queue counts those before and none behind', async () => {
    const campaign = await openCampaign(stage);
    const voters = await members(200);
    const queue = stage.otherGroups({ workers: 1, maxGroup: 32 });
    const all = (from: number, to: number) =>
      voters
        .slice(from, to)
        .map((member) => queue.submit(castBallot(ballotFor(stage, campaign, member, { at: 2 }))));
    const waiting = [all(0, 110), [queue.submit(closing(campaign))], all(110, 200)] as const;
    const [before, , behind] = await Promise.all(waiting.map((outcomes) => Promise.all<object>(outcomes)));
    expect(before?.flatMap(codes)).toEqual([]);
    expect(behind?.flatMap(codes)).toEqual(Array.from({ length: 90 }, () => 'INVALID_STATE'));
    const { standing } = await campaignNow(stage, campaign.id);
    expect([standing.state, standing.ballots]).toEqual(['closed', 110]);
  });
});

/** Ended, with the winner decided and 5 ballots for it. */
async function closedCampaign(): Promise<Campaign> {
  const campaign = await openCampaign(stage);
  for (const member of await members(5)) await cast(stage, campaign, member, { at: 1 });
  await cast(stage, campaign, await stage.member(), { at: 0 });
  const operator = { actor: 'test', idempotencyKey: stage.key() };
  await stage.groups.submit(closeCampaign({ programId: stage.programId, campaignId: campaign.id, operator }));
  return campaignNow(stage, campaign.id);
}

class CutOff extends Error {}

/** A database whose n-th statement, counted over transactions and plain reads, is never sent. */
function cutOffAt(statement: number): { database: Database; sent: () => number } {
  let sent = 0;
  const count = () => {
    sent += 1;
    if (sent === statement) throw new CutOff();
  };
  const counted =
    (client: Queryable): Queryable['query'] =>
    (text, values) => {
      count();
      return client.query(text, values);
    };
  const orm = new Proxy(stage.database.orm, {
    get: (source, name): unknown =>
      name === 'transaction'
        ? (work: Parameters<typeof source.transaction>[1]) =>
            source.transaction((manager) => {
              const runner = manager.queryRunner;
              if (!runner) throw new Error('A transaction has a runner.');
              const query = runner.query.bind(runner);
              const watched: typeof runner.query = (...args: Parameters<typeof runner.query>) => {
                count();
                return query(...args);
              };
              runner.query = watched;
              return work(manager).finally(() => (runner.query = query));
            })
        : Reflect.get(source, name),
  });
  return { database: { ...stage.database, query: counted(stage.database), orm }, sent: () => sent };
}

async function delivered({ id }: Campaign) {
  const rewards = await stage.database.query<{ id: string }>(
    `SELECT r.id FROM reward r WHERE r.program_id = $1 AND r.handle LIKE (
       SELECT d.handle || '%' FROM vote_tally t JOIN vote_candidate d ON d.id = t.winner_id WHERE t.campaign_id = $2)`,
    [stage.programId, id],
  );
  const notices = await stage.database.query<{ member_id: string }>(
    'SELECT member_id FROM notice WHERE subject_id = $1',
    [id],
  );
  const { rewardId, standing } = await campaignNow(stage, id);
  return { rewards: rewards.map((row) => row.id), notices: notices.length, rewardId, state: standing.state };
}

describe('what follows the end', () => {
  test('is done once, though announcing was cut off at each of its statements', async () => {
    const campaign = await closedCampaign();
    let cuts = 0;
    for (let statement = 1; ; statement += 1) {
      const { database, sent } = cutOffAt(statement);
      const work = { ...votingWork(stage), database };
      const outcome = await announceWinner(work, campaign).then(
        () => 'done',
        (error: unknown) => error,
      );
      if (outcome === 'done') {
        expect(sent()).toBeLessThan(statement);
        break;
      }
      expect(outcome).toBeInstanceOf(CutOff);
      expect(await delivered(campaign)).toMatchObject({ rewards: [], rewardId: null, state: 'closed' });
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(8);
    const { rewards, rewardId, state } = await delivered(campaign);
    expect([rewards, state]).toEqual([[rewardId], 'announced']);
    expect(await announceWinner(votingWork(stage), campaign)).toBe(false);
  });

  test('is done once by two processes at once', async () => {
    const campaign = await closedCampaign();
    const work = votingWork(stage);
    const announced = await Promise.all([announceWinner(work, campaign), announceWinner(work, campaign)]);
    expect(announced.filter((done) => done)).toHaveLength(1);
    await Promise.all([noteVoters(work, campaign), noteVoters(work, campaign)]);
    const { rewards, notices, rewardId } = await delivered(campaign);
    expect([rewards, notices]).toEqual([[rewardId], 5]);
  });

  test('notes every voter once, though noting was cut off behind each portion', async () => {
    const campaign = await closedCampaign();
    await announceWinner(votingWork(stage), campaign);
    for (let statement = 1; ; statement += 1) {
      const { database } = cutOffAt(statement);
      const finished = await noteVoters({ ...votingWork(stage), database }, campaign).catch(() => null);
      if (finished === true) break;
      expect(statement).toBeLessThan(10);
    }
    expect(await delivered(campaign)).toMatchObject({ notices: 5 });
    await finishCampaigns(votingWork(stage));
    expect(await delivered(campaign)).toMatchObject({ notices: 5 });
  });

  test('notes every voter, also of a campaign in which thousands vote', async () => {
    const campaign = await openCampaign(stage);
    const voters = await stage.members(1_001);
    await Promise.all(
      voters.map((member) => stage.groups.submit(castBallot(ballotFor(stage, campaign, member)))),
    );
    stage.clock.set(campaign.endsAt.toISOString());
    await finishCampaigns(votingWork(stage));
    const [noted] = await stage.database.query<{ members: number; notices: number }>(
      `SELECT count(DISTINCT member_id)::int AS members, count(*)::int AS notices FROM notice WHERE subject_id = $1`,
      [campaign.id],
    );
    expect(noted).toEqual({ members: 1_001, notices: 1_001 });
  });
});
