import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { dayMs, openPool, pledging, poolRow } from './crowdfunding-stage.js';
import { brokenInvariants } from './ledger-invariants.js';
import { buildServer, start, type Started } from './server-process.js';
import { openStage, type WritePathStage } from './write-path-stage.js';

const closer = fileURLToPath(new URL('crowdfunding-closer.mjs', import.meta.url));
const backers = 300;

let stage: WritePathStage;
beforeAll(async () => {
  await buildServer();
  stage = await openStage({ workers: 4 });
});
afterEach(async () => {
  expect(await brokenInvariants(stage.database)).toEqual([]);
});
afterAll(() => stage.close());

function startCloser(): Started {
  const environment = { DATABASE_URL: stage.url, NOW: stage.clock.now().toISOString() };
  return start(environment, [closer]);
}

async function fill(poolId: string, points: number): Promise<void> {
  const members = await Promise.all(Array.from({ length: backers }, () => stage.member(points)));
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

/** Starts closing, stops it behind some resolutions on a row that is locked here, and kills it in the middle of a group. */
async function killInTheMiddle(poolId: string): Promise<void> {
  const client = new pg.Client({ connectionString: stage.url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `SELECT FROM account WHERE kind = 'points' AND owner_id = (
         SELECT member_id FROM pledge WHERE pool_id = $1 ORDER BY id OFFSET 100 LIMIT 1) FOR UPDATE`,
      [poolId],
    );
    const closing = startCloser();
    await vi.waitFor(
      async () => {
        const waiting = await stage.database.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        expect(waiting).not.toEqual([]);
      },
      { timeout: 20_000, interval: 20 },
    );
    closing.signal('SIGKILL');
    await closing.ended;
    const [done] = await resolutions(poolId);
    expect(done?.count).toBeGreaterThanOrEqual(40);
    expect(done?.count).toBeLessThan(backers);
  } finally {
    await client.query('ROLLBACK');
    await client.end();
  }
}

async function closeTwice(): Promise<void> {
  const closers = [startCloser(), startCloser()];
  for (const closing of closers) expect(await closing.ended).toMatchObject({ code: 0, errors: '' });
}

describe('a closing that is killed in the middle and done again twice at once', () => {
  test('gives every hold of a pool that failed back, each once', async () => {
    const poolId = await openPool(stage, { target: 1_000_000 });
    await fill(poolId, 7);
    stage.clock.forward(dayMs);
    await killInTheMiddle(poolId);
    expect(await poolRow(stage, poolId)).toMatchObject({ state: 'failed' });
    expect(await brokenInvariants(stage.database)).toEqual([]);
    await closeTwice();
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
    await closeTwice();
    expect(await poolRow(stage, poolId)).toMatchObject({
      state: 'completed',
      unresolved: 0,
      escrow: target,
      won: 2,
    });
    expect(await resolutions(poolId)).toEqual([{ outcome: 'captured', holds: backers, count: backers }]);
  });
});
