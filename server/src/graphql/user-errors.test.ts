import 'reflect-metadata';
import { expect, test } from 'vitest';
import type { Refusal } from '../platform/refusal.js';
import { toUserErrors } from './user-errors.js';

const said = (refusal: Refusal) =>
  (['zh', 'en'] as const).map((language) => toUserErrors([refusal], language)[0]?.message);

const limit = { code: 'LIMIT_REACHED', rewardId: 'r', limit: 3 } as const;

test.each([0, 1])('nobody is told of a period where a limit never starts again, %i left', (left) => {
  const [zh, en] = said({ ...limit, left, period: 'ever' });
  expect(zh).not.toMatch(/本|再来/u);
  expect(en).not.toMatch(/this|next/u);
});

test.each([
  ['day', '今日', '明天', 'today', 'tomorrow'],
  ['week', '本周', '下周', 'this week', 'next week'],
  ['month', '本月', '下个月', 'this month', 'next month'],
  ['year', '今年', '明年', 'this year', 'next year'],
] as const)(
  'a limit of each %s says until when, and when there is more',
  (period, now, later, nowEn, laterEn) => {
    const [zh, en] = said({ ...limit, left: 0, period });
    expect(zh).toBe(`${now}限兑 3 件，你已兑满，${later}再来吧。`);
    expect(en).toBe(`The limit is 3 ${nowEn}, and you have had yours. Come back ${laterEn}.`);
    const [some, someEn] = said({ ...limit, left: 1, period });
    expect(some).toBe(`${now}你还可兑 1 件，请减少数量。`);
    expect(someEn).toBe(`You can have 1 more ${nowEn}. Please take fewer.`);
  },
);

test('amounts are told with their unit, in groups of three, and one in the singular', () => {
  const short = { code: 'INSUFFICIENT_POINTS', balance: 0 } as const;
  expect(said({ ...short, required: 12_000 })).toEqual([
    '积分不足，还差 12,000 积分。',
    'You need 12,000 more points for this.',
  ]);
  expect(said({ ...short, required: 1 })[1]).toBe('You need 1 more point for this.');
  const range = { code: 'AMOUNT_OUT_OF_RANGE', least: 1 } as const;
  expect(said({ ...range, most: null })[1]).toBe('It takes at least 1 point.');
  expect(said({ ...range, most: 1 })[1]).toBe('It takes exactly 1 point.');
  expect(said({ ...range, most: 5_000 })[1]).toBe('It takes 1 to 5,000 points.');
  // Right for who gives for the first time and for who raises a pledge, which is told as a whole.
  expect(said({ code: 'TARGET_REACHED', pointsLeft: 1 })).toEqual([
    '还差 1 积分就满了，最多再加这么多。',
    'Only 1 more point is needed. Please add no more than that.',
  ]);
});

test.each([
  ['exchangeId', 'confirmed', '已付款', 'paid'],
  ['exchangeId', 'cancelled', '已取消', 'cancelled'],
  ['exchangeId', 'expired', '失效', 'expired'],
  ['exchangeId', 'refunded', '已退款', 'refunded'],
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

test.each([
  [['exchangeId'], '兑换', 'exchange'],
  [['lines', '2', 'variantId'], '规格', 'variant'],
  [['lines', '2', 'pricePlanId'], '价格', 'price'],
  [['variants', '0', 'id'], '规格', 'variant'],
  [['ids', '3'], '商品', 'rewards'],
  [['candidates', '1', 'candidateId'], '候选', 'candidate'],
  [['orderId'], '订单', 'order'],
])('what is not found at %j is told by what it would be, and never by its id', (path, zh, en) => {
  const [chinese, english] = said({ code: 'NOT_FOUND', id: 'x9', path });
  expect(chinese).toContain(zh);
  expect(english).toContain(en);
  expect(`${chinese}${english}`).not.toContain('x9');
});

test.each([[undefined], [[]], [['id']], [['constructor']], [['0']]])(
  'what is not found is refused in words also where %j tells nothing of it',
  (path) => {
    const told = said({ code: 'NOT_FOUND', id: 'x', ...(path === undefined ? {} : { path }) });
    expect(told).toEqual(['没有找到对应的内容。', 'We could not find that.']);
  },
);
