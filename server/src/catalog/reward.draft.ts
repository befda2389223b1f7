import type { LocalizedText } from '../graphql/localized.js';
import type { Period } from '../platform/period.rules.js';
import type { Cash } from '../platform/currency.rules.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import type { Picture } from '../platform/content.rules.js';

export const rewardKinds = ['physical', 'virtual', 'service', 'event_seat', 'partner_points'] as const;
export type RewardKind = (typeof rewardKinds)[number];

/** Drafts and delisted rewards are seen by operators only. */
export type RewardState = 'draft' | 'listed' | 'delisted';

export interface OptionRow {
  name: LocalizedText;
  value: LocalizedText;
}

/** A complete reward as an operator, an import or the demo mall describes it; names things by key, not by id. */
export interface RewardDraft {
  handle: string;
  kind: RewardKind;
  title: LocalizedText;
  summary: LocalizedText;
  description: LocalizedText;
  supplier: string | null;
  category: string | null;
  tags: LocalizedText[];
  images: Picture[];
  videoUrl: string | null;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  limit: { quantity: number; period: Period } | null;
  featured: number;
  zones: string[];
  variants: VariantDraft[];
}

export interface VariantDraft {
  title: LocalizedText;
  sku: string | null;
  options: OptionRow[];
  plans: PlanDraft[];
  stock: StockDraft;
}

export interface PlanDraft {
  label: LocalizedText | null;
  points: number;
  cash: Cash | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** From which tier on it is open; null: for everybody. */
  tier: string | null;
}

/** What there is to begin with; null onHand is unlimited, a batch renews itself every period. */
export interface StockDraft {
  onHand: number | null;
  batch: { size: number; period: BatchPeriod } | null;
}
