import 'reflect-metadata';
import { beforeAll, describe, expect, test } from 'vitest';
import { closePools } from '../server/src/crowdfunding/close-pools.js';
import { listDueDraws } from '../server/src/crowdfunding/closing.queries.js';
import { resolve } from '../server/src/crowdfunding/resolve.js';
import { withdraw } from '../server/src/crowdfunding/withdraw.js';
import type { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { openPool, pledging, poolRow } from './crowdfunding-stage.js';
import { brokenInvariants } from './ledger-invariants.js';
import { shareStage, stage } from './shared-stage.js';

shareStage({ workers: 4 });

/** The groups of another process. */
let others: GroupCommit;
beforeAll(async () => {
  others = stage.otherGroups();
});

const codes = (outcome: object) =>
  'refused' in outcome && Array.isArray(outcome.refused)
    ? outcome.refused.map((r: { code: string }) => r.code)
    : [];

const noId = '00000000-0000-0000-0000-000000000000';
const members = (count: number, points: number) => stage.members(count, points);

async function heldOf(ids: readonly string[]): Promise<number> {
  const sql = `SELECT coalesce(sum(held), 0)::bigint AS held FROM account WHERE owner_id = ANY($1::uuid[])`;
  const [row] = await stage.database.query<{ held: number }>(sql, [ids]);
  return row?.held ?? -1;
}

describe('500 members at once', () => {
  test.each(['one process', 'two processes'])(
    'who want the last points capture exactly the target, from %s',
    async (from) => {
      const poolId = await openPool(stage, { target: 10_000, least: 100 });
      const early = await members(9, 1_000);
      for (const member of early) await stage.groups.submit(pledging(stage, member, poolId, 1_000));
      const late = await members(500, 100);
      const groups = from === 'one process' ? [stage.groups, stage.groups] : [stage.groups, others];
      const outcomes = await Promise.all(
        late.map((member, at) => (groups[at % 2] ?? others).submit(pledging(stage, member, poolId, 100))),
      );
      expect(outcomes.filter((outcome) => 'pledgeId' in outcome)).toHaveLength(10);
      expect(outcomes.filter((outcome) => 'reached' in outcome && outcome.reached)).toHaveLength(1);
      expect(outcomes.flatMap(codes)).toEqual(Array.from({ length: 490 }, () => 'TARGET_REACHED'));
      expect(await poolRow(stage, poolId)).toMatchObject({ state: 'succeeded', pledged: 10_000, escrow: 0 });
      expect(await brokenInvariants(stage.database)).toEqual([]);
      await Promise.all([closePools(stage), closePools({ ...stage, groups: others })]);
      expect(await poolRow(stage, poolId)).toMatchObject({
        state: 'completed',
        unresolved: 0,
        escrow: 10_000,
        backers: 19,
      });
      expect(await heldOf([...early, ...late])).toBe(0);
    },
  );

  test.each(['one process', 'two processes'])(
    'who have pledged and raise for the last points capture exactly the target, from %s',
    async (from) => {
      const target = 500 * 10 + 100;
      const poolId = await openPool(stage, { target });
      const backers = await members(500, 30);
      const groups = from === 'one process' ? [stage.groups, stage.groups] : [stage.groups, others];
      const all = (points: number) =>
        Promise.all(
          backers.map((member, at) =>
            (groups[at % 2] ?? others).submit(pledging(stage, member, poolId, points)),
          ),
        );
      expect((await all(10)).flatMap(codes)).toEqual([]);
      const outcomes = await all(20);
      expect(outcomes.filter((outcome) => 'pledgeId' in outcome)).toHaveLength(10);
      expect(new Set(outcomes.flatMap(codes))).toEqual(new Set(['TARGET_REACHED']));
      expect(await poolRow(stage, poolId)).toMatchObject({
        state: 'succeeded',
        pledged: target,
        backers: 500,
      });
      expect(await brokenInvariants(stage.database)).toEqual([]);
      await Promise.all([closePools(stage), closePools({ ...stage, groups: others })]);
      expect(await poolRow(stage, poolId)).toMatchObject({ state: 'completed', escrow: target });
      expect(await heldOf(backers)).toBe(0);
    },
  );

  test('who come and go leave what their last answers say', async () => {
    const poolId = await openPool(stage, { target: 100_000 });
    const backers = await members(500, 100);
    const back = (memberId: string) =>
      withdraw({ programId: stage.programId, memberId, poolId, idempotencyKey: stage.key() });
    await Promise.all(
      backers.flatMap((member) => [
        stage.groups.submit(pledging(stage, member, poolId, 10)),
        others.submit(pledging(stage, member, poolId, 30)),
        stage.groups.submit(back(member)),
      ]),
    );
    const pledges = await stage.database.query<{ points: number; state: string }>(
      'SELECT points, state FROM pledge WHERE pool_id = $1',
      [poolId],
    );
    const held = pledges.filter(({ state }) => state === 'held').reduce((sum, { points }) => sum + points, 0);
    expect(await poolRow(stage, poolId)).toMatchObject({ pledged: held });
    expect(await heldOf(backers)).toBe(held);
  });
});

describe('one member', () => {
  test('who raises in one group holds what was asked last', async () => {
    const poolId = await openPool(stage);
    const member = await stage.member(100);
    let transactions = 0;
    const { commandPool } = stage.database;
    const alone = stage.otherGroups({
      workers: 1,
      pool: {
        connect() {
          transactions += 1;
          return commandPool.connect();
        },
      },
    });
    const outcomes = await Promise.all(
      [10, 40, 40, 100, 101].map((points) => alone.submit(pledging(stage, member, poolId, points))),
    );
    expect(outcomes.flatMap(codes)).toEqual(['INVALID_INPUT', 'INSUFFICIENT_POINTS']);
    // A group that contradicts itself is done again one by one, and then the result is right all the same.
    expect(transactions).toBe(1);
    expect(await poolRow(stage, poolId)).toMatchObject({ pledged: 100, backers: 1 });
    expect(await heldOf([member])).toBe(100);
  });

  test('who sends one key 50 times pledges once and gets one answer', async () => {
    const poolId = await openPool(stage);
    const member = await stage.member(1_000);
    const idempotencyKey = stage.key();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () =>
        stage.groups.submit(pledging(stage, member, poolId, 10, { idempotencyKey })),
      ),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await poolRow(stage, poolId)).toMatchObject({ pledged: 10, backers: 1 });
  });
});

describe('a member of another brand', () => {
  test('pledges nothing to what is not theirs', async () => {
    const poolId = await openPool(stage);
    const member = await stage.member(10);
    const programId = stage.otherProgramId;
    const outcome = await stage.groups.submit(pledging(stage, member, poolId, 1, { programId }));
    expect(codes(outcome)).toEqual(['NOT_FOUND']);
  });
});

describe('closing', () => {
  test('draws once, though many do it at once', async () => {
    const poolId = await openPool(stage, { target: 500, allotment: 'draw', winners: 3 });
    const backers = await members(50, 10);
    await Promise.all(backers.map((member) => stage.groups.submit(pledging(stage, member, poolId, 10))));
    await Promise.all([closePools(stage), closePools({ ...stage, groups: others }), closePools(stage)]);
    await closePools(stage);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'completed', escrow: 500, won: 3 });
  });

  test('draws when every pledge is captured, and not from those that are captured so far', async () => {
    const { database, programId } = stage;
    const poolId = await openPool(stage, { target: 30, allotment: 'draw', winners: 1 });
    const backers = await members(3, 10);
    for (const member of backers) await stage.groups.submit(pledging(stage, member, poolId, 10));
    const due = async () => (await listDueDraws(database, { only: poolId, behind: noId, limit: 10 })).length;
    for (const memberId of backers) {
      expect(await due()).toBe(0);
      await stage.groups.submit(resolve({ programId, poolId, memberId }));
    }
    expect(await due()).toBe(1);
    await closePools(stage);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'completed', escrow: 30, won: 1 });
  });

  test('needs no backers', async () => {
    const poolId = await openPool(stage);
    stage.clock.forward(86_400_000);
    await closePools(stage);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'released' });
  });
});
