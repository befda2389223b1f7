import { priceFact } from '../graphql/money.types.js';
import { decodeId } from '../platform/ids.js';
import { type PriceFact, type Refusal, type Refused, refuse } from '../platform/refusal.js';
import type { AskedLine } from './exchange.rules.js';
import type { ExchangeRedeemInput } from './exchange.types.js';

export interface AskedRedeem {
  idempotencyKey: string;
  lines: AskedLine[];
  expectedTotal: PriceFact | null;
}

/** What was asked, with uuids for ids; what cannot be read is refused before anything is looked up. */
export function askedRedeem(input: ExchangeRedeemInput): AskedRedeem | Refused {
  const refusals: Refusal[] = [];
  const lines = input.lines.map((line, at) => {
    const variantId = decodeId('variant', line.variantId);
    const pricePlanId = line.pricePlanId ? decodeId('plan', line.pricePlanId) : null;
    const path = ['lines', String(at)];
    if (variantId === null) {
      refusals.push({ code: 'NOT_FOUND', id: line.variantId, path: [...path, 'variantId'] });
    }
    if (line.pricePlanId && pricePlanId === null) {
      refusals.push({ code: 'NOT_FOUND', id: line.pricePlanId, path: [...path, 'pricePlanId'] });
    }
    return { variantId: variantId ?? '', quantity: line.quantity, pricePlanId };
  });
  const expectedTotal = input.expectedTotal ? priceFact(input.expectedTotal) : null;
  if (input.expectedTotal && expectedTotal === null) {
    const zh = '金额的小数位数超过该币种的最小单位。';
    const en = 'The amount is finer than the smallest unit of its currency.';
    refusals.push({ code: 'INVALID_INPUT', reason: { zh, en }, path: ['expectedTotal', 'cash', 'amount'] });
  }
  if (refusals.length > 0) return refuse(...refusals);
  return { idempotencyKey: input.idempotencyKey, lines, expectedTotal };
}
