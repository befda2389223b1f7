import { KnownOffers } from '../catalog/known-offers.js';
import { OfferBook } from '../catalog/offer.book.js';
import { periodStart } from '../platform/period.rules.js';
import { LedgerBook } from '../ledger/ledger.book.js';
import { spend } from '../ledger/spend.js';
import type { Books, Command } from '../platform/group-commit/command.js';
import { type PriceFact, type Refusal, type Refused, refuse } from '../platform/refusal.js';
import { StockBook } from '../stock/stock.book.js';
import { availableNow, take } from '../stock/stock.rules.js';
import { BenefitBook } from '../tier/benefit.book.js';
import type { Scoring } from '../tier/scoring.js';
import type { Footing } from '../tier/footing.rules.js';
import { TierBook } from '../tier/tier.book.js';
import { type AcceptedLine, benefitsUsed } from './benefits-used.rules.js';
import { CodeBook } from './code.book.js';
import { deliverCodes } from './deliver-codes.js';
import { ExchangeBook } from './exchange.book.js';
import type { Exchange, ExchangeLine } from './exchange.rows.js';
import {
  type AskedLine,
  checkLines,
  decideLine,
  samePrice,
  summarise,
  totalPrice,
} from './exchange.rules.js';
import { LimitBook } from './limit.book.js';
import type { Cash } from '../platform/currency.rules.js';

export interface Redeem {
  programId: string;
  memberId: string;
  idempotencyKey: string;
  lines: AskedLine[];
  /** What the member was shown; another price is refused. */
  expectedTotal: PriceFact | null;
  /** Where the member stands: which version of the ladder prices it is known when it is decided. */
  scoring: Scoring;
  /** How long points and stock wait for the cash part. */
  paymentMinutes: number;
  provider: string;
}

export interface Redemption extends Command<{ exchangeId: string }> {
  /** The exchange as committed, so that nobody reads it back; null when the answer is a refusal or was given before. */
  made(outcome: { exchangeId: string } | Refused): Exchange | null;
}

/**
 * Exchanges points for rewards: several lines, all or nothing (X1, X10).
 * Points alone are spent at once; with a cash part they are held until it is paid (X2).
 */
export function redeem(input: Redeem): Redemption {
  const { programId, memberId, lines } = input;
  let made: Exchange | null = null;
  return {
    // What a try made that was undone is not what was answered.
    made: (outcome) => ('exchangeId' in outcome && made?.id === outcome.exchangeId ? made : null),
    name: 'exchange.redeem',
    programId,
    idempotency: {
      scope: memberId,
      key: input.idempotencyKey,
      input: { lines, expectedTotal: input.expectedTotal },
    },
    prepare(books) {
      // Lines that are wrong in themselves are refused below; quantities nobody may ask for must not reach a query.
      if (checkLines(lines) !== null) return;
      const variantIds = lines.map((line) => line.variantId);
      for (const { variantId, quantity } of lines) {
        books.book(StockBook).need(variantId);
        books.book(CodeBook).need(variantId, quantity);
      }
      books.book(LedgerBook).need.points(programId, memberId, foreseen(books, input));
      books.book(TierBook).need(memberId);
      books.book(LimitBook).need(memberId, variantIds);
    },
    decide(books) {
      const wrong = checkLines(lines);
      if (wrong !== null) return refuse(wrong);
      const footing = books.book(TierBook).footing(memberId, input.scoring);
      const decided = decideLines(books, input, footing);
      if ('refused' in decided) return decided;
      const total = totalPrice(decided);
      if (total === null) return refuse(mixedCurrencies);
      const { expectedTotal } = input;
      if (expectedTotal !== null && !samePrice(expectedTotal, total)) {
        return refuse({ code: 'PRICE_CHANGED', expected: expectedTotal, actual: total });
      }
      const balance = books.book(LedgerBook).available(memberId);
      if (balance < total.points)
        return refuse({ code: 'INSUFFICIENT_POINTS', balance, required: total.points });
      made = accept(books, input, decided, { total, footing });
      return { exchangeId: made.id };
    },
  };
}

/**
 * At most so many points, as far as that is known before anything is read; the prices in force decide. What a member says they were shown
 * counts for no more than known prices: for whatever number they say, as many lots would be read.
 */
function foreseen(books: Books, { lines, expectedTotal }: Redeem): number {
  const known = books.kept(KnownOffers);
  const most = lines.map(({ variantId, quantity }) => {
    const offer = known.of(variantId)?.offer;
    return offer === undefined ? null : quantity * Math.max(0, ...offer.plans.map(({ points }) => points));
  });
  const sum = most.reduce<number>((total, points) => total + (points ?? 0), 0);
  if (expectedTotal === null) return sum;
  return most.includes(null) ? expectedTotal.points : Math.min(expectedTotal.points, sum);
}

const mixedCurrencies: Refusal = {
  code: 'INVALID_INPUT',
  path: ['lines'],
  reason: {
    zh: '一次兑换的现金部分须为同一币种，且总额不能过大。',
    en: 'The cash parts of one exchange must share one currency, and their sum must not be too large.',
  },
};

/** A line as it will be stored, with what it was decided on. */
interface DecidedLine extends AcceptedLine {
  line: ExchangeLine;
}

/** Decides every line on the facts as the lines before it leave them; all refusals are told at once. */
function decideLines(
  books: Books,
  { programId, memberId, lines, expectedTotal }: Redeem,
  footing: Footing,
): DecidedLine[] | Refused {
  const refusals: Refusal[] = [];
  const decided: DecidedLine[] = [];
  for (const [position, line] of lines.entries()) {
    const offer = books.book(OfferBook).offer(programId, line.variantId);
    const stock = books.book(StockBook).row(programId, line.variantId);
    const batchStartedOn = books.book(OfferBook).batchStart(programId, line.variantId);
    const limitStartsOn =
      offer === null || offer.limit === null
        ? null
        : periodStart(offer.limit.period, books.now, offer.timeZone);
    const sameVariant = decided.filter((other) => other.line.variantId === line.variantId);
    const sameReward = decided.filter((other) => other.line.rewardId === offer?.rewardId);
    const limitUsed =
      offer === null || limitStartsOn === null
        ? 0
        : books.book(LimitBook).used(memberId, offer.rewardId, limitStartsOn);
    const facts = {
      offer,
      left: stock === null ? 0 : availableNow(stock, batchStartedOn),
      limitUsed,
      before: { ofVariant: pieces(sameVariant), ofReward: pieces(sameReward) },
      footing,
      totalExpected: expectedTotal !== null,
    };
    const decision = decideLine(line, facts, books.now, ['lines', String(position)]);
    if ('refusal' in decision) {
      refusals.push(decision.refusal);
      continue;
    }
    const { rewardId, variantId, kind, title } = decision.offer;
    const { plan, points } = decision;
    const { quantity } = line;
    decided.push({
      offer: decision.offer,
      plan,
      points,
      quantity,
      line: {
        position,
        rewardId,
        variantId,
        pricePlanId: plan.id,
        kind,
        title,
        quantity,
        unitPoints: points,
        listPoints: points < plan.points ? plan.points : null,
        unitCashMinor: plan.cashMinor,
        limitStartsOn,
        batchStartedOn,
        deliveredAt: null,
      },
    });
  }
  return refusals.length > 0 ? refuse(...refusals) : decided;
}

function accept(
  books: Books,
  input: Redeem,
  decided: readonly DecidedLine[],
  { total, footing }: { total: PriceFact; footing: Footing },
): Exchange {
  const { programId, memberId } = input;
  const used = benefitsUsed(decided, footing, books.now);
  const exchange: Exchange = {
    id: books.newId(),
    programId,
    memberId,
    state: total.cash === null ? 'confirmed' : 'awaiting_payment',
    points: total.points,
    cash: total.cash,
    transferId: null,
    holdId: null,
    paymentDueAt: null,
    freeShipping: used.has('free_shipping'),
    carrier: null,
    trackingNumber: null,
    fulfilledAt: null,
    version: 1,
    createdAt: books.now,
    updatedAt: books.now,
    lines: decided.map(({ line }) => line),
  };
  takeStockAndLimits(books, exchange);
  if (exchange.cash === null) payWithPoints(books, exchange);
  else awaitPayment(books, exchange, exchange.cash, input);
  books.book(ExchangeBook).add(exchange);
  const tier = footing.ladder[footing.rank]?.key;
  if (tier !== undefined) {
    for (const [benefit, points] of used) {
      books.book(BenefitBook).used({ programId, memberId, tier, benefit, subjectId: exchange.id, points });
    }
  }
  return exchange;
}

function takeStockAndLimits(books: Books, { programId, memberId, lines }: Exchange): void {
  for (const line of lines) {
    const stock = books.book(StockBook).row(programId, line.variantId);
    if (stock === null) throw new Error('A decided line lost its stock.');
    books.book(StockBook).set(line.variantId, take(stock, line.quantity, line.batchStartedOn));
    if (line.limitStartsOn !== null) {
      books.book(LimitBook).add(programId, memberId, line.rewardId, line.limitStartsOn, line.quantity);
    }
  }
}

function payWithPoints(books: Books, exchange: Exchange): void {
  const { programId, memberId, points: amount, id: subjectId } = exchange;
  exchange.transferId = spend(books.book(LedgerBook), {
    programId,
    memberId,
    amount,
    reason: 'exchange',
    subjectId,
    note: summarise(exchange.lines),
  });
  deliverCodes(books, exchange);
}

function awaitPayment(books: Books, exchange: Exchange, cash: Cash, input: Redeem): void {
  const { programId, memberId, points: amount, id: subjectId } = exchange;
  const expiresAt = new Date(books.now.getTime() + input.paymentMinutes * 60_000);
  exchange.paymentDueAt = expiresAt;
  if (amount > 0) {
    const hold = { programId, ownerId: memberId, amount, subjectId, expiresAt };
    exchange.holdId = books.book(LedgerBook).placeHold(hold);
  }
  books.book(ExchangeBook).addPayment({
    exchangeId: subjectId,
    programId,
    provider: input.provider,
    intentId: null,
    amount: cash,
    state: 'pending',
  });
}

function pieces(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
