import { isRecord } from './is-record.js';
import { ownPrice } from '@jifen/sdk';
import type { Line } from './state.js';
import type { Price } from './types.js';

/** As much of a line of the cart as finds it again, and as says what has become of it. */
export interface KeptLine {
  readonly handle: string;
  readonly title: string;
  readonly variantId: string;
  readonly planId: string;
  readonly price: Price;
  readonly quantity: number;
}

export function keptLine({ reward, variant, plan, quantity }: Line): KeptLine {
  const { handle, title } = reward;
  return { handle, title, variantId: variant.id, planId: plan.id, price: ownPrice(plan), quantity };
}

/** What a browser has kept may be of an earlier page, or of somebody's making. */
export function isKeptLine(value: unknown): value is KeptLine {
  return (
    isRecord(value) &&
    ['handle', 'title', 'variantId', 'planId'].every((name) => typeof value[name] === 'string') &&
    isPrice(value['price']) &&
    typeof value['quantity'] === 'number' &&
    Number.isSafeInteger(value['quantity']) &&
    value['quantity'] > 0
  );
}

function isPrice(value: unknown): value is Price {
  if (!isRecord(value) || typeof value['points'] !== 'number') return false;
  const { cash } = value;
  if (cash === null) return true;
  return isRecord(cash) && typeof cash['amount'] === 'string' && typeof cash['currencyCode'] === 'string';
}
