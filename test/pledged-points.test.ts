import { expect, test } from 'vitest';
import { closePools } from '../server/src/crowdfunding/close-pools.js';
import { withdraw } from '../server/src/crowdfunding/withdraw.js';
import { expireDuePoints } from '../server/src/ledger/ledger.jobs.js';
import { dayMs, openPool, pledging, poolRow } from './crowdfunding-stage.js';
import { giving, openProject } from './donation-stage.js';
import { shareStage, stage } from './shared-stage.js';

/** Points that come due while they are pledged. */
shareStage({ workers: 4 });

const hourMs = 3_600_000;

/** So many lots that not all are read at first, all of them due within the hour, and one that is good for long. */
async function backer(due: number, good: number): Promise<string> {
  const now = stage.clock.now().getTime();
  const memberId = await stage.member();
  for (let lot = 1; lot <= due / 10; lot += 1) await stage.grant(memberId, 10, new Date(now + lot * 60_000));
  await stage.grant(memberId, good, new Date(now + 300 * dayMs));
  return memberId;
}

async function pointsOf(memberId: string): Promise<unknown> {
  await expireDuePoints(stage);
  const [row] = await stage.database.query(
    `SELECT posted, held FROM account WHERE owner_id = $1 AND kind = 'points'`,
    [memberId],
  );
  return row;
}

test('a pledge keeps them, can be raised with others, and is captured whole', async () => {
  const memberId = await backer(400, 100);
  const poolId = await openPool(stage, { target: 450 });
  await stage.groups.submit(pledging(stage, memberId, poolId, 390));
  stage.clock.forward(hourMs);
  expect(await pointsOf(memberId)).toEqual({ posted: 490, held: 390 });

  await stage.groups.submit(pledging(stage, memberId, poolId, 420));
  expect(await pointsOf(memberId)).toEqual({ posted: 490, held: 420 });
  const short = { refused: [{ code: 'INSUFFICIENT_POINTS', balance: 70, required: 71 }] };
  const projectId = await openProject(stage);
  expect(await stage.groups.submit(giving(stage, memberId, projectId, 71))).toEqual(short);
  expect(await stage.groups.submit(giving(stage, memberId, projectId, 70))).toMatchObject({ number: 1 });

  const last = await stage.member(30);
  expect(await stage.groups.submit(pledging(stage, last, poolId, 30))).toMatchObject({ reached: true });
  await closePools(stage);
  expect(await poolRow(stage, poolId)).toMatchObject({ state: 'completed', escrow: 450 });
  expect(await pointsOf(memberId)).toEqual({ posted: 0, held: 0 });
});

test('they expire when they are given back, and cannot be pledged again', async () => {
  const memberId = await backer(60, 40);
  const poolId = await openPool(stage);
  await stage.groups.submit(pledging(stage, memberId, poolId, 60));
  stage.clock.forward(hourMs);
  const { programId } = stage;
  const [back, again] = await Promise.all([
    stage.groups.submit(withdraw({ programId, memberId, poolId, idempotencyKey: stage.key() })),
    stage.groups.submit(pledging(stage, memberId, poolId, 60)),
  ]);
  expect(back).toHaveProperty('pledgeId');
  expect(again).toEqual({ refused: [{ code: 'INSUFFICIENT_POINTS', balance: 40, required: 60 }] });
  expect(await pointsOf(memberId)).toEqual({ posted: 40, held: 0 });
});

test('nothing is given, pledged or withdrawn from the very moment of the end', async () => {
  const end = new Date(stage.clock.now().getTime() + hourMs);
  const memberId = await stage.member(1_000);
  const [projectId, poolId] = [
    await openProject(stage, { endsAt: end }),
    await openPool(stage, { deadline: end }),
  ];
  stage.clock.forward(hourMs - 1);
  expect(await stage.groups.submit(giving(stage, memberId, projectId, 5))).toHaveProperty('donationId');
  expect(await stage.groups.submit(pledging(stage, memberId, poolId, 5))).toHaveProperty('pledgeId');
  stage.clock.forward(1);
  expect(await stage.groups.submit(giving(stage, memberId, projectId, 5))).toMatchObject({
    refused: [{ code: 'INVALID_STATE', state: 'closed' }],
  });
  expect(await stage.groups.submit(pledging(stage, memberId, poolId, 6))).toMatchObject({
    refused: [{ code: 'INVALID_STATE', state: 'failed' }],
  });
  const { programId } = stage;
  expect(
    await stage.groups.submit(withdraw({ programId, memberId, poolId, idempotencyKey: stage.key() })),
  ).toMatchObject({ refused: [{ code: 'INVALID_STATE', state: 'failed' }] });
});

test('what is due cannot be pledged before the job has come, though it is more than is read at first', async () => {
  const memberId = await backer(400, 100);
  const poolId = await openPool(stage);
  stage.clock.forward(hourMs);
  expect(await stage.groups.submit(pledging(stage, memberId, poolId, 101))).toEqual({
    refused: [{ code: 'INSUFFICIENT_POINTS', balance: 100, required: 101 }],
  });
});
