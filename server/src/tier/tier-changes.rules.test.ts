import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { changedRules } from './tier-changes.rules.js';

const rules = tierRulesShape.parse({});
const next = (change: object) => tierRulesShape.parse({ ...rules, ...change });
const told = (change: object, language: 'zh' | 'en' = 'en') =>
  changedRules(rules, next(change)).map(({ words, loses }) => [words[language], loses]);
const gold = (change: object) => ({
  tiers: rules.tiers.map((tier) => (tier.key === 'gold' ? { ...tier, ...change } : tier)),
});
const goldGets = (change: object) => gold({ benefits: { ...rules.tiers[1]?.benefits, ...change } });

describe('what other rules change', () => {
  it('is nothing where nothing changes', () => {
    expect(told({})).toEqual([]);
  });

  it('is told of scores, each part by itself, in both languages', () => {
    const change = {
      weights: { spend: 20, interaction: 80 },
      windowMonths: 6,
      units: { ...rules.units, checkIn: 5, ballot: 30 },
    };
    expect(told(change)).toEqual([
      [
        'The score becomes 20% of what you spend plus 80% of how you take part; until then it is 60% of what you spend plus 40% of how you take part.',
        true,
      ],
      ['The score counts 6 months instead of 12.', true],
      ['A day’s check-in counts 5 instead of 10.', true],
      ['The first ballot in a vote counts 30 instead of 20.', false],
    ]);
    expect(told(change, 'zh').map(([sentence]) => sentence)).toEqual([
      '成长值由消费的 60% 加互动的 40% 改为消费的 20% 加互动的 80%。',
      '成长值统计的自然月由 12 个改为 6 个。',
      '签到一天，折算前的成长值由计 10 改为计 5。',
      '首次参加一场投票，折算前的成长值由计 20 改为计 30。',
    ]);
  });

  it('is told of validity and sprint', () => {
    expect(told({ validityMonths: 6, sprint: { days: 14, multiplier: 3 } })).toEqual([
      ['A tier is kept for 6 months instead of 12.', true],
      ['The keep-sprint has 14 days instead of 30.', true],
      ['Purchases in the keep-sprint earn triple points instead of double points.', false],
    ]);
  });

  it('is told of each step and each of its benefits', () => {
    expect(told(gold({ from: 6_000, title: { zh: '黄金', en: 'Golden' } }))).toEqual([
      ['Gold will be called Golden.', false],
      ['Gold starts at a score of 6,000 instead of 5,000.', true],
    ]);
    const change = {
      discountPercent: 4,
      earlyAccessHours: 12,
      birthdayPoints: 1_200,
      freeShipping: false,
      dedicatedService: true,
    };
    expect(told(goldGets(change))).toEqual([
      ['Gold gets 4% off rewards instead of 3% off.', false],
      ['Gold gets new rewards 12 hours early instead of 24 hours early.', true],
      ['The birthday gift of Gold is 1,200 points instead of 300 points.', false],
      ['Physical rewards no longer ship free for Gold.', true],
      ['Gold gets dedicated service.', false],
    ]);
    expect(told(goldGets(change), 'zh').map(([sentence]) => sentence)).toEqual([
      '“金卡”兑换由 9.7 折改为 9.6 折。',
      '“金卡”新品由提前 24 小时改为提前 12 小时。',
      '“金卡”生日礼由 300 积分改为 1,200 积分。',
      '“金卡”不再包邮。',
      '“金卡”新增专属服务。',
    ]);
  });

  it('never speaks of nothing as a number, nor of one as many', () => {
    const none = { discountPercent: 0, earlyAccessHours: 0, birthdayPoints: 0 };
    expect(told(goldGets(none)).map(([sentence]) => sentence)).toEqual([
      'Gold gets no discount on rewards instead of 3% off.',
      'Gold gets new rewards with everybody instead of 24 hours early.',
      'The birthday gift of Gold is nothing instead of 300 points.',
    ]);
    expect(told(goldGets(none), 'zh').map(([sentence]) => sentence)).toEqual([
      '“金卡”兑换由 9.7 折改为原价。',
      '“金卡”新品由提前 24 小时改为不提前。',
      '“金卡”生日礼由 300 积分改为无。',
    ]);
    expect(told(goldGets({ earlyAccessHours: 1, birthdayPoints: 1 })).map(([sentence]) => sentence)).toEqual([
      'Gold gets new rewards 1 hour early instead of 24 hours early.',
      'The birthday gift of Gold is 1 point instead of 300 points.',
    ]);
    expect(told({ sprint: { days: 30, multiplier: 1 } })[0]?.[0]).toContain(
      'the usual points instead of double',
    );
  });

  it('is told of steps that come and go', () => {
    const ruby = {
      key: 'ruby',
      title: { zh: '红宝', en: 'Ruby' },
      from: 50_000,
      benefits: rules.tiers.at(-1)?.benefits,
    };
    expect(told({ tiers: [...rules.tiers.slice(1), ruby] })).toEqual([
      ['Silver is no longer a tier.', true],
      ['Ruby becomes a tier, from a score of 50,000 on.', false],
    ]);
  });

  it('is silent about how to reach those who serve, which costs nobody anything', () => {
    expect(told(goldGets({ serviceContact: { zh: '微信', en: 'WeChat' } }))).toEqual([]);
  });
});
