import { describe, expect, test } from 'vitest';
import { readProgress } from '../server/src/donation/donation.queries.js';
import { give } from '../server/src/donation/give.js';
import { anchor, closing, giving, openProject, settling } from './donation-stage.js';
import { lockWaits } from './lock-waits.js';
import { shareStage, stage } from './shared-stage.js';

shareStage({ workers: 4 });

const codes = (outcome: object) =>
  'refused' in outcome && Array.isArray(outcome.refused)
    ? outcome.refused.map((r: { code: string }) => r.code)
    : [];

const members = (count: number, points: number) => stage.members(count, points);

async function numbers(projectId: string): Promise<number[]> {
  const sql = 'SELECT number FROM donation WHERE project_id = $1 ORDER BY number';
  return (await stage.database.query<{ number: number }>(sql, [projectId])).map((row) => row.number);
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

async function progress(projectId: string) {
  const [row] = await readProgress(stage.database, [projectId]);
  if (row === undefined) throw new Error('The project is not there.');
  return row;
}

const waiting = () => lockWaits(stage.database);

describe('500 members at once', () => {
  test('fill the bar by exactly what they give, with receipts in one row', async () => {
    const projectId = await openProject(stage, { goal: 4_000 });
    const outcomes = await Promise.all(
      (await members(500, 10)).map((member) => stage.groups.submit(giving(stage, member, projectId, 10))),
    );
    expect(outcomes.flatMap(codes)).toEqual([]);
    expect(await progress(projectId)).toMatchObject({ raised: 5_000, gifts: 500, donors: 500 });
    expect(await numbers(projectId)).toEqual(upTo(500));
  });

  test('who want the last points of a project that stops reach its goal exactly', async () => {
    const projectId = await openProject(stage, { goal: 1_000, overFunding: 'stop' });
    const outcomes = await Promise.all(
      (await members(500, 10)).map((member) => stage.groups.submit(giving(stage, member, projectId, 10))),
    );
    expect(outcomes.filter((outcome) => 'donationId' in outcome)).toHaveLength(100);
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 400 }, () => 'TARGET_REACHED'));
    expect(await progress(projectId)).toMatchObject({ raised: 1_000, gifts: 100, donors: 100 });
    expect(await numbers(projectId)).toEqual(upTo(100));
  });
});

describe('one member', () => {
  test('who gives 50 times at once is one donor, and never below zero', async () => {
    const projectId = await openProject(stage);
    const member = await stage.member(205);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => stage.groups.submit(giving(stage, member, projectId, 10))),
    );
    expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 30 }, () => 'INSUFFICIENT_POINTS'));
    expect(await progress(projectId)).toMatchObject({ raised: 200, gifts: 20, donors: 1 });
  });

  test('who sends one key 50 times gives once and gets one answer', async () => {
    const projectId = await openProject(stage);
    const member = await stage.member(1_000);
    const input = {
      programId: stage.programId,
      memberId: member,
      projectId,
      points: 10,
      anonymous: false,
      scoring: stage.scoring,
      anchor,
      idempotencyKey: stage.key(),
    };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => stage.groups.submit(give(input))));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await progress(projectId)).toMatchObject({ raised: 10, gifts: 1 });
    expect(codes(await stage.groups.submit(give({ ...input, points: 11 })))).toEqual([
      'IDEMPOTENCY_CONFLICT',
    ]);
  });
});

describe('closing and settling while members give', () => {
  test('pays out once everything that was accepted, and takes nothing more', async () => {
    const projectId = await openProject(stage);
    const givers = await members(100, 10);
    await stage.groups.submit(giving(stage, givers[0] ?? '', projectId, 1));
    const [outcomes, settled] = await Promise.all([
      Promise.all(givers.map((member) => stage.groups.submit(giving(stage, member, projectId, 5)))),
      stage.groups
        .submit(closing(stage, projectId))
        .then(() =>
          Promise.all([
            stage.groups.submit(settling(stage, projectId)),
            stage.groups.submit(settling(stage, projectId)),
          ]),
        ),
    ]);
    const given = 1 + 5 * outcomes.filter((outcome) => 'donationId' in outcome).length;
    expect(settled.flatMap(codes)).toEqual(['INVALID_STATE']);
    expect(settled).toContainEqual({ projectId, points: given });
    expect(new Set(outcomes.flatMap(codes))).toEqual(given === 501 ? new Set() : new Set(['INVALID_STATE']));
    expect(await progress(projectId)).toMatchObject({ raised: given, state: 'settled' });
  });

  test('leaves closed what another process was giving to at that moment', async () => {
    const projectId = await openProject(stage);
    const member = await stage.member(10);
    const holding = await stage.database.pool.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT 1 FROM donation_tally WHERE project_id = $1 FOR UPDATE', [projectId]);
    const closed = stage.groups.submit(closing(stage, projectId));
    await expect.poll(waiting).toBe(1);
    const given = stage.otherGroups().submit(giving(stage, member, projectId, 5));
    await expect.poll(waiting).toBe(2);
    await holding.query('COMMIT');
    holding.release();
    await Promise.all([closed, given]);
    expect(await progress(projectId)).toMatchObject({ state: 'closed' });
  });
});

describe('a member of another brand', () => {
  test('gives nothing to what is not theirs', async () => {
    const projectId = await openProject(stage);
    const member = await stage.member(10);
    const programId = stage.otherProgramId;
    const outcome = await stage.groups.submit(giving(stage, member, projectId, 1, { programId }));
    expect(codes(outcome)).toEqual(['NOT_FOUND']);
  });

  test('opens no account by giving to what does not exist', async () => {
    const [member, nothing] = [await stage.member(10), stage.newId()];
    expect(codes(await stage.groups.submit(giving(stage, member, nothing, 1)))).toEqual(['NOT_FOUND']);
    expect(await stage.database.query('SELECT FROM account WHERE owner_id = $1', [nothing])).toEqual([]);
  });
});
