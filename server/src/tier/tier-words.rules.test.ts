import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { rulesInWords } from './tier-words.rules.js';

const mall = { currency: 'CNY', noticeDays: 7 };
const rules = (change: object = {}) => tierRulesShape.parse(change);
const words = (change: object, language: 'zh' | 'en', telling = mall) =>
  rulesInWords(rules(change), telling).map((sentence) => sentence[language]);

describe('the rules of the ladder in words', () => {
  it('tell in Chinese how a score is made, how a tier is kept, the sprint and the notice', () => {
    expect(words({}, 'zh')).toEqual([
      '成长值是最近 12 个自然月（含本月）消费的 60% 加互动的 40%。',
      '折算前的成长值：消费 ¥1 计 1，签到一天计 10，首次支持一个公益项目计 50，首次参与一个众筹计 50，首次参加一场投票计 20。',
      '成长值达到即升级，等级保留 12 个月；到期时成长值仍达到，再保留 12 个月，否则降一级，最多只降一级。',
      '到期前 30 天是保级冲刺：我们会告诉你还差多少成长值，期间购物得 2 倍积分。',
      '因某笔订单升级的，订单退款后若成长值不再达到，升级会撤销。',
      '可能让会员权益减少的规则调整，至少提前 7 天告知。',
    ]);
  });

  it('tell the same in English', () => {
    expect(words({}, 'en')).toEqual([
      'Your score is 60% of what you spend plus 40% of how you take part, over the last 12 calendar months, this one included.',
      'Before those percentages are applied, ¥1 spent counts 1, a day’s check-in counts 10, the first gift to a good cause counts 50, the first pledge to a pool counts 50, the first ballot in a vote counts 20.',
      'You rise as soon as your score reaches a tier, and keep it for 12 months. If your score still reaches it then, you keep it for another 12 months; if not, you move down one tier, never more.',
      'The keep-sprint is the last 30 days before that: we tell you how much score is missing, and purchases earn double points.',
      'A rise that an order brought is taken back when the order is refunded and your score no longer reaches it.',
      'If a change of these rules could leave members with less, we tell you at least 7 days ahead.',
    ]);
  });

  it('are silent about what counts nothing', () => {
    const spendOnly = words({ weights: { spend: 100, interaction: 0 }, windowMonths: 1 }, 'en', {
      currency: 'USD',
      noticeDays: 14,
    });
    expect(spendOnly.slice(0, 2)).toEqual([
      'Your score is 100% of what you spend, in the present calendar month.',
      'Before those percentages are applied, $1 spent counts 1.',
    ]);
    const noGifts = words({ units: { donation: 0 }, weights: { spend: 0, interaction: 100 } }, 'zh');
    expect(noGifts[1]).toBe('折算前的成长值：签到一天计 10，首次参与一个众筹计 50，首次参加一场投票计 20。');
    expect(noGifts.join()).not.toContain('退款');
  });

  it('promise no more points where the sprint gives none, and name one day as one', () => {
    expect(words({ sprint: { days: 1, multiplier: 1 }, validityMonths: 1 }, 'en').slice(2, 4)).toEqual([
      'You rise as soon as your score reaches a tier, and keep it for 1 month. If your score still reaches it then, you keep it for another 1 month; if not, you move down one tier, never more.',
      'The keep-sprint is the last day before that: we tell you how much score is missing.',
    ]);
  });
});
