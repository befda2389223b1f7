import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import type { Exchange } from '../server/src/exchange/exchange.rows.js';
import { fulfil } from '../server/src/exchange/fulfil.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { refund } from '../server/src/exchange/refund.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

const rules = { timeZone: 'Asia/Shanghai', refundGraceDays: 30 };

async function exchanged(...variantIds: string[]): Promise<Exchange> {
  const memberId = await stage.member(100);
  const lines = variantIds.map((variantId) => ({ variantId, quantity: 2, pricePlanId: null }));
  const redemption = redeem({ ...stage.redeem(memberId, ''), lines });
  const made = redemption.made(await stage.groups.submit(redemption));
  if (made === null) throw new Error('It was refused.');
  return made;
}

async function stored({ programId, id }: Exchange): Promise<Exchange | undefined> {
  const [found] = await findExchanges(stage.database, programId, [id]);
  return found;
}

/** How many lines the row of the exchange has itself, how many are stored apart from it, and how many everybody sees. */
async function places({ id }: Exchange) {
  const [row] = await stage.database.query<{ own: number; apart: number; all: number }>(
    `SELECT num_nonnulls(variant_id) AS own, (SELECT count(*) FROM bundle_line WHERE exchange_id = e.id) AS apart,
            (SELECT count(*) FROM exchange_line WHERE exchange_id = e.id) AS all
       FROM exchange e WHERE id = $1`,
    [id],
  );
  return row;
}

/** Puts the only line where it was stored when no exchange had one of its own. */
async function asBefore({ id }: Exchange): Promise<void> {
  await stage.database.transaction(async (client) => {
    await client.query(
      'INSERT INTO bundle_line SELECT (jsonb_populate_record(NULL::bundle_line, to_jsonb(l))).* FROM exchange_line l WHERE exchange_id = $1',
      [id],
    );
    await client.query(
      `UPDATE exchange SET reward_id = NULL, variant_id = NULL, price_plan_id = NULL, kind = NULL, title = NULL, quantity = NULL,
              unit_points = NULL, list_points = NULL, unit_cash_minor = NULL, limit_starts_on = NULL, batch_started_on = NULL,
              delivered_at = NULL WHERE id = $1`,
      [id],
    );
  });
}

async function handOver(made: Exchange): Promise<void> {
  await stage.groups.submit(
    fulfil({
      exchange: made,
      idempotencyKey: stage.key(),
      actor: 'test',
      carrier: null,
      trackingNumber: null,
      ...rules,
    }),
  );
}

describe('the lines of an exchange', () => {
  it('of one line are in its own row, of several apart from it, and read alike', async () => {
    const [cup, beans] = [await stage.variant({ points: 10 }), await stage.variant({ points: 20 })];
    const [single, bundle] = [await exchanged(cup), await exchanged(cup, beans)];
    expect(await places(single)).toEqual({ own: 1, apart: 0, all: 1 });
    expect(await places(bundle)).toEqual({ own: 0, apart: 2, all: 2 });
    for (const made of [single, bundle]) expect((await stored(made))?.lines).toEqual(made.lines);
  });

  it.each([
    ['its own row', { bundled: false, before: false }],
    ['rows apart', { bundled: true, before: false }],
    ['a row apart, as of one line before', { bundled: false, before: true }],
  ])('are delivered once and taken back from %s', async (_, { bundled, before }) => {
    const variantId = await stage.variant({ points: 10, onHand: 9 });
    const made = bundled
      ? await exchanged(variantId, await stage.variant({ points: 20 }))
      : await exchanged(variantId);
    if (before) await asBefore(made);
    await handOver(made);
    const delivered = (await stored(made))?.lines.map((line) => line.deliveredAt);
    expect(delivered).toEqual(made.lines.map(() => stage.clock.now()));
    expect(await places(made)).toMatchObject({ all: made.lines.length });
    stage.clock.forward(60_000);
    await stage.groups.submit(
      refund({
        exchange: made,
        idempotencyKey: stage.key(),
        actor: 'test',
        restock: true,
        note: null,
        rules,
      }),
    );
    const refunded = await stored(made);
    expect(refunded?.state).toBe('refunded');
    expect(refunded?.lines.map((line) => line.deliveredAt)).toEqual(delivered);
  });
});
