import type { RewardDraft } from '../catalog/reward.draft.js';
import type { DemoReward, DemoVariant, RelativeDay } from './demo.types.js';

const dayMs = 86_400_000;

/** A demo reward as an operator would enter it on the day of seeding. */
export function rewardDraft(
  reward: DemoReward,
  { now, program }: { now: Date; program: { currency: string } },
): RewardDraft {
  const { handle, kind, title, summary, description, supplier, category, featured } = reward;
  const moment = (day: RelativeDay | undefined) =>
    day === undefined ? null : new Date(now.getTime() + day.days * dayMs);
  return {
    handle,
    kind,
    title,
    summary,
    description,
    supplier,
    category,
    featured,
    tags: [...reward.tags],
    images: [{ url: `/demo/pictures/${handle}.svg`, alt: title }],
    videoUrl: null,
    onSaleFrom: moment(reward.onSaleFrom),
    onSaleUntil: moment(reward.onSaleUntil),
    limit: reward.limit ?? null,
    zones: [...reward.zones],
    variants: reward.variants.map((variant) => variantDraft(variant, program.currency)),
  };
}

function variantDraft(variant: DemoVariant, currency: string): RewardDraft['variants'][number] {
  return {
    title: variant.title,
    sku: variant.sku,
    options: [...variant.options],
    plans: variant.pricePlans.map(({ points, cashMinor, label, tier }) => ({
      label: label ?? null,
      points,
      cash: cashMinor === null ? null : { minor: cashMinor, currency },
      startsAt: null,
      endsAt: null,
      tier: tier ?? null,
    })),
    // A pool starts empty: every code that is added is one piece of stock.
    stock: { onHand: variant.codes === undefined ? variant.stock : 0, batch: variant.batch ?? null },
  };
}
