import { describe, expect, it } from 'vitest';
import { closePools } from '../server/src/crowdfunding/close-pools.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { expireDuePoints } from '../server/src/ledger/ledger.jobs.js';
import { LedgerBook } from '../server/src/ledger/ledger.book.js';
import type { Command, Outcome } from '../server/src/platform/group-commit/command.js';
import { dayMs, openPool, pledging } from './crowdfunding-stage.js';
import { giving, openProject } from './donation-stage.js';
import { shareStage, stage } from './shared-stage.js';

/** Whoever checks in every day has many small lots, of which a group reads a few at first. */
shareStage();

const lots = 60;

/** With one point a lot, each a day longer valid than the one before. */
async function collector(): Promise<string> {
  const memberId = await stage.member(0);
  const now = stage.clock.now().getTime();
  await Promise.all(
    Array.from({ length: lots }, (_, nth) => stage.grant(memberId, 1, new Date(now + (10 + nth) * dayMs))),
  );
  return memberId;
}

/** How many lots are still open, and the earliest expiry among them in days from `since`. */
async function openLots(memberId: string, since: Date): Promise<{ open: number; first: number }> {
  const rows = await stage.database.query<{ expires_at: Date }>(
    'SELECT expires_at FROM lot WHERE owner_id = $1 AND open ORDER BY expires_at',
    [memberId],
  );
  const first = rows[0]?.expires_at.getTime() ?? 0;
  return { open: rows.length, first: Math.round((first - since.getTime()) / dayMs) };
}

/** How many lots of a member an exchange is decided on when this many points are said to be its price. */
async function lotsSeen(memberId: string, variantId: string, points: number): Promise<number> {
  let seen = 0;
  const command = redeem(stage.redeem(memberId, variantId, { expectedTotal: { points, cash: null } }));
  await stage.groups.submit<Outcome>({
    ...command,
    decide(books) {
      seen = books.book(LedgerBook).lotsOf(memberId).length;
      return command.decide(books);
    },
  });
  return seen;
}

/** Submits it and says in how many tries it was decided. */
async function triesOf<Result extends Outcome>(command: Command<Result>): Promise<number> {
  let tries = 0;
  const outcome = await stage.groups.submit({
    ...command,
    decide(books) {
      tries += 1;
      return command.decide(books);
    },
  });
  expect(outcome).not.toHaveProperty('refused');
  return tries;
}

describe('points out of very many lots', () => {
  it('are spent at the first try, the earliest first, whether or not a total is expected', async () => {
    const [memberId, since] = [await collector(), stage.clock.now()];
    const variantId = await stage.variant({ points: 25 });
    const asked = stage.redeem(memberId, variantId);
    expect(await triesOf(redeem({ ...asked, expectedTotal: { points: 25, cash: null } }))).toBe(1);
    expect(await openLots(memberId, since)).toEqual({ open: 35, first: 35 });
    expect(await triesOf(redeem(stage.redeem(memberId, variantId)))).toBe(1);
    expect(await openLots(memberId, since)).toEqual({ open: 10, first: 60 });
  });

  it('are given at the first try', async () => {
    const [memberId, since] = [await collector(), stage.clock.now()];
    expect(await triesOf(giving(stage, memberId, await openProject(stage), 50))).toBe(1);
    expect(await openLots(memberId, since)).toEqual({ open: 10, first: 60 });
  });

  it('are captured from a pledge, those first that came due meanwhile', async () => {
    const [memberId, since] = [await collector(), stage.clock.now()];
    const deadline = new Date(since.getTime() + 20 * dayMs);
    const poolId = await openPool(stage, { target: 50, deadline });
    await stage.groups.submit(pledging(stage, memberId, poolId, 40));
    stage.clock.forward(12.5 * dayMs);
    const last = await stage.member(10);
    expect(await stage.groups.submit(pledging(stage, last, poolId, 10))).toMatchObject({ reached: true });
    await closePools(stage);
    expect(await openLots(memberId, since)).toEqual({ open: 20, first: 50 });
  });

  it('expire all at once when they are due', async () => {
    const [memberId, since] = [await collector(), stage.clock.now()];
    stage.clock.forward(39.5 * dayMs);
    await expireDuePoints(stage);
    expect(await openLots(memberId, since)).toEqual({ open: 30, first: 40 });
  });

  it('are not read for whatever total a member says, once the price is known', async () => {
    const memberId = await collector();
    const variantId = await stage.variant({ points: 2 });
    expect(await lotsSeen(memberId, variantId, 2)).toBeLessThan(10);
    expect(await lotsSeen(memberId, variantId, 1e15)).toBeLessThan(10);
  });

  it('are not more than they are: a spend beyond the balance is refused with it', async () => {
    const memberId = await collector();
    const projectId = await openProject(stage);
    expect(await stage.groups.submit(giving(stage, memberId, projectId, 61))).toEqual({
      refused: [{ code: 'INSUFFICIENT_POINTS', balance: 60, required: 61 }],
    });
  });
});
