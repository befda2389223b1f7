import { NetworkError, RefusedError, UnauthorisedError, type UserError } from '@jifen/sdk';
import { mallTime } from './clock.js';
import { moment, number, price } from './format.js';
import { store } from './state.js';
import { texts } from './texts.js';

/** What went wrong, as a sentence a member can act on; never a code, never a stack. */
export function sentence(error: unknown): string {
  const { trouble } = texts();
  if (error instanceof RefusedError) return refusal(error);
  if (error instanceof UnauthorisedError) return trouble.session;
  if (error instanceof NetworkError) return trouble.network;
  return trouble.other;
}

/** Why something was not done, and whether it was for the amount, so that its field can say so. */
export interface Problem {
  readonly text: string;
  readonly ofAmount: boolean;
}

const ofAmount: readonly string[] = ['AMOUNT_OUT_OF_RANGE', 'INSUFFICIENT_POINTS', 'TARGET_REACHED'];

export function problemOf(error: unknown): Problem {
  return {
    text: sentence(error),
    ofAmount: error instanceof RefusedError && ofAmount.some((code) => code === error.code),
  };
}

type Sentences = {
  [Name in UserError['__typename']]?: (error: Extract<UserError, { __typename: Name }>) => string;
};

/** Reasons that are not named here are told in the words of the server, which speaks the language of the page. */
function sentences(): Sentences {
  const { refused } = texts();
  return {
    InsufficientPoints: ({ required, balance }) => {
      const short = required - balance;
      // Where today's check-in would not be enough, the advice would be a mockery.
      const helps =
        short <= (store.state.checkIn?.nextPoints ?? 0) && store.state.checkIn?.checkedInToday === false;
      return (helps ? refused.INSUFFICIENT_POINTS_BY_LITTLE : refused.INSUFFICIENT_POINTS)(number(short));
    },
    OutOfStock: ({ available }) =>
      available > 0 ? refused.OUT_OF_STOCK(number(available)) : refused.OUT_OF_STOCK_NONE,
    NotOnSale: ({ onSaleFrom }) =>
      onSaleFrom !== null && Date.parse(onSaleFrom) > mallTime()
        ? refused.NOT_ON_SALE_UNTIL(moment(onSaleFrom))
        : refused.NOT_ON_SALE,
    PriceChanged: ({ actual }) => refused.PRICE_CHANGED(price(actual)),
    AlreadyCheckedIn: () => refused.ALREADY_CHECKED_IN,
    PaymentDeclined: () => refused.PAYMENT_DECLINED,
    NotFound: () => refused.NOT_FOUND,
    TierRequired: ({ title }) => refused.TIER_REQUIRED(title),
    TargetReached: ({ pointsLeft }) =>
      pointsLeft > 0 ? refused.TARGET_NEARLY_REACHED(number(pointsLeft)) : refused.TARGET_REACHED,
    AmountOutOfRange: ({ least, most }) => {
      if (most === null) return refused.AMOUNT_TOO_SMALL(number(least));
      return most === least
        ? refused.AMOUNT_IS_FIXED(number(least))
        : refused.AMOUNT_OUT_OF_RANGE(number(least), number(most));
    },
    AlreadyVoted: () => refused.ALREADY_VOTED,
    // The server explains the key, which no member has ever seen.
    IdempotencyConflict: () => refused.other,
  };
}

function refusal(error: RefusedError): string {
  const first = error.errors[0];
  // Without reasons the request itself was malformed, which is told in words for developers.
  return first === undefined ? texts().refused.other : (say(sentences(), first) ?? first.message);
}

function say<Name extends UserError['__typename']>(
  known: Sentences,
  error: Extract<UserError, { __typename: Name }>,
): string | undefined {
  const name: Name = error['__typename'];
  return known[name]?.(error);
}
