import type { Offer, Plan } from '../catalog/offer.book.js';
import { limitLeft } from '../catalog/limit.rules.js';
import { isInForce, openingStep, pointsFor, pricingOf, type Priced } from '../catalog/price.rules.js';
import type { LocalizedText } from '../graphql/localized.js';
import { saleFrom } from '../catalog/status.rules.js';
import { inEither } from '../platform/content.rules.js';
import { encodeId } from '../platform/ids.js';
import type { PriceFact, Refusal } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';
import { type Footing, isOpenTo, onSaleFor } from '../tier/footing.rules.js';
import { requires } from '../tier/tier.rules.js';
import type { Exchange, ExchangeLine, ExchangeState } from './exchange.rows.js';

/** The most pieces one line may ask for. */
export const MOST_PIECES = 1_000;
/** The most lines one exchange may have. */
export const MOST_LINES = 50;

/** The most characters of a note, a carrier or a tracking number. */
const LONGEST_TEXT = 200;

export interface AskedLine {
  variantId: string;
  quantity: number;
  pricePlanId: string | null;
}

/** Everything one line is decided on, read under lock. */
export interface LineFacts {
  offer: Offer | null;
  /** Null: never runs out. */
  left: number | null;
  limitUsed: number;
  /** Pieces that the lines before it take: they count for the decision, but a member is told what was there without them. */
  before: { ofVariant: number; ofReward: number };
  /** Where the member stands in the rules in force. */
  footing: Footing;
  /** Whether the member said what they were shown: another total is refused, so that a plan that is gone may be replaced. */
  totalExpected: boolean;
}

/** Accepted at a plan, and what the member pays for a piece by it. */
export type LineDecision = (Priced<Plan> & { offer: Offer }) | { refusal: Refusal };

/** Decides one line; the rules are asked in this order, so that a member hears the most telling reason first. */
export function decideLine(line: AskedLine, facts: LineFacts, now: Date, path: string[]): LineDecision {
  const { offer, left, before } = facts;
  if (offer === null || offer.draft) {
    return {
      refusal: { code: 'NOT_FOUND', id: encodeId('variant', line.variantId), path: [...path, 'variantId'] },
    };
  }
  const { footing } = facts;
  const { rewardId, onSaleUntil } = offer;
  if (!offer.listed) {
    return { refusal: { code: 'NOT_ON_SALE', rewardId, onSaleFrom: null, onSaleUntil: null, path } };
  }
  const onSaleFrom = offer.onSaleFrom === null ? null : onSaleFor(offer.onSaleFrom, footing);
  const notOnSale = { code: 'NOT_ON_SALE', rewardId, onSaleFrom, onSaleUntil, path } as const;
  if (!isOnSale({ onSaleFrom, onSaleUntil }, now)) return { refusal: notOnSale };
  const closed = openingStep(offer.zoneTiers, footing.ladder);
  if (closed !== null && !isOpenTo(closed.key, footing)) return { refusal: { ...requires(closed), path } };
  const inForce = offer.plans.filter((plan) => isInForce(plan, now));
  const gone = line.pricePlanId !== null && inForce.every((plan) => plan.id !== line.pricePlanId);
  const priced = choosePlan(inForce, gone && facts.totalExpected ? null : line.pricePlanId, footing);
  if (priced === null) {
    const named = inForce.filter((plan) => line.pricePlanId === null || plan.id === line.pricePlanId);
    const above = openingStep(
      named.map((plan) => plan.tier),
      footing.ladder,
    );
    if (above !== null) return { refusal: { ...requires(above), path } };
    if (line.pricePlanId === null) {
      return { refusal: { ...notOnSale, onSaleFrom: saleFrom(onSaleFrom, pricingOf(offer.plans, now)) } };
    }
    const id = encodeId('plan', line.pricePlanId);
    return { refusal: { code: 'NOT_FOUND', id, path: [...path, 'pricePlanId'] } };
  }
  if (left !== null && left < before.ofVariant + line.quantity) {
    return { refusal: { code: 'OUT_OF_STOCK', variantId: offer.variantId, available: left, path } };
  }
  if (offer.limit !== null) {
    const free = limitLeft(offer.limit.quantity, facts.limitUsed);
    if (free < before.ofReward + line.quantity) {
      const { quantity: limit, period } = offer.limit;
      return { refusal: { code: 'LIMIT_REACHED', rewardId, limit, left: free, period, path } };
    }
  }
  const { plan, points } = priced;
  return { plan, points, offer };
}

export function isOnSale(offer: Pick<Offer, 'onSaleFrom' | 'onSaleUntil'>, now: Date): boolean {
  return (
    (offer.onSaleFrom === null || offer.onSaleFrom <= now) &&
    (offer.onSaleUntil === null || now < offer.onSaleUntil)
  );
}

/**
 * Of plans in force the one asked for, if it is open to the member; without one, the open one that is cheapest for them in points
 * and needs no cash, else the first shown.
 */
export function choosePlan(
  plans: readonly Plan[],
  asked: string | null,
  footing: Footing,
): Priced<Plan> | null {
  const open = plans
    .filter((plan) => isOpenTo(plan.tier, footing))
    .map((plan) => ({ plan, points: pointsFor(plan, footing) }));
  if (asked !== null) return open.find(({ plan }) => plan.id === asked) ?? null;
  const pointsOnly = open.filter(({ plan }) => plan.cashMinor === null).sort((a, b) => a.points - b.points);
  return pointsOnly[0] ?? open[0] ?? null;
}

/** What an exchange costs; null when its cash parts are in different currencies or the sum is not exact any more. */
export function totalPrice(lines: readonly (Priced<Plan> & { quantity: number })[]): PriceFact | null {
  let points = 0;
  let minor = 0;
  let currency: string | null = null;
  for (const { plan, points: unit, quantity } of lines) {
    points += unit * quantity;
    if (plan.cashMinor === null || plan.currency === null) continue;
    if (currency !== null && currency !== plan.currency) return null;
    currency = plan.currency;
    minor += plan.cashMinor * quantity;
  }
  if (!Number.isSafeInteger(points) || !Number.isSafeInteger(minor)) return null;
  return { points, cash: currency === null ? null : { minor, currency } };
}

/** Zero cash is no cash, in whatever currency. */
export function samePrice(a: PriceFact, b: PriceFact): boolean {
  const [one, other] = [a, b].map(({ cash }) => (cash?.minor === 0 ? null : cash));
  return a.points === b.points && one?.minor === other?.minor && one?.currency === other?.currency;
}

/** Members may cancel until something was handed over or a code was given out. */
export function isCancellable(exchange: Pick<Exchange, 'state' | 'lines'>): boolean {
  if (exchange.state === 'awaiting_payment') return true;
  return exchange.state === 'confirmed' && exchange.lines.every((line) => line.deliveredAt === null);
}

/** Operators may refund whatever was paid. */
export function isRefundable(state: ExchangeState): boolean {
  return state === 'confirmed' || state === 'fulfilled';
}

/** What is wrong with the lines themselves, before anything is looked up. */
export function checkLines(lines: readonly AskedLine[]): Refusal | null {
  if (lines.length === 0) {
    return invalid(['lines'], '请至少选择一件商品。', 'Choose at least one reward.');
  }
  if (lines.length > MOST_LINES) {
    return invalid(
      ['lines'],
      `一次最多兑换 ${MOST_LINES} 种商品。`,
      `One exchange takes at most ${MOST_LINES} different rewards.`,
    );
  }
  const wrong = lines.findIndex(
    ({ quantity }) => quantity < 1 || quantity > MOST_PIECES || !Number.isInteger(quantity),
  );
  if (wrong === -1) return null;
  return invalid(
    ['lines', String(wrong), 'quantity'],
    `数量须在 1 到 ${MOST_PIECES} 之间。`,
    `The quantity must be from 1 to ${MOST_PIECES}.`,
  );
}

/** What operators may write on an exchange is a line, not a book. */
export function checkTexts(texts: Readonly<Record<string, string | null>>): Refusal | null {
  const wrong = Object.entries(texts).find(([, text]) => text !== null && !isStorable(text, LONGEST_TEXT));
  if (wrong === undefined) return null;
  return invalid(
    [wrong[0]],
    `文字最多 ${LONGEST_TEXT} 个字符，且不能含无法保存的字符。`,
    `A text takes at most ${LONGEST_TEXT} characters, all of them such as can be stored.`,
  );
}

function invalid(path: string[], zh: string, en: string): Refusal {
  return { code: 'INVALID_INPUT', reason: { zh, en }, path };
}

/** What an exchange was for, as the statement tells it: the first reward, and how many more. */
export function summarise(lines: readonly Pick<ExchangeLine, 'title'>[]): LocalizedText | null {
  const [first, ...more] = lines;
  if (first === undefined || more.length === 0) return first?.title ?? null;
  const { zh, en } = inEither(first.title);
  return { zh: `${zh} 等 ${lines.length} 种`, en: `${en} and ${more.length} more` };
}
