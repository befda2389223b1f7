import type { PlanDraft, RewardDraft } from './reward.draft.js';

const none = { zh: '', en: '' };

/** A price for everybody, in force always. */
export function planDraft(points: number, more: Partial<PlanDraft> = {}): PlanDraft {
  return { label: null, points, cash: null, startsAt: null, endsAt: null, tier: null, ...more };
}

/** A reward of which nothing is said but what must be; it has no variants yet. */
export const mugDraft: RewardDraft = {
  handle: 'mug',
  kind: 'physical',
  title: { zh: '杯子', en: 'Mug' },
  summary: none,
  description: none,
  supplier: null,
  category: null,
  tags: [],
  images: [],
  videoUrl: null,
  onSaleFrom: null,
  onSaleUntil: null,
  limit: null,
  featured: 0,
  zones: [],
  variants: [],
};
