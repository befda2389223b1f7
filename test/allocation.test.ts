import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { cancel } from '../server/src/exchange/cancel.js';
import type { Exchange } from '../server/src/exchange/exchange.rows.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

const [soon, later] = [new Date('2027-01-01T00:00:00Z'), new Date('2027-02-01T00:00:00Z')];

/** A member with thirty points that expire soon and thirty that expire later. */
async function memberOfTwoLots(): Promise<string> {
  const memberId = await stage.member(0);
  await stage.grant(memberId, 30, soon);
  await stage.grant(memberId, 30, later);
  return memberId;
}

async function exchange(memberId: string, points: number): Promise<Exchange> {
  const redemption = redeem(stage.redeem(memberId, await stage.variant({ points })));
  const made = redemption.made(await stage.groups.submit(redemption));
  if (made === null) throw new Error('It was refused.');
  return made;
}

/** What the movement took from which of the two lots, and how much of that is stored apart from it. */
async function taken({ transferId }: Exchange) {
  return stage.database.query(
    `SELECT l.expires_at, a.amount, s.transfer_id IS NOT NULL AS apart
       FROM allocation a JOIN lot l ON l.id = a.lot_id
       LEFT JOIN split_allocation s ON s.transfer_id = a.transfer_id AND s.lot_id = a.lot_id
      WHERE a.transfer_id = $1 ORDER BY l.expires_at`,
    [transferId],
  );
}

const left = (memberId: string) =>
  stage.database.query('SELECT expires_at, remaining FROM lot WHERE owner_id = $1 ORDER BY expires_at', [
    memberId,
  ]);

const untouched = [
  { expires_at: soon, remaining: 30 },
  { expires_at: later, remaining: 30 },
];

const undone = (made: Exchange) =>
  stage.groups.submit(
    cancel({
      exchange: made,
      idempotencyKey: stage.key(),
      rules: { timeZone: 'Asia/Shanghai', refundGraceDays: 30 },
    }),
  );

describe('an exchange that is paid from one lot', () => {
  it('names the lot itself, and gives the points back to it', async () => {
    const memberId = await memberOfTwoLots();
    const made = await exchange(memberId, 20);
    expect(await taken(made)).toEqual([{ expires_at: soon, amount: 20, apart: false }]);
    await undone(made);
    expect(await left(memberId)).toEqual(untouched);
  });

  it('does so as well when it was stored before movements named their lots', async () => {
    const memberId = await memberOfTwoLots();
    const made = await exchange(memberId, 20);
    await asBefore(made);
    expect(await taken(made)).toEqual([{ expires_at: soon, amount: 20, apart: true }]);
    await undone(made);
    expect(await left(memberId)).toEqual(untouched);
  });
});

describe('an exchange that is paid from two lots', () => {
  it('has an allocation for each, and gives each its own back', async () => {
    const memberId = await memberOfTwoLots();
    const made = await exchange(memberId, 50);
    expect(await taken(made)).toEqual([
      { expires_at: soon, amount: 30, apart: true },
      { expires_at: later, amount: 20, apart: true },
    ]);
    await undone(made);
    expect(await left(memberId)).toEqual(untouched);
  });
});

/** Puts a movement into the form it had then; no movement is ever changed by the product. */
async function asBefore({ transferId }: Exchange): Promise<void> {
  await stage.database.transaction(async (client) => {
    await client.query('INSERT INTO split_allocation SELECT id, lot_id, amount FROM transfer WHERE id = $1', [
      transferId,
    ]);
    await client.query('ALTER TABLE transfer DISABLE TRIGGER transfer_append_only');
    await client.query('UPDATE transfer SET lot_id = NULL WHERE id = $1', [transferId]);
    await client.query('ALTER TABLE transfer ENABLE TRIGGER transfer_append_only');
  });
}
