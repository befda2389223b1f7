import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { renewDueBatches } from '../server/src/catalog/renew-batches.js';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import { addCodes } from '../server/src/exchange/add-codes.js';
import { cancel } from '../server/src/exchange/cancel.js';
import { capture } from '../server/src/exchange/capture.js';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import { settleDuePayments } from '../server/src/exchange/exchange.jobs.js';
import type { Exchange } from '../server/src/exchange/exchange.rows.js';
import { fulfil } from '../server/src/exchange/fulfil.js';
import { openPayment, pay } from '../server/src/exchange/pay.js';
import { readPayments } from '../server/src/exchange/payment.queries.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { settlePayment } from '../server/src/exchange/settle-payment.js';
import { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { lockWaits } from './lock-waits.js';
import { TestClock } from './start-server.js';
import { shareStage, stage } from './shared-stage.js';
import { redeemed } from './write-path-stage.js';

shareStage({ workers: 1 });

const timeZone = 'Asia/Shanghai';
const rules = { timeZone, refundGraceDays: 30 };
const inDays = (days: number) => new Date(stage.clock.now().getTime() + days * 86_400_000);

async function find(exchangeId: string): Promise<Exchange> {
  const [found] = await findExchanges(stage.database, stage.programId, [exchangeId]);
  if (found === undefined) throw new Error('There is no such exchange.');
  return found;
}

const waiting = () => lockWaits(stage.database);

function openLots(memberId: string) {
  return stage.database.query<{ expires_at: Date; remaining: number }>(
    'SELECT expires_at, remaining FROM lot WHERE owner_id = $1 AND remaining > 0 ORDER BY expires_at',
    [memberId],
  );
}

describe('a cancel that was asked for before the payment was decided', () => {
  it.each(['one after the other', 'in one group'])(
    'and is decided after it gives the points back to their own lots, %s',
    async (how) => {
      const member = await stage.member();
      const expiry = inDays(3);
      await stage.grant(member, 100, expiry);
      const id = await redeemed(stage, member, await stage.variant({ points: 100, cashMinor: 990 }));
      const known = await find(id);
      const pay = () =>
        stage.groups.submit(capture({ exchange: known, idempotencyKey: stage.key(), timeZone }));
      const undo = () => stage.groups.submit(cancel({ exchange: known, idempotencyKey: stage.key(), rules }));
      if (how === 'in one group') await Promise.all([stage.grant(await stage.member(), 1), pay(), undo()]);
      else {
        await pay();
        await undo();
      }
      expect(await find(id)).toMatchObject({ state: 'cancelled' });
      expect(await openLots(member)).toEqual([{ expires_at: expiry, remaining: 100 }]);
    },
  );
});

describe('an exchange whose settlement ends while another command waits for it', () => {
  it('gets a version of its own for each change', async () => {
    const member = await stage.member(100);
    const id = await redeemed(stage, member, await stage.variant({ points: 100, cashMinor: 990 }));
    const known = await find(id);
    await stage.groups.submit(capture({ exchange: known, idempotencyKey: stage.key(), timeZone }));
    const before = await find(id);
    const settling = await stage.database.pool.connect();
    // The transaction of settlePayment, held open.
    await settling.query('BEGIN');
    await settling.query(`UPDATE payment SET state = 'captured' WHERE exchange_id = $1`, [id]);
    const texts = { carrier: null, trackingNumber: null };
    const command = { exchange: before, idempotencyKey: stage.key(), actor: 'test', ...texts, timeZone };
    const fulfilled = stage.groups.submit(fulfil(command));
    await expect
      .poll(async () => {
        const rows = await settling.query(
          'SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))',
        );
        return rows.rowCount;
      })
      .toBeGreaterThan(0);
    await settling.query('UPDATE exchange SET version = version + 1 WHERE id = $1', [id]);
    await settling.query('COMMIT');
    settling.release();
    await fulfilled;
    expect(await find(id)).toMatchObject({ state: 'fulfilled', version: before.version + 2 });
  });
});

describe('a payment that was let go before the provider knew of it', () => {
  it('cannot be authorised afterwards', async () => {
    const { payments } = stage;
    const member = await stage.member(100);
    const id = await redeemed(stage, member, await stage.variant({ points: 100, cashMinor: 990 }));
    const known = await find(id);
    await stage.groups.submit(cancel({ exchange: known, idempotencyKey: stage.key(), rules }));
    expect(await settlePayment(payments, id)).toBe(true);
    // A payment that was under way all the time goes on.
    const intentId = await openPayment(payments, { id, cash: { minor: 990, currency: 'CNY' } });
    expect(await payments.provider.authorise(intentId, 'test_ok')).toBe('declined');
  });
});

describe('a payment whose provider cannot be reached after the decision', () => {
  it('is answered as decided, and settled by the job when the provider is back', async () => {
    const { payments } = stage;
    const lost = {
      ...payments,
      provider: { ...payments.provider, capture: () => Promise.reject(new Error('unreachable')) },
    };
    const member = await stage.member(100);
    const exchangeId = await redeemed(stage, member, await stage.variant({ points: 100, cashMinor: 990 }));
    const input = { programId: stage.programId, memberId: member, exchangeId, timeZone };
    const outcome = await pay(lost, { ...input, idempotencyKey: stage.key(), paymentMethod: 'test_ok' });
    expect(outcome).toEqual({ exchangeId });
    expect(await find(exchangeId)).toMatchObject({ state: 'confirmed' });
    stage.clock.forward(3_600_000);
    await settleDuePayments(payments);
    expect(await readPayments(stage.database, [exchangeId])).toMatchObject([{ state: 'captured' }]);
  });
});

describe('two processes whose clocks differ', () => {
  it('do not give out more than a batch while one of them is still in the period before', async () => {
    const late = stage.otherGroups({ clock: new TestClock(new Date('2026-11-30T15:59:59.900Z')) });
    const early = stage.otherGroups({ clock: new TestClock(new Date('2026-11-30T16:00:00.100Z')) });
    const variantId = await stage.variant({ points: 1, batch: { size: 3, period: 'month' } });
    const member = await stage.member(100);
    const exchange = (groups: GroupCommit) => groups.submit(redeem(stage.redeem(member, variantId)));
    const outcomes: boolean[] = [];
    for (const groups of [early, early, late, early, late, early]) {
      outcomes.push('exchangeId' in (await exchange(groups)));
    }
    expect(outcomes).toEqual([true, true, true, false, false, false]);
  });
});

describe('a batch that an exchange has begun while the job was under way', () => {
  it('is not begun again by the job', async () => {
    const clock = new TestClock(new Date('2026-12-01T04:00:00Z'));
    const [first, second] = [stage.otherGroups({ clock }), stage.otherGroups({ clock })];
    const variantId = await stage.variant({ points: 1, batch: { size: 2, period: 'month' } });
    const member = await stage.member(100);
    const exchange = (groups: GroupCommit) => groups.submit(redeem(stage.redeem(member, variantId)));
    await exchange(stage.groups);
    const holding = await stage.database.pool.connect();
    await holding.query('BEGIN');
    await holding.query('SELECT 1 FROM stock WHERE variant_id = $1 FOR UPDATE', [variantId]);
    const begun = exchange(first);
    await expect.poll(waiting).toBe(1);
    const job = renewDueBatches({ database: stage.database, groups: second, clock });
    await expect.poll(waiting).toBe(2);
    await holding.query('COMMIT');
    holding.release();
    await Promise.all([begun, job]);
    expect(await exchange(first)).toHaveProperty('exchangeId');
    expect(await exchange(first)).toMatchObject({ refused: [{ code: 'OUT_OF_STOCK', available: 0 }] });
  });
});

describe('one order id that two processes are told of two members at once', () => {
  it('earns for the first, and is refused to the other', async () => {
    const holding = await stage.database.pool.connect();
    await holding.query('BEGIN');
    // Both may look whether the order is there, neither may write it.
    await holding.query('LOCK TABLE purchase IN SHARE MODE');
    const orderId = stage.key();
    const told = (await stage.members(2)).map((memberId) =>
      stage.otherGroups().submit(recordPurchase(stage.purchase(memberId, 10_000, { orderId }))),
    );
    await expect.poll(waiting).toBe(2);
    await holding.query('COMMIT');
    holding.release();
    const outcomes = await Promise.all(told);
    expect(outcomes.filter((outcome) => 'purchaseId' in outcome)).toHaveLength(1);
    expect(outcomes).toContainEqual({ refused: [{ code: 'IDEMPOTENCY_CONFLICT', key: orderId }] });
  });
});

describe('a process that stops in the middle of a transaction', () => {
  it('is given up by PostgreSQL, so that others get what it had locked', async () => {
    const member = await stage.member(100);
    const variantId = await stage.variant({ points: 1 });
    const halted = await stage.database.pool.connect();
    await halted.query('BEGIN');
    await halted.query('SELECT 1 FROM stock WHERE variant_id = $1 FOR UPDATE', [variantId]);
    await expect(redeemed(stage, member, variantId)).resolves.toEqual(expect.any(String));
    await expect(halted.query('SELECT 1')).rejects.toThrow(/connection/i);
    halted.release(true);
  });

  it('is given up in operators’ transactions too', async () => {
    const rows: unknown = await stage.database.orm.query('SHOW idle_in_transaction_session_timeout');
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '8s' }]);
  });
});

describe('commands', () => {
  it('do not wait for a crowd of readers', async () => {
    const { database } = stage;
    const member = await stage.member(100);
    const variantId = await stage.variant({ points: 1 });
    let readers = 40;
    const reading = Array.from({ length: readers }, () =>
      database.query('SELECT pg_sleep(0.1)').then(() => (readers -= 1)),
    );
    await stage.otherGroups({ pool: database.commandPool }).submit(redeem(stage.redeem(member, variantId)));
    expect(readers).toBeGreaterThan(20);
    await Promise.all(reading);
  });

  it('that add very many codes at once are not in each other’s way', async () => {
    const variantId = await stage.variant({ kind: 'virtual', codes: 0 });
    const added = await Promise.all(
      Array.from({ length: 4 }, (_, part) => {
        const codes = Array.from({ length: 10_000 }, (_code, at) => `${part}-${at}`);
        const { programId } = stage;
        return stage.groups.submit(
          addCodes({ programId, variantId, idempotencyKey: stage.key(), actor: 'test', codes }),
        );
      }),
    );
    expect(added).toEqual(Array.from({ length: 4 }, () => ({ added: 10_000 })));
  });
});

describe('a member with very many lots', () => {
  it('spends the earliest first, though later ones are at hand for another reason', async () => {
    const member = await stage.member();
    const expiries = Array.from({ length: 40 }, (_, at) => inDays(100 + at));
    for (const expiry of expiries) {
      stage.clock.forward(86_400_000);
      await stage.grant(member, 1, expiry);
    }
    const id = await redeemed(stage, member, await stage.variant({ points: 33, cashMinor: 990 }));
    const known = await find(id);
    await stage.groups.submit(capture({ exchange: known, idempotencyKey: stage.key(), timeZone }));
    expect((await openLots(member)).map((lot) => lot.expires_at)).toEqual(expiries.slice(33));
  });
});
