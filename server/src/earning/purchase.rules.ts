import type { Refusal } from '../platform/refusal.js';
import { isStorable } from '../platform/text.rules.js';

/** How purchases earn. */
export interface PurchaseRule {
  /** Points for one unit of the currency (1 yuan). */
  pointsPerUnit: number;
  pendingDays: number;
  maxPointsPerOrder: number | null;
  /** Multipliers by category; 1 for the rest. */
  categories: Readonly<Record<string, number>>;
}

export interface PurchaseLine {
  category: string | null;
  amountMinor: number;
}

const mostLines = 1_000;

/** Why an order cannot be known by this id; null when it can. */
export function checkOrderId(orderId: string): Refusal | null {
  if (orderId.trim() !== '' && isStorable(orderId, 200)) return null;
  return {
    code: 'INVALID_INPUT',
    reason: {
      zh: '订单号须有 1 到 200 个字符，不能全是空格，也不能含无法保存的字符。',
      en: 'The order id must have 1 to 200 characters, not only spaces, and all of them such as can be stored.',
    },
    path: ['orderId'],
  };
}

/** Why the lines of an order cannot be kept; null when they can. */
export function checkLines(lines: readonly { category?: string | null }[]): Refusal | null {
  if (lines.length <= mostLines && lines.every((line) => isStorable(line.category ?? '', 200))) return null;
  const zh = `订单最多 ${mostLines} 行，每行的类目最多 200 个字符，且不能含无法保存的字符。`;
  const en = `An order has at most ${mostLines} lines, each with a category of at most 200 characters, all of them such as can be stored.`;
  return { code: 'INVALID_INPUT', reason: { zh, en }, path: ['lines'] };
}

/** Points of a purchase: every line by its category's multiplier, all by the member's, rounded down once, at most the ceiling. */
export function purchasePoints(
  rule: PurchaseRule,
  lines: readonly PurchaseLine[],
  minorPerUnit: number,
  times = 1,
): number {
  const exact = lines.reduce(
    (sum, line) =>
      sum + (line.amountMinor / minorPerUnit) * rule.pointsPerUnit * multiplier(rule, line.category),
    0,
  );
  // A millionth forgives what binary fractions lose, so that 0.1 × 30 is 3.
  const points = Math.floor(exact * times + 1e-6);
  return rule.maxPointsPerOrder === null ? points : Math.min(points, rule.maxPointsPerOrder);
}

/** Points to take back so that what stays earned fits what stays paid; the last refund takes the rest. */
export function refundPoints(
  purchase: { totalMinor: number; points: number; refundedMinor: number; refundedPoints: number },
  amountMinor: number,
): number {
  const refunded = purchase.refundedMinor + amountMinor;
  if (purchase.totalMinor === 0 || refunded >= purchase.totalMinor)
    return purchase.points - purchase.refundedPoints;
  // BigInt: the product of two amounts is not exact as a number.
  const kept =
    (BigInt(purchase.points) * BigInt(purchase.totalMinor - refunded)) / BigInt(purchase.totalMinor);
  return Math.max(0, purchase.points - Number(kept) - purchase.refundedPoints);
}

function multiplier(rule: PurchaseRule, category: string | null): number {
  return category === null || !Object.hasOwn(rule.categories, category)
    ? 1
    : (rule.categories[category] ?? 1);
}
