import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancel } from '../server/src/exchange/cancel.js';
import { expireOverdueExchanges } from '../server/src/exchange/exchange.jobs.js';
import { findExchanges } from '../server/src/exchange/exchange.queries.js';
import { pay } from '../server/src/exchange/pay.js';
import { redeem } from '../server/src/exchange/redeem.js';
import { readBalances } from '../server/src/ledger/balance.queries.js';
import { balanceNow } from '../server/src/ledger/balance.rules.js';
import { expireDuePoints } from '../server/src/ledger/ledger.jobs.js';
import { scoringOf } from '../server/src/tier/scoring.js';
import { brokenInvariants } from './ledger-invariants.js';
import { LedgerModel } from './ledger-model.js';
import { crowdfundingSteps } from './property/crowdfunding.steps.js';
import { donationSteps } from './property/donation.steps.js';
import { earningSteps, expectStanding } from './property/earning.steps.js';
import { LadderModel, rulesChangingAt } from './property/ladder-model.js';
import type { AddedStep, Sides, Steps } from './property/steps.js';
import { votingSteps } from './property/voting.steps.js';
import { openStage, type WritePathStage } from './write-path-stage.js';

/** A capability adds its own steps here. */
const added: readonly Steps[] = [earningSteps, crowdfundingSteps, donationSteps, votingSteps];

const day = 86_400_000;
const timeZone = 'Asia/Shanghai';
const start = new Date('2026-11-22T04:00:00Z').getTime();
const refundGraceDays = 7;

type Step =
  | { do: 'grant'; points: number; days: number }
  | { do: 'redeem'; points: number }
  | { do: 'hold'; points: number }
  | { do: 'capture' | 'cancel'; which: number }
  | { do: 'expireHolds' | 'expireLots' }
  | { do: 'wait'; days: number }
  | AddedStep;

const points = fc.integer({ min: 1, max: 120 });
const which = fc.nat({ max: 7 });
const core: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant('grant' as const), points, days: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ do: fc.constant('redeem' as const), points: fc.constantFrom(10, 30, 80) }),
  fc.record({ do: fc.constant('hold' as const), points: fc.constantFrom(10, 30, 80) }),
  fc.record({ do: fc.constantFrom('capture' as const, 'cancel' as const), which }),
  fc.record({ do: fc.constantFrom('expireHolds' as const, 'expireLots' as const) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(0.004, 0.3, 1, 3) }),
];

/** Everything is mixed, but half of a sequence is about one capability, so that it gets anywhere. */
const sequence = fc.oneof(
  ...added.map(({ of }) => {
    const weighted = added.map((steps) => ({ weight: steps.of === of ? 9 : 1, arbitrary: steps.step }));
    const others = core.map((arbitrary) => ({ weight: 1, arbitrary }));
    return fc.array(fc.oneof(...weighted, ...others), { minLength: 5, maxLength: 80, size: 'max' });
  }),
);

/** Each sequence has a database of its own: looking at everything after every step costs more the more there is. */
let stage: WritePathStage;

/** One member and one variant for each price, in the model and in the product side by side. */
class Machine {
  readonly exchangeIds: string[] = [];

  private constructor(
    readonly sides: Sides,
    readonly variants: Map<string, string>,
    private readonly taking: ReadonlyMap<string, Awaited<ReturnType<Steps['open']>>>,
  ) {}

  static async make(): Promise<Machine> {
    stage.clock.set(new Date(start));
    const variants = new Map<string, string>();
    for (const price of [10, 30, 80]) {
      variants.set(`redeem ${price}`, await stage.variant({ points: price, onHand: null }));
      variants.set(`hold ${price}`, await stage.variant({ points: price, cashMinor: 100, onHand: null }));
    }
    const model = new LedgerModel(Number.MAX_SAFE_INTEGER, start);
    const memberId = await stage.member();
    const changesAt = start + 12 * day;
    const rules = rulesChangingAt(changesAt);
    stage.scoring = scoringOf({ timeZone, currency: 'CNY', rules });
    await stage.database.query('UPDATE program SET rules = $2::jsonb WHERE id = $1', [
      stage.programId,
      JSON.stringify(rules),
    ]);
    const sides = { stage, model, memberId, ladder: new LadderModel(model, changesAt) };
    const taking = new Map<string, Awaited<ReturnType<Steps['open']>>>();
    for (const steps of added) taking.set(steps.of, await steps.open(sides));
    return new Machine(sides, variants, taking);
  }

  /** Takes one step on both sides and gives whether each accepted. */
  async take(one: Step): Promise<{ model: boolean; product: boolean }> {
    const { model, ladder } = this.sides;
    if ('of' in one) {
      const take = this.taking.get(one.of);
      if (take === undefined) throw new Error(`Nobody takes the steps of ${one.of}.`);
      return take(one);
    }
    switch (one.do) {
      case 'grant': {
        const expires = new Date(stage.clock.now().getTime() + one.days * day);
        model.earn(one.points, expires.getTime());
        await stage.grant(this.sides.memberId, one.points, expires);
        return { model: true, product: true };
      }
      case 'redeem': {
        const accepted = model.redeem(ladder.price(one.points));
        return { model: accepted, product: await this.#redeem(`redeem ${one.points}`) };
      }
      case 'hold': {
        const accepted = model.hold(ladder.price(one.points), model.now + 15 * 60_000);
        return { model: accepted, product: await this.#redeem(`hold ${one.points}`) };
      }
      case 'capture':
        return { model: model.capture(one.which), product: await this.#capture(one.which) };
      case 'cancel':
        return {
          model: model.cancelWithGrace(one.which, refundGraceDays),
          product: await this.#cancel(one.which),
        };
      case 'expireHolds':
        model.expireHolds();
        await expireOverdueExchanges(stage.payments);
        return { model: true, product: true };
      case 'expireLots':
        model.expireLots();
        await expireDuePoints(stage.payments);
        return { model: true, product: true };
      case 'wait':
        model.now += one.days * day;
        stage.clock.set(new Date(model.now));
        return { model: true, product: true };
    }
  }

  async #redeem(name: string): Promise<boolean> {
    const outcome = await stage.groups.submit(
      redeem(stage.redeem(this.sides.memberId, this.variants.get(name) ?? '')),
    );
    if ('refused' in outcome) return false;
    this.exchangeIds.push(outcome.exchangeId);
    return true;
  }

  async #capture(at: number): Promise<boolean> {
    const exchangeId = this.exchangeIds[at];
    if (exchangeId === undefined) return false;
    const { programId } = stage;
    const input = {
      programId,
      memberId: this.sides.memberId,
      exchangeId,
      idempotencyKey: stage.key(),
      timeZone,
    };
    return !('refused' in (await pay(stage.payments, { ...input, paymentMethod: 'test_ok' })));
  }

  async #cancel(at: number): Promise<boolean> {
    const id = this.exchangeIds[at];
    if (id === undefined) return false;
    const [exchange] = await findExchanges(stage.database, stage.programId, [id]);
    if (exchange === undefined) return false;
    const rules = { timeZone, refundGraceDays };
    return !(
      'refused' in (await stage.groups.submit(cancel({ exchange, idempotencyKey: stage.key(), rules })))
    );
  }

  async balance() {
    const facts = (await readBalances(stage.database, [this.sides.memberId])).get(this.sides.memberId);
    if (facts === undefined) throw new Error('The member has no balance.');
    const { available, held, owed } = balanceNow(facts, stage.clock.now(), 30);
    return { posted: facts.posted, available, held, owed };
  }
}

async function takeAndCompare(machine: Machine, one: Step): Promise<void> {
  const told = JSON.stringify(one);
  const accepted = await machine.take(one);
  expect(accepted.product, told).toBe(accepted.model);
  const { posted, available, held, owed } = machine.sides.model;
  expect(await machine.balance(), told).toEqual({ posted, available, held, owed });
  await expectStanding(machine.sides, told);
}

test('any sequence of earning, exchanging, paying, cancelling, refunding and expiring is decided as by the simple model', async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      stage = await openStage();
      try {
        const machine = await Machine.make();
        for (const one of steps) {
          await takeAndCompare(machine, one);
          expect(await brokenInvariants(stage.database), JSON.stringify(one)).toEqual([]);
        }
      } finally {
        await stage.close();
      }
    }),
    { numRuns: 40, endOnFailure: false },
  );
}, 300_000);
