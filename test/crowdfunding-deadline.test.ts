import { beforeAll, describe, expect, test } from 'vitest';
import { dayMs, openPool, pledging, poolRow } from './crowdfunding-stage.js';
import { brokenInvariants } from './ledger-invariants.js';
import { heldAccount, killJobAt, runJobTwice } from './killed-job.js';
import { buildServer } from './server-process.js';
import { shareStage, stage } from './shared-stage.js';

const job = 'crowdfunding-close';
const backers = 300;

beforeAll(async () => {
  await buildServer();
}, 180_000);
shareStage({ workers: 4 });

async function fill(poolId: string, points: number): Promise<void> {
  const members = await stage.members(backers, points);
  const outcomes = await Promise.all(
    members.map((member) => stage.groups.submit(pledging(stage, member, poolId, points))),
  );
  expect(outcomes.filter((outcome) => 'refused' in outcome)).toEqual([]);
}

/** How the holds of a pool ended. */
async function resolutions(poolId: string): Promise<{ outcome: string; holds: number; count: number }[]> {
  return stage.database.query(
    `SELECT r.outcome, count(DISTINCT h.id)::int AS holds, count(*)::int AS count
       FROM hold h JOIN hold_resolution r ON r.hold_id = h.id WHERE h.subject_id = $1 GROUP BY r.outcome`,
    [poolId],
  );
}

/** Kills the closing behind some resolutions, in the middle of a group. */
async function killInTheMiddle(poolId: string): Promise<void> {
  const [late] = await stage.database.query<{ member_id: string }>(
    'SELECT member_id FROM pledge WHERE pool_id = $1 ORDER BY id OFFSET 100 LIMIT 1',
    [poolId],
  );
  await killJobAt(stage, job, heldAccount, [late?.member_id]);
  const [done] = await resolutions(poolId);
  expect(done?.count).toBeGreaterThanOrEqual(40);
  expect(done?.count).toBeLessThan(backers);
}

describe('a closing that is killed in the middle and done again twice at once', () => {
  test('gives every hold of a pool that failed back, each once', async () => {
    const poolId = await openPool(stage, { target: 1_000_000 });
    await fill(poolId, 7);
    stage.clock.forward(dayMs);
    await killInTheMiddle(poolId);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'failed' });
    expect(await brokenInvariants(stage.database)).toEqual([]);
    await runJobTwice(stage, job);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'released', unresolved: 0, escrow: 0 });
    expect(await resolutions(poolId)).toEqual([{ outcome: 'released', holds: backers, count: backers }]);
  });

  test('captures every hold of a full pool, each once, and draws once', async () => {
    const target = 7 * backers;
    const poolId = await openPool(stage, { target, allotment: 'draw', winners: 2 });
    await fill(poolId, 7);
    await killInTheMiddle(poolId);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'succeeded', won: 0 });
    expect(await brokenInvariants(stage.database)).toEqual([]);
    await runJobTwice(stage, job);
    expect(await poolRow(stage, poolId)).toMatchObject({
      state: 'completed',
      unresolved: 0,
      escrow: target,
      won: 2,
    });
    expect(await resolutions(poolId)).toEqual([{ outcome: 'captured', holds: backers, count: backers }]);
  });
});
