import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withdraw } from '../server/src/crowdfunding/withdraw.js';
import { resolve } from '../server/src/crowdfunding/resolve.js';
import { findPurchase } from '../server/src/earning/earning.queries.js';
import { grantPoints } from '../server/src/earning/grant-points.js';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import { refundPurchase } from '../server/src/earning/refund-purchase.js';
import { cancel } from '../server/src/exchange/cancel.js';
import { capture } from '../server/src/exchange/capture.js';
import { expireOverdueExchanges } from '../server/src/exchange/exchange.jobs.js';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { expirePoints } from '../server/src/ledger/expire.js';
import { type ExpiryRule, expiresAt } from '../server/src/ledger/expiry.rules.js';
import type { Command, Outcome } from '../server/src/platform/group-commit/command.js';
import { dayMs, openPool, pledging } from './crowdfunding-stage.js';
import { giving, openProject } from './donation-stage.js';
import { brokenInvariants } from './ledger-invariants.js';
import { LedgerModel } from './ledger-model.js';
import { openStage, type WritePathStage } from './write-path-stage.js';

/**
 * What members with more lots than are read at first do all at once, so that it is decided in one group: it must come out as if one thing had
 * come after the other, lot by lot.
 */
const timeZone = 'Asia/Shanghai';
const start = new Date('2026-11-22T04:00:00Z').getTime();
const hourMs = dayMs / 24;
const prices = [6, 17, 60];
const refundGraceDays = 7;
const target = 100_000;
/** So late that nothing else expires with it: what a purchase earned in a day is then one lot in the model, too. */
const expiry: ExpiryRule = { kind: 'rolling', months: 24 };

type Act =
  | { do: 'grant'; points: number; hours: number }
  | { do: 'redeem'; price: number; expected: number | null }
  | { do: 'hold'; price: number }
  | { do: 'capture' | 'cancel' | 'refund'; which: number }
  | { do: 'purchase'; yuan: number }
  | { do: 'give' | 'pledge'; points: number }
  | { do: 'expire' | 'withdraw' | 'resolve' };

interface Together {
  hoursBefore: number;
  before: 'sweep' | 'fill' | null;
  acts: Act[];
}

const which = fc.nat({ max: 9 });
const points = fc.integer({ min: 1, max: 90 });
const price = fc.constantFrom(...prices);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), points, hours: fc.integer({ min: 1, max: 400 }) }),
  // What a member was shown is mostly the price; anything else is refused, and no more than a hint.
  fc.record({
    do: fc.constant('redeem' as const),
    price,
    expected: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(null, 0) },
      { weight: 1, arbitrary: fc.constantFrom(-1_000_000, 1e15) },
    ),
  }),
  fc.record({ do: fc.constant('hold' as const), price }),
  fc.record({ do: fc.constantFrom('capture' as const, 'cancel' as const, 'refund' as const), which }),
  fc.record({ do: fc.constantFrom('capture' as const, 'cancel' as const, 'refund' as const), which }),
  fc.record({ do: fc.constant('purchase' as const), yuan: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constantFrom('give' as const, 'pledge' as const), points }),
  fc.record({ do: fc.constantFrom('expire' as const, 'withdraw' as const, 'resolve' as const) }),
);
const story = fc.record({
  lots: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 150, size: 'max' }),
  /** From one lot's expiry to the next. */
  hours: fc.integer({ min: 1, max: 9 }),
  together: fc.array(
    fc.record({
      hoursBefore: fc.constantFrom(0.1, 0.1, 3, 30, 100),
      before: fc.constantFrom('sweep' as const, 'fill' as const, null, null, null, null, null, null),
      acts: fc.array(act, { minLength: 1, maxLength: 9, size: 'max' }),
    }),
    { minLength: 1, maxLength: 8, size: 'max' },
  ),
});

/** One member in the model and in the product. */
class Both {
  readonly model = new LedgerModel(Number.MAX_SAFE_INTEGER, start);
  readonly #exchangeIds: string[] = [];
  readonly #orderIds: string[] = [];
  readonly #variants = new Map<string, string>();
  #memberId = '';
  #backerId = '';
  #projectId = '';
  #poolId = '';
  #poolIsFull = false;

  constructor(private readonly stage: WritePathStage) {}

  /** Lots of a day before, so that what is earned today reads none of them. */
  async open(lots: readonly number[], hours: number): Promise<void> {
    const { stage, model } = this;
    stage.clock.set(new Date(start));
    for (const one of prices) {
      this.#variants.set(`redeem ${one}`, await stage.variant({ points: one, onHand: null }));
      this.#variants.set(`hold ${one}`, await stage.variant({ points: one, cashMinor: 100, onHand: null }));
    }
    this.#memberId = await stage.member();
    this.#backerId = await stage.member(target);
    this.#projectId = await openProject(stage);
    const deadline = new Date(start + 200 * dayMs);
    this.#poolId = await openPool(stage, { target, deadline });
    const due = lots.map((one, nth) => ({ points: one, at: start + 2 * dayMs + nth * hours * hourMs }));
    for (const { points: one, at } of due) model.earn(one, at);
    await Promise.all(due.map(({ points: one, at }) => stage.grant(this.#memberId, one, new Date(at))));
    this.#pass(25);
  }

  async live({ hoursBefore, before, acts }: Together): Promise<void> {
    this.#pass(hoursBefore);
    if (before === 'sweep') await this.#sweep();
    if (before === 'fill') await this.#fill();
    const commands = await Promise.all(acts.map((one) => this.#commandOf(one)));
    const outcomes = await Promise.all(
      commands.map((one) => (one === null ? Promise.resolve(null) : this.stage.groups.submit<Outcome>(one))),
    );
    for (const [at, one] of acts.entries()) {
      const outcome = outcomes[at] ?? null;
      const told = JSON.stringify({ at, one, outcome });
      expect(outcome !== null && !('refused' in outcome), told).toBe(
        commands[at] !== null && this.#modelled(one),
      );
      const id = outcome !== null && 'exchangeId' in outcome ? outcome.exchangeId : null;
      if ((one.do === 'redeem' || one.do === 'hold') && typeof id === 'string') this.#exchangeIds.push(id);
    }
    expect(await this.#seen(), JSON.stringify(acts)).toEqual(this.#expected());
  }

  #pass(hours: number): void {
    this.model.now += hours * hourMs;
    this.stage.clock.set(new Date(this.model.now));
  }

  async #sweep(): Promise<void> {
    this.model.expireHolds();
    await expireOverdueExchanges(this.stage.payments);
  }

  /** Another member pledges what is missing, so that what the member pledged is to be captured. */
  async #fill(): Promise<void> {
    if (this.#poolIsFull) return;
    this.#poolIsFull = true;
    const missing = target - (this.model.reserved.get('pool') ?? 0);
    const filling = pledging(this.stage, this.#backerId, this.#poolId, missing);
    expect(await this.stage.groups.submit(filling)).toMatchObject({ reached: true });
  }

  async #commandOf(one: Act): Promise<Command<Outcome> | null> {
    const { stage } = this;
    const { programId, scoring } = stage;
    const of = { programId, memberId: this.#memberId, idempotencyKey: stage.key() };
    switch (one.do) {
      case 'grant': {
        const until = new Date(this.model.now + one.hours * hourMs);
        const grant = { ...of, actor: 'test', points: one.points, note: null, timeZone };
        return grantPoints({ ...grant, expiresAt: until, expiry });
      }
      case 'redeem':
      case 'hold': {
        const variantId = this.#variants.get(`${one.do} ${one.price}`) ?? '';
        const shown = one.do === 'redeem' ? one.expected : null;
        const expectedTotal = shown === null ? null : { points: shown === 0 ? one.price : shown, cash: null };
        return redeem(stage.redeem(this.#memberId, variantId, { expectedTotal }));
      }
      case 'capture':
      case 'cancel': {
        const [exchange] = await findExchanges(stage.database, programId, [
          this.#exchangeIds[one.which] ?? stage.newId(),
        ]);
        if (exchange === undefined) return null;
        const { idempotencyKey } = of;
        if (one.do === 'capture') return capture({ exchange, idempotencyKey, timeZone });
        return cancel({ exchange, idempotencyKey, rules: { timeZone, refundGraceDays } });
      }
      case 'purchase': {
        const orderId = stage.key();
        this.#orderIds.push(orderId);
        return recordPurchase(stage.purchase(this.#memberId, one.yuan * 100, { orderId, expiry }));
      }
      case 'refund': {
        const purchase = await findPurchase(stage.database, programId, this.#orderIds[one.which] ?? '');
        const { idempotencyKey } = of;
        if (purchase === null) return null;
        return refundPurchase({ purchase, idempotencyKey, amountMinor: null, currency: null, scoring });
      }
      case 'give':
        return giving(stage, this.#memberId, this.#projectId, one.points);
      case 'pledge':
        return pledging(stage, this.#memberId, this.#poolId, one.points);
      case 'withdraw':
        return withdraw({ ...of, poolId: this.#poolId });
      case 'resolve':
        return resolve({ programId, memberId: this.#memberId, poolId: this.#poolId });
      case 'expire':
        return expirePoints(programId, this.#memberId);
    }
  }

  /** Whether it is accepted. */
  #modelled(one: Act): boolean {
    const { model } = this;
    const pledged = model.reserved.get('pool');
    switch (one.do) {
      case 'grant':
        model.earn(one.points, model.now + one.hours * hourMs);
        return true;
      case 'redeem':
        return (one.expected === null || one.expected === 0) && model.redeem(one.price);
      case 'hold':
        return model.hold(one.price, model.now + 15 * 60_000);
      case 'capture':
        return model.capture(one.which);
      case 'cancel':
        return model.cancelWithGrace(one.which, refundGraceDays);
      case 'purchase': {
        const today = new Date(model.now + 8 * hourMs).toISOString().slice(0, 10);
        model.purchase(one.yuan, expiresAt(expiry, today, timeZone).getTime());
        return true;
      }
      case 'refund':
        return model.refundPurchase(one.which);
      case 'give':
        return model.spend(one.points);
      case 'pledge':
        return !this.#poolIsFull && one.points > (pledged ?? 0) && model.reserve('pool', one.points);
      case 'withdraw':
        if (this.#poolIsFull || pledged === undefined) return false;
        model.settle('pool', 'free');
        return true;
      case 'resolve':
        if (this.#poolIsFull && pledged !== undefined) model.settle('pool', 'spent');
        return true;
      case 'expire':
        model.expireLots();
        return true;
    }
  }

  async #seen() {
    const { database } = this.stage;
    const lots = await database.query<{ expires_at: Date; left: number }>(
      `SELECT expires_at, sum(remaining)::int AS left FROM lot WHERE owner_id = $1 AND open
        GROUP BY expires_at ORDER BY expires_at`,
      [this.#memberId],
    );
    const accounts = await database.query<{ kind: string; posted: number; held: number }>(
      "SELECT kind, posted, held FROM account WHERE owner_id = $1 AND kind IN ('points', 'owed')",
      [this.#memberId],
    );
    const of = (kind: string) => accounts.find((account) => account.kind === kind);
    return {
      held: of('points')?.held ?? 0,
      owed: Math.abs(of('owed')?.posted ?? 0),
      lots: lots.map(({ expires_at: at, left }) => ({ expiresAt: at.getTime(), left })),
    };
  }

  #expected() {
    const { held, owed, lots } = this.model;
    const open = new Map<number, number>();
    for (const { expiresAt: at, left } of lots) if (left > 0) open.set(at, (open.get(at) ?? 0) + left);
    const sorted = [...open].toSorted(([a], [b]) => a - b);
    return { held, owed, lots: sorted.map(([at, left]) => ({ expiresAt: at, left })) };
  }
}

test('whatever a member with many lots does at once comes out lot by lot as if it had been done one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ lots, hours, together }) => {
      const stage = await openStage();
      try {
        const both = new Both(stage);
        await both.open(lots, hours);
        for (const one of together) await both.live(one);
        expect(await brokenInvariants(stage.database)).toEqual([]);
      } finally {
        await stage.close();
      }
    }),
    { numRuns: 25, endOnFailure: false },
  );
}, 600_000);
