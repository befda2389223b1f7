import { textOf } from '../graphql/localized.js';
import { priceFact } from '../graphql/money.types.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refused } from '../platform/refusal.js';
import type {
  ImageInput,
  PricePlanInput,
  RewardCreateInput,
  RewardUpdateInput,
  StockInput,
  VariantInput,
} from './catalog.admin.inputs.js';
import type { PlanDraft, RewardDraft, StockDraft } from './reward.draft.js';
import { newVariant, type RewardChanges, type VariantChanges } from './update-reward.js';
import type { Picture } from '../platform/content.rules.js';

/** What an operator sent for a new reward, as a draft. */
export function createdDraft(input: RewardCreateInput): RewardDraft | Refused {
  const variants = variantsOf(input.variants);
  if (isRefused(variants)) return variants;
  const named = variants.findIndex((variant) => variant.id !== null);
  if (named !== -1) {
    return refuse({
      code: 'INVALID_INPUT',
      path: ['variants', String(named), 'id'],
      reason: {
        zh: '新建商品时，规格不能带 id。',
        en: 'The variants of a new reward have no id yet: leave it out.',
      },
    });
  }
  return {
    handle: input.handle,
    kind: input.kind,
    title: textOf(input.title),
    summary: textOf(input.summary),
    description: textOf(input.description),
    supplier: input.supplier ?? null,
    category: input.category ?? null,
    tags: (input.tags ?? []).map(textOf),
    images: imageDrafts(input.images),
    videoUrl: input.videoUrl ?? null,
    onSaleFrom: input.onSaleFrom ?? null,
    onSaleUntil: input.onSaleUntil ?? null,
    limit: input.limit ? { quantity: input.limit.quantity, period: input.limit.period } : null,
    featured: input.featured ?? 0,
    zones: input.zones ?? [],
    variants: variants.map((variant) => Object.assign({}, newVariant, variant.changes)),
  };
}

/** What an operator sent to change: null empties what may be empty, absent fields stay. */
export function changesOf(input: RewardUpdateInput): RewardChanges | Refused {
  const variants = variantsOf(input.variants ?? []);
  if (isRefused(variants)) return variants;
  const changes: RewardChanges = { variants };
  if (input.handle) changes.handle = input.handle;
  if (input.kind) changes.kind = input.kind;
  if (input.title) changes.title = textOf(input.title);
  if (input.summary !== undefined) changes.summary = textOf(input.summary);
  if (input.description !== undefined) changes.description = textOf(input.description);
  if (input.supplier !== undefined) changes.supplier = input.supplier;
  if (input.category !== undefined) changes.category = input.category;
  if (input.tags !== undefined) changes.tags = (input.tags ?? []).map(textOf);
  if (input.images !== undefined) changes.images = imageDrafts(input.images);
  if (input.videoUrl !== undefined) changes.videoUrl = input.videoUrl;
  if (input.onSaleFrom !== undefined) changes.onSaleFrom = input.onSaleFrom;
  if (input.onSaleUntil !== undefined) changes.onSaleUntil = input.onSaleUntil;
  if (input.featured !== undefined) changes.featured = input.featured ?? 0;
  if (input.zones !== undefined) changes.zones = input.zones ?? [];
  if (input.limit !== undefined) {
    changes.limit = input.limit ? { quantity: input.limit.quantity, period: input.limit.period } : null;
  }
  return changes;
}

function variantsOf(inputs: readonly VariantInput[]): VariantChanges[] | Refused {
  const variants: VariantChanges[] = [];
  for (const [at, input] of inputs.entries()) {
    const path = ['variants', String(at)];
    const id = input.id ? decodeId('variant', input.id) : null;
    if (input.id && id === null) return refuse({ code: 'NOT_FOUND', id: input.id, path: [...path, 'id'] });
    const changes: VariantChanges['changes'] = {};
    if (input.title !== undefined) changes.title = textOf(input.title);
    if (input.sku !== undefined) changes.sku = input.sku;
    if (input.options !== undefined) {
      changes.options = (input.options ?? []).map(({ name, value }) => ({
        name: textOf(name),
        value: textOf(value),
      }));
    }
    if (input.pricePlans) {
      const plans = plansOf(input.pricePlans, path);
      if (isRefused(plans)) return plans;
      changes.plans = plans;
    }
    const stock = id === null ? stockOf(input.stock, path) : newVariant.stock;
    if (isRefused(stock)) return stock;
    variants.push({ id, changes: { ...changes, stock } });
  }
  return variants;
}

function plansOf(inputs: readonly PricePlanInput[], path: string[]): PlanDraft[] | Refused {
  const plans: PlanDraft[] = [];
  for (const [at, input] of inputs.entries()) {
    const fact = priceFact(input.price);
    if (fact === null) {
      return refuse({
        code: 'INVALID_INPUT',
        path: [...path, 'pricePlans', String(at), 'price', 'cash'],
        reason: { zh: '现金金额的小数位过多或过大。', en: 'This amount of cash is too fine or too large.' },
      });
    }
    plans.push({
      label: input.label ? textOf(input.label) : null,
      points: fact.points,
      cash: fact.cash,
      startsAt: input.startsAt ?? null,
      endsAt: input.endsAt ?? null,
      tier: input.tier ?? null,
    });
  }
  return plans;
}

function stockOf(input: StockInput | null | undefined, path: string[]): StockDraft | Refused {
  const batch = input?.batch ?? null;
  if (batch === null) return { onHand: input?.onHand ?? null, batch: null };
  if (batch.period === 'ever') {
    return refuse({
      code: 'INVALID_INPUT',
      path: [...path, 'stock', 'batch', 'period'],
      reason: {
        zh: '分批库存须按日、周、月或年更新。',
        en: 'A batch renews every day, week, month or year.',
      },
    });
  }
  return { onHand: input?.onHand ?? null, batch: { size: batch.size, period: batch.period } };
}

export function imageDrafts(inputs: readonly ImageInput[] | null | undefined): Picture[] {
  return (inputs ?? []).map(({ url, alt }) => ({ url, alt: textOf(alt) }));
}
