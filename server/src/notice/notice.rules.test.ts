import { expect, test } from 'vitest';
import { noticeMessage } from './notice.rules.js';

const facts = {
  rewardId: 'reward',
  campaign: { zh: '冬天喝哪支豆？', en: 'Which bean?' },
  winner: { zh: '桂花米糕', en: '' },
};

test('a notice speaks both languages, and borrows the name that was never written', () => {
  expect(noticeMessage('vote_won', facts)).toEqual({
    zh: '你投票支持的“桂花米糕”胜出，即将上架。',
    en: 'Your choice “桂花米糕” has won and is coming soon.',
  });
});

test('donors hear what became of what they gave', () => {
  const project = { zh: '阅览室', en: 'Reading rooms' };
  expect(noticeMessage('donation_settled', { project, points: 30 })).toEqual({
    zh: '你为“阅览室”捐出的 30 积分已拨付，去向说明附在捐赠凭证上。',
    en: 'Your 30 points for “Reading rooms” have been paid out. Your receipt tells what for.',
  });
  expect(noticeMessage('donation_settled', { project, points: 1 }).en).toContain('Your point for');
  expect(noticeMessage('donation_settled', { project, points: 3_000 }).zh).toContain('3,000 积分');
  const title = { zh: '书架上墙了', en: 'The shelves are up' };
  expect(noticeMessage('donation_news', { project, title })).toEqual({
    zh: '“阅览室”有新进展：书架上墙了',
    en: 'News of “Reading rooms”: The shelves are up',
  });
});

test('members hear how a pool ended and what became of their points', () => {
  const pool = { zh: '大烤箱', en: 'The big oven' };
  const points = 120;
  const full = noticeMessage('pool_succeeded', { pool, points, drawn: false });
  // Points that leave a member are not told as if they came.
  expect(full.zh).toBe('“大烤箱”凑满了！你参与的 120 积分已扣除，有你一份。');
  expect(full.en).toBe('“The big oven” is full! Your 120 points have been taken, and you get your share.');
  expect(noticeMessage('pool_succeeded', { pool, points, drawn: true }).en).toContain('the draw comes next');
  expect(noticeMessage('pool_failed', { pool, points }).en).toContain('Your 120 points are back');
  const reason = { zh: '厂家停产', en: '' };
  expect(noticeMessage('pool_cancelled', { pool, points, reason }).en).toContain('called off: 厂家停产');
  const written = { zh: '厂家停产。', en: 'The maker stopped!' };
  const cancelled = noticeMessage('pool_cancelled', { pool, points: 1, reason: written });
  expect(cancelled.zh).toBe('“大烤箱”已取消：厂家停产。1 积分已退回。');
  expect(cancelled.en).toBe('“The big oven” was called off: The maker stopped! Your 1 point is back.');
  expect(noticeMessage('pool_won', { pool }).zh).toContain('抽中了“大烤箱”');
});

test('members hear of their tier: that it rose, how to keep it, and that it was not kept', () => {
  const tier = { zh: '金卡', en: 'Gold' };
  const sprint = { tier, missing: 120, until: '2027-11-22' };
  expect(noticeMessage('tier_raised', { tier }).en).toContain('Gold');
  // The review is the beginning of that day: what is done on it comes too late.
  expect(noticeMessage('tier_sprint', sprint)).toEqual({
    zh: '保级冲刺：2027年11月22日前再得 120 成长值，即可保住金卡。',
    en: 'Raise your score by 120 before 22 November 2027 to stay Gold.',
  });
  expect(noticeMessage('tier_sprint', { ...sprint, missing: 0 }).en).toContain('safe');
  const changes = [{ zh: '“金卡”不再包邮。', en: 'Physical rewards no longer ship free for Gold.' }];
  const told = noticeMessage('tier_rules', { from: '2026-11-29', changes, more: 0 });
  expect(told.zh).toBe('会员等级规则自 2026年11月29日起调整：“金卡”不再包邮。');
  expect(told.en).toBe(
    'The tier rules change on 29 November 2026. Physical rewards no longer ship free for Gold.',
  );
  expect(noticeMessage('tier_rules', { from: '2026-11-29', changes, more: 2 }).en).toContain(
    '2 more changes are',
  );
  expect(noticeMessage('tier_rules', { from: '2026-11-29', changes, more: 1 }).en).toContain(
    '1 more change is',
  );
  expect(noticeMessage('tier_dropped', { tier }).zh).toContain('金卡');
  expect(noticeMessage('tier_dropped', { tier: null }).zh).toContain('到期');
  // Who has no tier any more hears what to do about it.
  expect(noticeMessage('tier_dropped', { tier: null }).en).toContain('rise again');
  expect(noticeMessage('birthday_gift', { points: 300, tier }).en).toContain('Gold gift of 300 points');
});
