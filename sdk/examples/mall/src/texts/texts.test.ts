import { describe, expect, test } from 'vitest';
import { en } from './en.js';
import { zh } from './zh.js';

/** Every sentence that tells how many points there are, said of this many. */
const amounts = (words: typeof zh, count: string) => ({
  points: words.points(count),
  balanceIs: words.balanceIs(count),
  held: words.held(count),
  pending: words.pending(count),
  owed: words.owed(count),
  expiring: words.expiring(count, ''),
  checkIn: words.checkIn.action(count),
  tomorrow: words.checkIn.tomorrow(count),
  short: words.reward.short(count),
  spent: words.checkout.doneText(count),
  refused: words.refused.INSUFFICIENT_POINTS(count),
  nearly: words.refused.TARGET_NEARLY_REACHED(count),
  least: words.refused.AMOUNT_TOO_SMALL(count),
  fixed: words.refused.AMOUNT_IS_FIXED(count),
  give: words.donation.give(count),
  next: words.donation.next(count, ''),
  pledge: words.crowdfunding.pledge(count),
  left: words.crowdfunding.left(count),
  birthday: words.tier.gives.birthday(count),
  vote: words.voting.own.spent(count),
});

describe('an amount', () => {
  test.each(Object.entries(amounts(zh, '2')))('of points says so in Chinese: %s', (_, text) => {
    expect(text).toContain('2 积分');
  });

  test.each(Object.entries(amounts(en, '2')))('of points says so in English: %s', (_, text) => {
    expect(text).toMatch(/2 (more )?points/u);
  });

  test.each(Object.entries(amounts(en, '1')))('of one point is told in the singular: %s', (_, text) => {
    expect(text).toMatch(/\b1 (more )?point\b/u);
  });

  test('that stands beside another tells the unit of both', () => {
    expect(zh.crowdfunding.pledged('10', '20')).toBe('已凑 10 / 20 积分');
    expect(en.crowdfunding.pledged('10', '20')).toBe('10 of 20 points');
    expect(zh.donation.raised('10', '20')).toBe('已筹 10 / 20 积分');
  });

  test('of score is never taken for one of points', () => {
    expect(zh.tier.missing('120', '金卡')).toBe('再得 120 成长值升级金卡');
    expect(zh.tier.keep('120', '金卡')).toBe('还差 120 成长值保住金卡');
    expect(zh.achievement.said.TIER('1', '2')).toBe('成长值 1 / 2');
  });
});

test.each(Object.entries(en.achievement.said))(
  'the way to an award of one is told in the singular: %s',
  (kind, said) => {
    expect(said('0', '1')).toMatch(kind === 'TIER' ? /^Score 0 of 1$/u : /^0 of 1 [a-z]+[^s]$/u);
  },
);

test('numbers that were drawn are listed as each language lists', () => {
  expect(zh.crowdfunding.winners([3, 12])).toBe('抽中：3、12 号');
  expect(en.crowdfunding.winners([3, 12])).toBe('Drawn: No. 3, 12');
});

test('points that are taken from a member are not told as if they came', () => {
  expect(zh.crowdfunding.state.SUCCEEDED).toContain('扣除');
});

test('what was sent is not called delivered, and what was never paid is not called expired, as points are', () => {
  expect([zh.exchanges.state.FULFILLED, en.exchanges.state.FULFILLED]).toEqual(['已发出', 'Sent']);
  expect(zh.exchanges.state.EXPIRED).toContain('未支付');
  expect(en.exchanges.state.EXPIRED).toContain('paid');
});
