import type { Offer, Plan } from '../catalog/offer.book.js';

/** What rules about lines are tried on. */
export const uuid = '01936f3a-0000-7000-8000-000000000001';

export const plan = (
  id: string,
  points: number,
  cashMinor: number | null = null,
  more: Partial<Plan> = {},
): Plan => ({
  id,
  points,
  cashMinor,
  currency: cashMinor === null ? null : 'CNY',
  startsAt: null,
  endsAt: null,
  tier: null,
  ...more,
});

export const offer: Offer = {
  programId: 'p',
  timeZone: 'UTC',
  variantId: uuid,
  sku: null,
  rewardId: 'reward',
  kind: 'physical',
  title: { zh: '杯子', en: 'Cup' },
  draft: false,
  listed: true,
  onSaleFrom: null,
  onSaleUntil: null,
  toldAt: null,
  limit: null,
  zoneTiers: [],
  plans: [plan('a', 100)],
};
