import type { LocalizedReason, Refusal } from '../platform/refusal.js';

type NotFound = Extract<Refusal, { code: 'NOT_FOUND' }>;

/**
 * What is said of something that is not there, by the field that names it. The same for what never was and for what is somebody else's:
 * nobody learns from it that it exists.
 */
const sentences: Readonly<Record<string, LocalizedReason>> = {
  exchangeId: { zh: '没有找到这次兑换。', en: 'We could not find this exchange.' },
  orderId: { zh: '没有找到这个订单。', en: 'We could not find this order.' },
  memberId: { zh: '没有找到这位会员。', en: 'We could not find this member.' },
  variantId: { zh: '没有找到这个规格。', en: 'We could not find this variant.' },
  variants: { zh: '没有找到这个规格。', en: 'We could not find this variant.' },
  pricePlanId: { zh: '没有找到这个价格方案。', en: 'We could not find this price.' },
  ids: { zh: '没有找到其中一个商品。', en: 'We could not find one of these rewards.' },
  category: { zh: '没有找到这个品类。', en: 'We could not find this category.' },
  zones: { zh: '没有找到其中一个专区。', en: 'We could not find one of these zones.' },
  poolId: { zh: '没有找到这个众筹。', en: 'We could not find this pool.' },
  projectId: { zh: '没有找到这个公益项目。', en: 'We could not find this project.' },
  campaignId: { zh: '没有找到这次投票。', en: 'We could not find this vote.' },
  candidateId: { zh: '没有找到这个候选。', en: 'We could not find this candidate.' },
  noticeId: { zh: '没有找到这条通知。', en: 'We could not find this notice.' },
};

/** Where the field is `id`, what it names is told by the operation that was asked for. */
const anything: LocalizedReason = { zh: '没有找到对应的内容。', en: 'We could not find that.' };

const byField = new Map(Object.entries(sentences));

export function notFoundReason({ path = [] }: NotFound): LocalizedReason {
  // An item of a list is told by the list.
  const field = path.findLast((step) => !/^\d+$/.test(step) && step !== 'id');
  return byField.get(field ?? '') ?? anything;
}
