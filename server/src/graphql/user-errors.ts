import { encodeId, type IdPrefix } from '../platform/ids.js';
import type { Period } from '../platform/period.rules.js';
import type { LocalizedReason, Refusal } from '../platform/refusal.js';
import { counted, pointsInWords, spelled } from '../platform/spoken.rules.js';
import { localize } from './localized.js';
import type { Language } from './localized.js';
import { price } from './money.types.js';
import { notFoundReason } from './not-found-reasons.js';
import { stateReason } from './state-reasons.js';
import {
  AlreadyCheckedIn,
  AlreadyExists,
  AlreadyVoted,
  AmountOutOfRange,
  CurrencyMismatch,
  IdempotencyConflict,
  InsufficientPoints,
  InvalidInput,
  InvalidState,
  LimitReached,
  NotFound,
  NotOnSale,
  OutOfStock,
  PaymentDeclined,
  PriceChanged,
  TargetReached,
  TierRequired,
  UserError,
} from './user-errors.types.js';

export { UserError };

/** Rules speak in uuids and facts; callers read public ids and a sentence in their language. */
export function toUserErrors(refusals: readonly Refusal[], language: Language): UserError[] {
  return refusals.map((refusal) =>
    Object.assign(typed(refusal, language), {
      code: refusal.code,
      message: localize(reason(refusal), language),
      path: refusal.path ?? null,
    }),
  );
}

// oxlint-disable-next-line typescript/consistent-return -- the switch is exhaustive
function typed(refusal: Refusal, language: Language): UserError {
  switch (refusal.code) {
    case 'INSUFFICIENT_POINTS':
      return Object.assign(new InsufficientPoints(), {
        balance: refusal.balance,
        required: refusal.required,
      });
    case 'OUT_OF_STOCK':
      return Object.assign(new OutOfStock(), {
        variantId: publicId('variant', refusal.variantId),
        available: refusal.available,
      });
    case 'LIMIT_REACHED':
      return Object.assign(new LimitReached(), {
        rewardId: publicId('reward', refusal.rewardId),
        limit: refusal.limit,
        left: refusal.left,
      });
    case 'NOT_ON_SALE':
      return Object.assign(new NotOnSale(), {
        rewardId: publicId('reward', refusal.rewardId),
        onSaleFrom: refusal.onSaleFrom,
        onSaleUntil: refusal.onSaleUntil,
      });
    case 'PRICE_CHANGED':
      return Object.assign(new PriceChanged(), {
        expected: price(refusal.expected),
        actual: price(refusal.actual),
      });
    case 'CURRENCY_MISMATCH':
      return Object.assign(new CurrencyMismatch(), {
        expectedCurrency: refusal.expectedCurrency,
        actualCurrency: refusal.actualCurrency,
      });
    case 'IDEMPOTENCY_CONFLICT':
      return Object.assign(new IdempotencyConflict(), { key: refusal.key });
    case 'NOT_FOUND':
      return Object.assign(new NotFound(), { id: refusal.id });
    case 'INVALID_INPUT':
      return new InvalidInput();
    case 'ALREADY_CHECKED_IN':
      return Object.assign(new AlreadyCheckedIn(), { nextAt: refusal.nextAt });
    case 'INVALID_STATE':
      // Every state is an enum of the schema, named there in capitals.
      return Object.assign(new InvalidState(), { state: refusal.state.toUpperCase() });
    case 'PAYMENT_DECLINED':
      return Object.assign(new PaymentDeclined(), { exchangeId: publicId('exchange', refusal.exchangeId) });
    case 'ALREADY_EXISTS':
      return Object.assign(new AlreadyExists(), { id: refusal.id });
    case 'TIER_REQUIRED':
      return Object.assign(new TierRequired(), {
        tier: refusal.tier,
        title: localize(refusal.title, language),
      });
    case 'TARGET_REACHED':
      return Object.assign(new TargetReached(), { pointsLeft: refusal.pointsLeft });
    case 'AMOUNT_OUT_OF_RANGE':
      return Object.assign(new AmountOutOfRange(), { least: refusal.least, most: refusal.most });
    case 'ALREADY_VOTED':
      return Object.assign(new AlreadyVoted(), { campaignId: publicId('campaign', refusal.campaignId) });
  }
}

const uuidPattern = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** A rule that refuses an id it could not read passes it on as it was given. */
function publicId(prefix: IdPrefix, id: string): string {
  return uuidPattern.test(id) ? encodeId(prefix, id) : id;
}

// oxlint-disable-next-line typescript/consistent-return -- the switch is exhaustive
function reason(refusal: Refusal): LocalizedReason {
  switch (refusal.code) {
    case 'INSUFFICIENT_POINTS': {
      const short = refusal.required - refusal.balance;
      return {
        zh: `积分不足，还差 ${spelled(short)} 积分。`,
        en: `You need ${counted(short, 'more point', 'more points')} for this.`,
      };
    }
    case 'OUT_OF_STOCK':
      return refusal.available === 0
        ? { zh: '抱歉，刚刚兑完了。', en: 'Sorry, this has just run out.' }
        : {
            zh: `库存不足，仅剩 ${spelled(refusal.available)} 件。`,
            en: `Only ${spelled(refusal.available)} left.`,
          };
    case 'LIMIT_REACHED':
      return limitReached(refusal);
    case 'NOT_ON_SALE':
      return { zh: '该商品目前不能兑换。', en: 'This reward is not available right now.' };
    case 'PRICE_CHANGED':
      return {
        zh: '价格有变动，请确认后再兑换。',
        en: 'The price has changed. Please check it and try again.',
      };
    case 'CURRENCY_MISMATCH':
      return {
        zh: `请使用币种 ${refusal.expectedCurrency}（收到的是 ${refusal.actualCurrency}）。`,
        en: `Amounts must be in ${refusal.expectedCurrency}, not ${refusal.actualCurrency}.`,
      };
    case 'IDEMPOTENCY_CONFLICT':
      return {
        zh: '该幂等键（或订单号）已用于内容不同的请求。',
        en: 'This idempotency key (or order id) was already used for a different request.',
      };
    case 'NOT_FOUND':
      return notFoundReason(refusal);
    case 'INVALID_INPUT':
      return refusal.reason;
    case 'ALREADY_CHECKED_IN':
      return {
        zh: '今天已经签过到啦，明天再来吧。',
        en: 'You have already checked in today. See you tomorrow!',
      };
    case 'INVALID_STATE':
      return stateReason(refusal);
    case 'PAYMENT_DECLINED':
      return {
        zh: '支付未成功，请换一种支付方式再试。',
        en: 'The payment was declined. Please try another way to pay.',
      };
    case 'ALREADY_EXISTS':
      return { zh: '已存在同名内容。', en: 'This already exists.' };
    case 'TIER_REQUIRED':
      return {
        zh: `${localize(refusal.title, 'zh')}及以上会员专享。`,
        en: `This is for ${localize(refusal.title, 'en')} members and above.`,
      };
    case 'TARGET_REACHED':
      if (refusal.pointsLeft === 0) {
        return {
          zh: '目标已经达成，不再接受积分。',
          en: 'The target has been reached, so no more points are taken.',
        };
      }
      return {
        zh: `还差 ${spelled(refusal.pointsLeft)} 积分就满了，最多再加这么多。`,
        en: `Only ${counted(refusal.pointsLeft, 'more point is', 'more points are')} needed. Please add no more than that.`,
      };
    case 'AMOUNT_OUT_OF_RANGE': {
      const { least, most } = refusal;
      const from = spelled(least);
      if (most === null) {
        return { zh: `至少需要 ${from} 积分。`, en: `It takes at least ${pointsInWords(least).en}.` };
      }
      return most === least
        ? { zh: `须为 ${from} 积分。`, en: `It takes exactly ${pointsInWords(least).en}.` }
        : {
            zh: `须在 ${from} 到 ${spelled(most)} 积分之间。`,
            en: `It takes ${from} to ${spelled(most)} points.`,
          };
    }
    case 'ALREADY_VOTED':
      return {
        zh: '你已投过票，这次投票不能改投。',
        en: 'You have voted already, and this ballot cannot be changed.',
      };
  }
}

/** The period of a limit as it is now and as it comes next; a limit that never starts again has none to wait for. */
const periods: Record<Exclude<Period, 'ever'>, { now: LocalizedReason; next: LocalizedReason }> = {
  day: { now: { zh: '今日', en: 'today' }, next: { zh: '明天', en: 'tomorrow' } },
  week: { now: { zh: '本周', en: 'this week' }, next: { zh: '下周', en: 'next week' } },
  month: { now: { zh: '本月', en: 'this month' }, next: { zh: '下个月', en: 'next month' } },
  year: { now: { zh: '今年', en: 'this year' }, next: { zh: '明年', en: 'next year' } },
};

function limitReached({ limit, left, period }: Extract<Refusal, { code: 'LIMIT_REACHED' }>): LocalizedReason {
  const [most, free] = [spelled(limit), spelled(left)];
  if (period === 'ever') {
    return left === 0
      ? {
          zh: `每人限兑 ${most} 件，你已兑满。`,
          en: `The limit is ${most} for each member, and you have had yours.`,
        }
      : {
          zh: `你一共还可兑 ${free} 件，请减少数量。`,
          en: `You can have ${free} more in all. Please take fewer.`,
        };
  }
  const { now, next } = periods[period];
  return left === 0
    ? {
        zh: `${now.zh}限兑 ${most} 件，你已兑满，${next.zh}再来吧。`,
        en: `The limit is ${most} ${now.en}, and you have had yours. Come back ${next.en}.`,
      }
    : {
        zh: `${now.zh}你还可兑 ${free} 件，请减少数量。`,
        en: `You can have ${free} more ${now.en}. Please take fewer.`,
      };
}
