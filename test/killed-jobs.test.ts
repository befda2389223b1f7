import 'reflect-metadata';
import { beforeAll, describe, expect, test } from 'vitest';
import { closing, giving, openProject, settling, telling } from './donation-stage.js';
import { heldAccount, killJobAt, runJobTwice } from './killed-job.js';
import { buildServer } from './server-process.js';
import { campaignNow, cast, openCampaign } from './voting-stage.js';
import { shareStage, stage } from './shared-stage.js';

const count = 300;
const title = { zh: '银卡', en: 'Silver' };
/** The second version lets everybody with 500 rise. */
const rules = {
  tiers: [
    { version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: {} },
    {
      version: 2,
      effectiveFrom: '2026-11-20T00:00:00.000Z',
      rules: { tiers: [{ key: 'silver', title, from: 500, benefits: { birthdayPoints: 100 } }] },
    },
  ],
};

beforeAll(async () => {
  await buildServer();
}, 180_000);
shareStage({ workers: 4 });

const members = (many: number) => stage.members(many);

async function number(sql: string, values: readonly unknown[]): Promise<number> {
  const [row] = await stage.database.query<{ number: number }>(
    `SELECT count(*)::int AS number FROM ${sql}`,
    values,
  );
  return row?.number ?? -1;
}

/** How often these members were told of it, and how many of them. */
async function told(kind: string, ids: readonly string[]) {
  const these = 'notice WHERE kind = $1 AND member_id = ANY($2::uuid[])';
  const each = `(SELECT DISTINCT member_id FROM ${these}) AS each_of_them`;
  return { notices: await number(these, [kind, ids]), members: await number(each, [kind, ids]) };
}

/** Kills the job at one member behind many others; gives how many it has told by then. */
async function killInTheMiddle(job: string, kind: string, ids: readonly string[]): Promise<number> {
  await killJobAt(stage, job, heldAccount, [ids.toSorted()[150]]);
  const { notices } = await told(kind, ids);
  expect(notices).toBeGreaterThanOrEqual(40);
  expect(notices).toBeLessThan(count);
  return notices;
}

const everybodyOnce = { notices: count, members: count };

describe('a job that is killed in the middle and done again twice at once', () => {
  test('reviews every member once', async () => {
    const ids = await members(count);
    await stage.database.query(
      `UPDATE member_tier SET tier = 'gold', since = '2025-11-22', valid_until = '2026-11-22'
        WHERE member_id = ANY($1::uuid[])`,
      [ids],
    );
    const landed = `member_tier WHERE member_id = ANY($1::uuid[]) AND tier = 'silver' AND valid_until = '2027-11-22'`;
    const notices = await killInTheMiddle('tier-review', 'tier_dropped', ids);
    expect(await number(landed, [ids])).toBe(notices);
    await runJobTwice(stage, 'tier-review');
    expect(await number(landed, [ids])).toBe(count);
    expect(await told('tier_dropped', ids)).toEqual(everybodyOnce);
  });

  test('tells every member of the sprint once', async () => {
    const ids = await members(count);
    await stage.database.query(
      `UPDATE member_tier SET tier = 'gold', since = '2025-12-01', valid_until = '2026-12-01'
        WHERE member_id = ANY($1::uuid[])`,
      [ids],
    );
    await killInTheMiddle('tier-review', 'tier_sprint', ids);
    await runJobTwice(stage, 'tier-review');
    expect(await told('tier_sprint', ids)).toEqual(everybodyOnce);
  });

  test('lifts every member by new rules once', async () => {
    const ids = await members(count);
    await stage.database.query(
      `UPDATE member_tier SET months = '{"2026-11": [100000, 0]}' WHERE member_id = ANY($1::uuid[])`,
      [ids],
    );
    await stage.database.query('UPDATE program SET rules = $2::jsonb WHERE id = $1', [
      stage.programId,
      JSON.stringify(rules),
    ]);
    const lifted = `member_tier WHERE member_id = ANY($1::uuid[]) AND tier = 'silver' AND rules_version = 2`;
    const notices = await killInTheMiddle('tier-rules', 'tier_raised', ids);
    expect(await number(lifted, [ids])).toBe(notices);
    await runJobTwice(stage, 'tier-rules');
    expect(await number(lifted, [ids])).toBe(count);
    expect(await told('tier_raised', ids)).toEqual(everybodyOnce);
  });

  test('tells every member of rules to come once', async () => {
    const ids = await members(count);
    await stage.database.query(
      `UPDATE member_tier SET tier = 'silver', since = '2026-01-01', valid_until = '2027-01-01'
        WHERE member_id = ANY($1::uuid[])`,
      [ids],
    );
    const [first] = rules.tiers;
    const announcedAt = '2026-11-21T00:00:00.000Z';
    const effectiveFrom = '2026-11-30T00:00:00.000Z';
    const worse = { version: 2, announcedAt, effectiveFrom, rules: { validityMonths: 6 } };
    await stage.database.query('UPDATE program SET rules = $2::jsonb WHERE id = $1', [
      stage.programId,
      JSON.stringify({ tiers: [first, worse] }),
    ]);
    // It comes to stand still at the first of them, before the portion of the last.
    await killJobAt(
      stage,
      'tier-rules-told',
      `INSERT INTO notice (id, program_id, member_id, kind, subject_id, occasion, facts, at)
       VALUES ($1, $2, $3, 'tier_rules', $2, $4, '{}', now())`,
      [stage.newId(), stage.programId, ids.toSorted()[0], announcedAt],
    );
    // PostgreSQL does not see that nobody waits for the statement any more, and does it once it can.
    const notices = async () => (await told('tier_rules', ids)).notices;
    await expect.poll(notices).toBeGreaterThan(0);
    expect(await notices()).toBeLessThan(count);
    await runJobTwice(stage, 'tier-rules-told');
    expect(await told('tier_rules', ids)).toEqual(everybodyOnce);
    await stage.database.query('UPDATE program SET rules = $2::jsonb WHERE id = $1', [
      stage.programId,
      JSON.stringify(rules),
    ]);
  });

  test('gives every member one gift for a birthday', async () => {
    const ids = await members(count);
    await stage.database.query(`UPDATE member SET birthday = '11-22' WHERE id = ANY($1::uuid[])`, [ids]);
    await stage.database.query(
      `UPDATE member_tier SET tier = 'silver', since = '2026-01-01', valid_until = '2027-01-01'
        WHERE member_id = ANY($1::uuid[])`,
      [ids],
    );
    const gifts = `transfer WHERE reason = 'birthday' AND amount = 100 AND credit_owner = ANY($1::uuid[])`;
    const notices = await killInTheMiddle('tier-birthdays', 'birthday_gift', ids);
    expect(await number(gifts, [ids])).toBe(notices);
    await runJobTwice(stage, 'tier-birthdays');
    expect(await number(gifts, [ids])).toBe(count);
    expect(await told('birthday_gift', ids)).toEqual(everybodyOnce);
  });
});

describe('the job of good causes that is killed', () => {
  test('while it closes what is over, closes each project once', async () => {
    const endsAt = new Date(stage.clock.now().getTime() + 1_000);
    const ids: string[] = [];
    for (let nth = 0; nth < 24; nth += 1) ids.push(await openProject(stage, { endsAt }));
    stage.clock.set(endsAt);
    const these = 'donation_tally WHERE project_id = ANY($1::uuid[])';
    const held = 'SELECT FROM donation_tally WHERE project_id = $1 FOR UPDATE';
    await killJobAt(stage, 'donation-close', held, [ids.toSorted()[12]]);
    const closed = await number(`${these} AND state = 'closed'`, [ids]);
    expect(closed).toBeGreaterThan(0);
    expect(closed).toBeLessThan(ids.length);
    await runJobTwice(stage, 'donation-close');
    // Each change of what has an end takes two versions: one change each.
    expect(await number(`${these} AND state = 'closed' AND version = 3`, [ids])).toBe(ids.length);
  });

  test('while it tells donors, tells each of them once of each thing', async () => {
    const projectId = await openProject(stage);
    const ids = await stage.members(20, 10);
    await Promise.all(ids.map((id) => stage.groups.submit(giving(stage, id, projectId, 10))));
    await stage.groups.submit(closing(stage, projectId));
    expect(await stage.groups.submit(settling(stage, projectId))).toHaveProperty('points', 200);
    expect(await stage.groups.submit(telling(stage, projectId))).toHaveProperty('newsId');
    await killJobAt(
      stage,
      'donation-tell',
      `INSERT INTO notice (id, program_id, member_id, kind, subject_id, occasion, facts, at)
       VALUES ($1, $2, $3, 'donation_settled', $4, '', '{}', now())`,
      [stage.newId(), stage.programId, ids[7], projectId],
    );
    const untold = 'donation_settlement WHERE project_id = $1 AND noted_at IS NULL';
    expect(await number(untold, [projectId])).toBe(1);
    await runJobTwice(stage, 'donation-tell');
    expect(await number(untold, [projectId])).toBe(0);
    for (const kind of ['donation_settled', 'donation_news'])
      expect(await told(kind, ids)).toEqual({ notices: ids.length, members: ids.length });
  });
});

describe('the end of a campaign whose job is killed', () => {
  const voters = 20;
  const rewards = (id: string) => number('vote_campaign WHERE id = $1 AND reward_id IS NOT NULL', [id]);
  const made = () => number('reward WHERE program_id = $1', [stage.programId]);

  async function endedCampaign() {
    const campaign = await openCampaign(stage);
    const ids = await members(voters);
    await Promise.all(ids.map((member) => cast(stage, campaign, member, { at: 1 })));
    stage.clock.set(campaign.endsAt);
    return { id: campaign.id, ids };
  }

  test('before its winner is a reward, makes it one once', async () => {
    const { id, ids } = await endedCampaign();
    const before = await made();
    await killJobAt(stage, 'voting-finish', 'SELECT FROM program WHERE id = $1 FOR UPDATE', [
      stage.programId,
    ]);
    expect((await campaignNow(stage, id)).standing.state).toBe('closed');
    expect([await rewards(id), await made()]).toEqual([0, before]);
    await runJobTwice(stage, 'voting-finish');
    expect((await campaignNow(stage, id)).standing.state).toBe('announced');
    expect([await rewards(id), await made()]).toEqual([1, before + 1]);
    expect(await told('vote_won', ids)).toEqual({ notices: voters, members: voters });
  });

  test('while its voters are noted, notes each of them once', async () => {
    const { id, ids } = await endedCampaign();
    await killJobAt(
      stage,
      'voting-finish',
      `INSERT INTO notice (id, program_id, member_id, kind, subject_id, occasion, facts, at)
       VALUES ($1, $2, $3, 'vote_won', $4, '', '{}', now())`,
      [stage.newId(), stage.programId, ids[7], id],
    );
    expect(await rewards(id)).toBe(1);
    const before = await made();
    await runJobTwice(stage, 'voting-finish');
    expect(await told('vote_won', ids)).toEqual({ notices: voters, members: voters });
    expect(await made()).toBe(before);
  });
});
