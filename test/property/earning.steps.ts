import fc from 'fast-check';
import { expect } from 'vitest';
import { checkIn } from '../../server/src/earning/check-in.js';
import { findPurchase } from '../../server/src/earning/earning.queries.js';
import { recordPurchase } from '../../server/src/earning/record-purchase.js';
import { refundPurchase } from '../../server/src/earning/refund-purchase.js';
import { expiresAt } from '../../server/src/ledger/expiry.rules.js';
import { inForce } from '../../server/src/program/rule-versions.rules.js';
import { parseRules } from '../../server/src/program/rules.js';
import { giveBirthdayGifts } from '../../server/src/tier/birthday.jobs.js';
import { applyTierRules, reviewTiers } from '../../server/src/tier/tier.jobs.js';
import { standingNow } from '../../server/src/tier/standing-now.rules.js';
import { type Held, missingToKeep, type Months, scoreOf } from '../../server/src/tier/tier.rules.js';
import { useBenefit } from '../../server/src/tier/use-benefit.js';
import { daysAfter } from './ladder-model.js';
import type { AddedStep, Sides, Steps } from './steps.js';

const of = 'earning';
const timeZone = 'Asia/Shanghai';
const day = 86_400_000;
/** Where the ladder is not concerned, as every mall starts. */
const rules = parseRules({});

const step: fc.Arbitrary<AddedStep> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      of: fc.constant(of),
      do: fc.constant('purchase'),
      amount: fc.integer({ min: 1, max: 120 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      of: fc.constant(of),
      do: fc.constantFrom(
        'refund',
        'checkIn',
        'checkIn',
        'review',
        'applyRules',
        'birthday',
        'serve',
        'wait',
      ),
      amount: fc.nat({ max: 7 }),
    }),
  },
);

/** A member buys, has money back, checks in, has birthdays and is served: points, and the place on the ladder, as the rules of the day say. */
export const earningSteps: Steps = {
  of,
  step,
  async open(sides) {
    const earner = new Earner(sides);
    return (one) => earner.take(one);
  },
};

class Earner {
  readonly #orders: { orderId: string; yuan: number; day: string }[] = [];
  #lastCheckIn: { day: string; streak: number } | null = null;

  constructor(private readonly sides: Sides) {}

  async take({ do: action, amount }: AddedStep): Promise<{ model: boolean; product: boolean }> {
    const { stage, model } = this.sides;
    const { database, groups, clock } = stage;
    switch (action) {
      case 'purchase':
        return this.#purchase(amount);
      case 'refund':
        return this.#refund(amount);
      case 'checkIn':
        return this.#checkIn();
      case 'review':
        this.sides.ladder.review();
        await reviewTiers({ database, groups, clock });
        break;
      case 'applyRules':
        this.sides.ladder.applyRules();
        await applyTierRules({ database, groups, clock });
        break;
      case 'birthday':
        await this.#birthday();
        break;
      case 'serve':
        return this.#serve();
      default:
        model.now += 3 * (amount + 1) * day;
        clock.set(new Date(model.now));
    }
    return { model: true, product: true };
  }

  async #purchase(yuan: number) {
    const { stage, model, memberId } = this.sides;
    const { today, times } = this.sides.ladder;
    const orderId = stage.key();
    model.purchase(yuan * times, this.#expiry());
    this.sides.ladder.did(yuan, 0);
    this.#orders.push({ orderId, yuan, day: today });
    const outcome = await stage.groups.submit(
      recordPurchase(stage.purchase(memberId, yuan * 100, { orderId, purchasedAt: stage.clock.now() })),
    );
    return { model: true, product: !('refused' in outcome) };
  }

  /** All of the money; the score goes with it, and the step that it lifted to. */
  async #refund(at: number) {
    const { stage, model } = this.sides;
    const accepted = model.refundPurchase(at);
    const order = this.#orders[at];
    if (order === undefined) return { model: accepted, product: false };
    if (accepted) this.sides.ladder.undid(order.yuan, order.day);
    const purchase = await findPurchase(stage.database, stage.programId, order.orderId);
    if (purchase === null) return { model: accepted, product: false };
    const asked = { purchase, idempotencyKey: stage.key(), amountMinor: null, currency: null };
    const outcome = await stage.groups.submit(
      refundPurchase({ ...asked, scoring: this.sides.stage.scoring }),
    );
    return { model: accepted, product: !('refused' in outcome) };
  }

  /** The brand says that it is today. */
  async #birthday() {
    const { stage, model, ladder, memberId } = this.sides;
    const { database, groups, clock } = stage;
    const gift = ladder.birthday();
    if (gift > 0) model.earn(gift, this.#expiry());
    await database.query('UPDATE member SET birthday = $2 WHERE id = $1', [memberId, ladder.today.slice(5)]);
    await giveBirthdayGifts({ database, groups, clock });
  }

  async #serve() {
    const { stage, ladder, memberId } = this.sides;
    const outcome = await stage.groups.submit(
      useBenefit({
        programId: stage.programId,
        memberId,
        idempotencyKey: stage.key(),
        actor: 'test',
        benefit: 'dedicated_service',
        note: null,
        scoring: stage.scoring,
      }),
    );
    return { model: ladder.isServed, product: !('refused' in outcome) };
  }

  async #checkIn() {
    const { stage, memberId } = this.sides;
    const model = this.#checkInModel();
    const outcome = await stage.groups.submit(
      checkIn({
        programId: stage.programId,
        memberId,
        idempotencyKey: stage.key(),
        scoring: this.sides.stage.scoring,
        ladder: rules.checkIn,
        expiry: rules.expiry,
      }),
    );
    return { model, product: !('refused' in outcome) };
  }

  #checkInModel(): boolean {
    const { today, rules } = this.sides.ladder;
    const last = this.#lastCheckIn;
    if (last?.day === today) return false;
    const streak = last?.day === daysAfter(today, -1) ? last.streak + 1 : 1;
    this.#lastCheckIn = { day: today, streak };
    this.sides.model.earn(streak % 30 === 7 ? 50 : 5, this.#expiry());
    this.sides.ladder.did(0, rules.units.checkIn);
    return true;
  }

  #expiry(): number {
    return expiresAt(rules.expiry, this.sides.ladder.today, timeZone).getTime();
  }
}

/** Where the member stands by the tables and the product's own arithmetic, against the model. */
export async function expectStanding({ stage, memberId, ladder }: Sides, after: string): Promise<void> {
  const [row] = await stage.database.query<Row>(
    `SELECT tier, since, valid_until AS "validUntil", months, rules_version AS "rulesVersion",
            held_before AS "heldBefore" FROM member_tier WHERE member_id = $1`,
    [memberId],
  );
  if (row === undefined) throw new Error('A member stands nowhere.');
  const notices = await stage.database.query<{ kind: string; count: number }>(
    // What others tell is no matter of the ladder.
    `SELECT kind, count(*)::int FROM notice
      WHERE member_id = $1 AND (kind LIKE 'tier%' OR kind = 'birthday_gift') GROUP BY kind`,
    [memberId],
  );
  const current = inForce(stage.scoring.versions, stage.clock.now());
  const standing = standingNow(row, stage.scoring, current, ladder.today);
  const seen = {
    tier: standing.tier,
    since: standing.since,
    until: standing.validUntil,
    score: scoreOf(standing.months, current.rules, ladder.today, 100).score,
    missing: missingToKeep(standing, current.rules, 100),
    told: Object.fromEntries(notices.map(({ kind, count }) => [kind, count])),
  };
  const { place } = ladder;
  expect(seen, after).toEqual({
    tier: ladder.rules.tiers[place.step]?.key ?? null,
    since: place.since,
    until: place.validUntil,
    score: ladder.score,
    missing: ladder.missing,
    told: ladder.told,
  });
}

type Row = {
  tier: string | null;
  since: string | null;
  validUntil: string | null;
  months: Months;
  rulesVersion: number;
  heldBefore: Held[];
};
