import type { LocalizedReason, Refusal } from '../platform/refusal.js';

type InvalidState = Extract<Refusal, { code: 'INVALID_STATE' }>;

/** What is said of a thing that is in a state in which the asked cannot be done, by the field that names the thing. */
const sentences: Readonly<Record<string, Readonly<Record<string, LocalizedReason>>>> = {
  exchangeId: {
    awaiting_payment: { zh: '该兑换尚未付款。', en: 'This exchange has not been paid yet.' },
    confirmed: { zh: '该兑换已付款。', en: 'This exchange has been paid already.' },
    fulfilled: { zh: '该兑换已发货或已完成。', en: 'This exchange has been sent or delivered already.' },
    cancelled: { zh: '该兑换已取消。', en: 'This exchange has been cancelled.' },
    refunded: { zh: '该兑换已退款。', en: 'This exchange has been refunded.' },
    expired: {
      zh: '该兑换未在时限内付款，已失效。',
      en: 'This exchange was not paid in time and has expired.',
    },
  },
  orderId: {
    refunded: { zh: '该订单已全额退款。', en: 'This order has been refunded in full.' },
  },
  poolId: {
    open: { zh: '该众筹仍在进行中。', en: 'This pool is still open.' },
    succeeded: { zh: '该众筹已凑满。', en: 'This pool is full.' },
    completed: { zh: '该众筹已凑满，并已完成。', en: 'This pool is full and complete.' },
    failed: {
      zh: '该众筹已结束，积分将退回。',
      en: 'This pool has closed, and the points are being given back.',
    },
    settled: { zh: '该众筹的积分已拨付。', en: 'The points of this pool have been paid out.' },
    withdrawn: { zh: '你在该众筹中没有积分。', en: 'You have no points in this pool.' },
    captured: {
      zh: '该众筹已凑满，你参与的积分已扣除。',
      en: 'This pool was filled, and your points in it have been taken.',
    },
    released: {
      zh: '该众筹已结束，积分已退回。',
      en: 'This pool has closed, and the points were given back.',
    },
  },
  projectId: {
    open: { zh: '该项目仍在接受捐赠。', en: 'This project still takes gifts.' },
    closed: { zh: '该项目已停止接受捐赠。', en: 'This project takes no more gifts.' },
    settled: { zh: '该项目的积分已拨付。', en: 'The points of this project have been paid out.' },
  },
  campaignId: {
    closed: { zh: '投票已结束。', en: 'This vote is over.' },
    announced: { zh: '投票已结束，结果已公布。', en: 'This vote is over, and its result is known.' },
  },
  id: {
    revoked: { zh: '该密钥已吊销。', en: 'This key has been revoked.' },
    expiring: { zh: '该密钥已更换，即将失效。', en: 'This key has been replaced and is about to expire.' },
  },
};

const anyState: LocalizedReason = {
  zh: '当前状态下无法进行此操作。',
  en: 'This is not possible in its current state.',
};

const byField = new Map(
  Object.entries(sentences).map(([field, states]) => [field, new Map(Object.entries(states))]),
);

export function stateReason({ state, reason, path = [] }: InvalidState): LocalizedReason {
  return reason ?? byField.get(path.at(-1) ?? '')?.get(state.toLowerCase()) ?? anyState;
}
