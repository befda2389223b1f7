import type { Words } from '../platform/content.rules.js';
import type { Interaction, TierRules } from '../program/tier-rules.js';

/** What else of a mall its members must know to understand the rules. */
export interface Telling {
  /** ISO 4217. */
  currency: string;
  /** Days between telling of a loss and its coming. */
  noticeDays: number;
}

/** What a member does, as it is called in a sentence about what it counts. */
export const doings: Readonly<Record<Interaction, Words>> = {
  checkIn: { zh: '签到一天', en: 'a day’s check-in' },
  donation: { zh: '首次支持一个公益项目', en: 'the first gift to a good cause' },
  pledge: { zh: '首次参与一个众筹', en: 'the first pledge to a pool' },
  ballot: { zh: '首次参加一场投票', en: 'the first ballot in a campaign' },
};

/** In the order in which members are told. */
export const kindsOfDoing = ['checkIn', 'donation', 'pledge', 'ballot'] as const satisfies Interaction[];

/** The rules as members read them (P5): score, window, keeping, sprint, refunds, and how changes are told. */
export function rulesInWords(rules: TierRules, { currency, noticeDays }: Telling): Words[] {
  return [
    scoreInWords(rules),
    countsInWords(rules, currency),
    keeping(rules),
    sprinting(rules),
    ...(rules.weights.spend > 0 ? [undoing] : []),
    telling(noticeDays),
  ];
}

/** What of spending and of taking part makes the score. */
export function sharesInWords({ spend, interaction }: TierRules['weights']): Words {
  const parts = [
    spend > 0 && { zh: `消费的 ${spend}%`, en: `${spend}% of what you spend` },
    interaction > 0 && { zh: `互动的 ${interaction}%`, en: `${interaction}% of how you take part` },
  ].filter((part) => part !== false);
  return { zh: parts.map(({ zh }) => zh).join(' 加'), en: parts.map(({ en }) => en).join(' plus ') };
}

export function months(count: number): Words {
  return { zh: `${count} 个月`, en: count === 1 ? '1 month' : `${count} months` };
}

export function days(count: number): Words {
  return { zh: `${count} 天`, en: count === 1 ? '1 day' : `${count} days` };
}

function scoreInWords({ weights, windowMonths }: TierRules): Words {
  const shares = sharesInWords(weights);
  return windowMonths === 1
    ? { zh: `成长值是本月${shares.zh}。`, en: `Your score is ${shares.en}, in the present calendar month.` }
    : {
        zh: `成长值是最近 ${windowMonths} 个自然月（含本月）${shares.zh}。`,
        en: `Your score is ${shares.en}, over the last ${windowMonths} calendar months, this one included.`,
      };
}

/** Only what can move the score. */
function countsInWords({ weights, units }: TierRules, currency: string): Words {
  const counted = weights.interaction === 0 ? [] : kindsOfDoing.filter((kind) => units[kind] > 0);
  const spent =
    weights.spend === 0
      ? []
      : [{ zh: `消费 ${money(currency, 'zh')} 计 1 分`, en: `${money(currency, 'en')} spent counts 1` }];
  const done = counted.map((kind) => ({
    zh: `${doings[kind].zh}计 ${units[kind]} 分`,
    en: `${doings[kind].en} counts ${units[kind]}`,
  }));
  const all = [...spent, ...done];
  return {
    zh: `折算之前，${all.map(({ zh }) => zh).join('，')}。`,
    en: `Before these shares are taken, ${all.map(({ en }) => en).join(', ')}.`,
  };
}

function keeping({ validityMonths }: TierRules): Words {
  const kept = months(validityMonths);
  return {
    zh: `成长值一达到就升级，等级保留 ${kept.zh}；期满时成长值仍达到则续 ${kept.zh}，否则只降一级。`,
    en: `You rise as soon as your score reaches a tier, and keep it for ${kept.en}. If your score reaches it then, it is renewed for ${kept.en}; if not, you land one tier lower and no more.`,
  };
}

const undoing: Words = {
  zh: '因订单而升的级，订单退款后成长值不够时会撤回。',
  en: 'A rise that an order brought is taken back when the order is refunded and your score no longer reaches it.',
};

function sprinting({ sprint }: TierRules): Words {
  const last = days(sprint.days);
  const earning =
    sprint.multiplier === 1
      ? { zh: '。', en: '.' }
      : {
          zh: `，期间购物得 ${sprint.multiplier} 倍积分。`,
          en: `, and purchases earn ${sprint.multiplier} times the points.`,
        };
  return {
    zh: `期满前 ${last.zh}是保级冲刺：我们会告诉你还差多少${earning.zh}`,
    en: `In the last ${last.en} before that comes the keep-sprint: we tell you what is missing${earning.en}`,
  };
}

function telling(noticeDays: number): Words {
  const before = days(noticeDays);
  return {
    zh: `规则若有可能让会员减少权益的调整，至少提前 ${before.zh}告知。`,
    en: `A change of these rules that could leave members with less is told at least ${before.en} before.`,
  };
}

/** One unit of the currency. */
function money(currency: string, language: keyof Words): string {
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  } as const;
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', options).format(1);
}
