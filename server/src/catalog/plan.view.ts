import { type Language, localize, type LocalizedText } from '../graphql/localized.js';
import { price } from '../graphql/money.types.js';
import { encodeId } from '../platform/ids.js';
import type { PriceFact } from '../platform/refusal.js';
import type { Version } from '../program/rule-versions.rules.js';
import type { TierRules } from '../program/tier-rules.js';
import { stepFor } from '../tier/footing.rules.js';
import type { Scoring } from '../tier/scoring.js';
import { tierView } from '../tier/tier.view.js';
import type { PlanFacts } from './price.rules.js';
import type { PricePlan } from './price.types.js';
import type { PlanRow, RewardRow } from './rewards.queries.js';

/** In which language, at what moment, by which calendar and which rules of the ladder something is shown. */
export interface View {
  language: Language;
  now: Date;
  scoring: Scoring;
  /** The version in force. */
  rules: Version<TierRules>;
}

/** A plan as the price rules know it, and what is shown of it. */
export interface Plan extends PlanFacts {
  id: string;
  label: LocalizedText | null;
  currency: string | null;
}

export function planFacts(row: PlanRow): Plan {
  return {
    ...row,
    startsAt: row.startsAt === null ? null : new Date(row.startsAt),
    endsAt: row.endsAt === null ? null : new Date(row.endsAt),
  };
}

/** A plan as somebody sees it who pays so many points by it; null: who cannot, or nobody. */
export function planView(plan: Plan, points: number | null, view: View): PricePlan {
  return {
    id: encodeId('plan', plan.id),
    price: price(priceOf(plan)),
    memberPrice: points === null ? null : price(priceOf({ ...plan, points })),
    tier: plan.tier === null ? null : tierView(stepFor(view.rules.rules.tiers, plan.tier), view.language),
    label: plan.label === null ? null : localize(plan.label, view.language),
    startsAt: plan.startsAt,
    endsAt: plan.endsAt,
  };
}

export function priceOf(plan: Pick<Plan, 'points' | 'cashMinor' | 'currency'>): PriceFact {
  const cash =
    plan.cashMinor === null || plan.currency === null
      ? null
      : { minor: plan.cashMinor, currency: plan.currency };
  return { points: plan.points, cash };
}

/** All prices of a reward, whichever variant they are of. */
export function plansOf(row: Pick<RewardRow, 'variants'>): Plan[] {
  return row.variants.flatMap((variant) => variant.plans.map(planFacts));
}

/** Of the zones that are for a tier. */
export function zoneTiersOf({ zones }: Pick<RewardRow, 'zones'>): string[] {
  return zones.map((zone) => zone.tier).filter((tier) => tier !== null);
}
