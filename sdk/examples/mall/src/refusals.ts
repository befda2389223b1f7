import { NetworkError, RefusedError, UnauthorisedError } from '@jifen/sdk';
import { moment, number, price } from './format.js';
import { texts } from './texts.js';

/** What went wrong, as a sentence a member can act on; never a code, never a stack. */
export function sentence(error: unknown): string {
  const { trouble } = texts();
  if (error instanceof RefusedError) return refusal(error);
  if (error instanceof UnauthorisedError) return trouble.session;
  if (error instanceof NetworkError) return trouble.network;
  return trouble.other;
}

function refusal(error: RefusedError): string {
  const { refused } = texts();
  const first = error.errors[0];
  switch (first?.['__typename']) {
    case 'InsufficientPoints':
      return refused.INSUFFICIENT_POINTS(number(first.required - first.balance));
    case 'OutOfStock':
      return first.available > 0 ? refused.OUT_OF_STOCK(number(first.available)) : refused.OUT_OF_STOCK_NONE;
    case 'LimitReached':
      return refused.LIMIT_REACHED(number(first.limit), number(first.left));
    case 'NotOnSale':
      return first.onSaleFrom !== null && Date.parse(first.onSaleFrom) > Date.now()
        ? refused.NOT_ON_SALE_UNTIL(moment(first.onSaleFrom))
        : refused.NOT_ON_SALE;
    case 'NotEligible':
      return refused.NOT_ELIGIBLE;
    case 'PriceChanged':
      return refused.PRICE_CHANGED(price(first.actual));
    case 'AlreadyCheckedIn':
      return refused.ALREADY_CHECKED_IN;
    case 'InvalidState':
      return refused.INVALID_STATE;
    case 'PaymentDeclined':
      return refused.PAYMENT_DECLINED;
    case 'NotFound':
      return refused.NOT_FOUND;
    case 'InvalidInput':
    case 'IdempotencyConflict':
    case undefined:
    default:
      return refused.other;
  }
}
