import 'reflect-metadata';
import { expect, test } from 'vitest';
import type { Refusal } from '../platform/refusal.js';
import { toUserErrors } from './user-errors.js';

const said = (refusal: Refusal) =>
  (['zh', 'en'] as const).map((language) => toUserErrors([refusal], language)[0]?.message);

const limit = { code: 'LIMIT_REACHED', rewardId: 'r', limit: 3 } as const;

test.each([0, 1])('nobody is told of a period where a limit never starts again, %i left', (left) => {
  const [zh, en] = said({ ...limit, left, period: 'ever' });
  expect(zh).not.toContain('本期');
  expect(en).not.toContain('period');
  const [monthly, inEnglish] = said({ ...limit, left, period: 'month' });
  expect(monthly).toContain('本期');
  expect(inEnglish).toContain('period');
});

test.each([
  ['exchangeId', 'confirmed', '已付款', 'paid'],
  ['exchangeId', 'cancelled', '已取消', 'cancelled'],
  ['exchangeId', 'expired', '失效', 'expired'],
  ['exchangeId', 'refunded', '已退还', 'refunded'],
  ['exchangeId', 'fulfilled', '已发货', 'delivered'],
  ['orderId', 'refunded', '已全额退款', 'refunded'],
  ['campaignId', 'closed', '投票已结束', 'vote is over'],
  ['poolId', 'failed', '已结束', 'closed'],
])('a refusal of %s in the state %s says what it is', (field, state, zh, en) => {
  const [chinese, english] = said({ code: 'INVALID_STATE', state, path: [field] });
  expect(chinese).toContain(zh);
  expect(english).toContain(en);
});

test('a state that has no sentence of its own is still refused in words', () => {
  const generic = ['当前状态下无法进行此操作。', 'This is not possible in its current state.'];
  expect(said({ code: 'INVALID_STATE', state: 'constructor', path: ['exchangeId'] })).toEqual(generic);
  expect(said({ code: 'INVALID_STATE', state: 'unheard_of' })).toEqual(generic);
});
