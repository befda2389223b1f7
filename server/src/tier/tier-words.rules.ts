import type { Words } from '../platform/content.rules.js';
import { multipliedInWords } from '../platform/spoken.rules.js';
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
  ballot: { zh: '首次参加一场投票', en: 'the first ballot in a vote' },
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
      : [{ zh: `消费 ${money(currency, 'zh')} 计 1`, en: `${money(currency, 'en')} spent counts 1` }];
  const done = counted.map((kind) => ({
    zh: `${doings[kind].zh}计 ${units[kind]}`,
    en: `${doings[kind].en} counts ${units[kind]}`,
  }));
  const all = [...spent, ...done];
  return {
    zh: `折算前的成长值：${all.map(({ zh }) => zh).join('，')}。`,
    en: `Before those percentages are applied, ${all.map(({ en }) => en).join(', ')}.`,
  };
}

function keeping({ validityMonths }: TierRules): Words {
  const kept = months(validityMonths);
  return {
    zh: `成长值达到即升级，等级保留 ${kept.zh}；到期时成长值仍达到，再保留 ${kept.zh}，否则降一级，最多只降一级。`,
    en: `You rise as soon as your score reaches a tier, and keep it for ${kept.en}. If your score still reaches it then, you keep it for another ${kept.en}; if not, you move down one tier, never more.`,
  };
}

const undoing: Words = {
  zh: '因某笔订单升级的，订单退款后若成长值不再达到，升级会撤销。',
  en: 'A rise that an order brought is taken back when the order is refunded and your score no longer reaches it.',
};

function sprinting({ sprint }: TierRules): Words {
  const last = days(sprint.days);
  const earning =
    sprint.multiplier === 1
      ? { zh: '。', en: '.' }
      : {
          zh: `，期间购物得 ${multipliedInWords(sprint.multiplier).zh}。`,
          en: `, and purchases earn ${multipliedInWords(sprint.multiplier).en}.`,
        };
  return {
    zh: `到期前 ${last.zh}是保级冲刺：我们会告诉你还差多少成长值${earning.zh}`,
    en: `The keep-sprint is the last ${sprint.days === 1 ? 'day' : last.en} before that: we tell you how much score is missing${earning.en}`,
  };
}

function telling(noticeDays: number): Words {
  const before = days(noticeDays);
  return {
    zh: `可能让会员权益减少的规则调整，至少提前 ${before.zh}告知。`,
    en: `If a change of these rules could leave members with less, we tell you at least ${before.en} ahead.`,
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
