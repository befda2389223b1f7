import type { DemoOption, DemoPricePlan, DemoVariant, Text } from './demo.types.js';
import type { Picture } from './picture.js';

/** The short words in which the demo's goods are written down. */
export const text = (zh: string, en: string): Text => ({ zh, en });

export const points = (amount: number): DemoPricePlan => ({ points: amount, cashMinor: null });

export const pointsAndCash = (amount: number, yuan: number, label?: Text): DemoPricePlan => ({
  points: amount,
  cashMinor: Math.round(yuan * 100),
  ...(label ? { label } : {}),
});

/** What members of a tier and those above pay. */
export const forTier = (tier: string, amount: number, label: Text): DemoPricePlan => ({
  points: amount,
  cashMinor: null,
  label,
  tier,
});

export const size = (zh: string, en: string): DemoOption => ({
  name: text('规格', 'Size'),
  value: text(zh, en),
});

export const colour = (zh: string, en: string): DemoOption => ({
  name: text('颜色', 'Colour'),
  value: text(zh, en),
});

export const choice = (name: Text, zh: string, en: string): DemoOption => ({ name, value: text(zh, en) });

/** A variant named by its options. */
export const variant = (
  sku: string,
  options: readonly DemoOption[],
  stock: number | null,
  ...pricePlans: readonly DemoPricePlan[]
): DemoVariant => ({
  sku,
  title: text(
    options.map((option) => option.value.zh).join(' · '),
    options.map((option) => option.value.en).join(' · '),
  ),
  options,
  stock,
  pricePlans,
});

/** The only variant of a reward that comes in one form. */
export const single = (
  sku: string,
  title: Text,
  stock: number | null,
  ...pricePlans: readonly DemoPricePlan[]
): DemoVariant => ({ sku, title, options: [], stock, pricePlans });

/** A variant whose units are codes, each handed out once. */
export const coded = (one: DemoVariant): DemoVariant =>
  one.stock === null ? one : { ...one, codes: one.stock };

export const picture = (
  motif: Picture['motif'],
  palette: Picture['palette'],
  backdrop: Picture['backdrop'],
  sign: Picture['sign'] = 'bird',
): Picture => ({ motif, palette, backdrop, sign });

/** Tags that several rewards share. */
export const tags = {
  bestseller: text('人气', 'Best-seller'),
  fresh: text('新鲜烘焙', 'Freshly roasted'),
  gift: text('送礼', 'Good gift'),
  limited: text('限量', 'Limited'),
  pickup: text('门店核销', 'Redeem in store'),
  instant: text('即时到账', 'Delivered at once'),
  handmade: text('手作', 'Handmade'),
  green: text('环保', 'Planet-friendly'),
  weekend: text('周末', 'Weekend'),
  outdoor: text('户外', 'Outdoors'),
  starter: text('新手友好', 'Beginner-friendly'),
} satisfies Record<string, Text>;
