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
      '折算之前，消费 ¥1 计 1 分，签到一天计 10 分，首次支持一个公益项目计 50 分，首次参与一个众筹计 50 分，首次参加一场投票计 20 分。',
      '成长值一达到就升级，等级保留 12 个月；期满时成长值仍达到则续 12 个月，否则只降一级。',
      '期满前 30 天是保级冲刺：我们会告诉你还差多少，期间购物得 2 倍积分。',
      '因订单而升的级，订单退款后成长值不够时会撤回。',
      '规则若有可能让会员减少权益的调整，至少提前 7 天告知。',
    ]);
  });

  it('tell the same in English', () => {
    expect(words({}, 'en')).toEqual([
      'Your score is 60% of what you spend plus 40% of how you take part, over the last 12 calendar months, this one included.',
      'Before these shares are taken, ¥1 spent counts 1, a day’s check-in counts 10, the first gift to a good cause counts 50, the first pledge to a pool counts 50, the first ballot in a campaign counts 20.',
      'You rise as soon as your score reaches a tier, and keep it for 12 months. If your score reaches it then, it is renewed for 12 months; if not, you land one tier lower and no more.',
      'In the last 30 days before that comes the keep-sprint: we tell you what is missing, and purchases earn 2 times the points.',
      'A rise that an order brought is taken back when the order is refunded and your score no longer reaches it.',
      'A change of these rules that could leave members with less is told at least 7 days before.',
    ]);
  });

  it('are silent about what counts nothing', () => {
    const spendOnly = words({ weights: { spend: 100, interaction: 0 }, windowMonths: 1 }, 'en', {
      currency: 'USD',
      noticeDays: 14,
    });
    expect(spendOnly.slice(0, 2)).toEqual([
      'Your score is 100% of what you spend, in the present calendar month.',
      'Before these shares are taken, $1 spent counts 1.',
    ]);
    const noGifts = words({ units: { donation: 0 }, weights: { spend: 0, interaction: 100 } }, 'zh');
    expect(noGifts[1]).toBe(
      '折算之前，签到一天计 10 分，首次参与一个众筹计 50 分，首次参加一场投票计 20 分。',
    );
    expect(noGifts.join()).not.toContain('退款');
  });

  it('promise no more points where the sprint gives none, and name one day as one', () => {
    expect(words({ sprint: { days: 1, multiplier: 1 }, validityMonths: 1 }, 'en').slice(2, 4)).toEqual([
      'You rise as soon as your score reaches a tier, and keep it for 1 month. If your score reaches it then, it is renewed for 1 month; if not, you land one tier lower and no more.',
      'In the last 1 day before that comes the keep-sprint: we tell you what is missing.',
    ]);
  });
});
