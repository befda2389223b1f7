import type { LocalizedText } from '../graphql/localized.js';
import {
  checkLength,
  cleanLine,
  cleanOrNull,
  cleanPictures,
  cleanWords,
  invalid,
  longestText,
  longestTitle,
} from '../platform/content.rules.js';
import { minorDigits } from '../platform/currency.rules.js';
import type { LocalizedReason, Refusal } from '../platform/refusal.js';
import { spelled } from '../platform/spoken.rules.js';
import { isStorable } from '../platform/text.rules.js';
import { draftTextRefusals, isEmpty } from './draft-texts.rules.js';
import type { PlanDraft, RewardDraft, VariantDraft } from './reward.draft.js';

const mostPoints = 1_000_000_000;
/** Of a variant, whatever became of its stock since it began. */
export const mostUnits = 1_000_000_000;
/** In the smallest units of the currency; the table has the same bound. */
const mostCash = 1_000_000_000_000;
export const mostVariants = 200;
export const mostPlans = 20;
const handlePattern = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u;
const keyPattern = /^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N}_-]{0,59}$/u;

/** What is wrong with a draft, each with the field it concerns; empty when it can be stored. */
export function draftRefusals(draft: RewardDraft, currency: string): Refusal[] {
  const found: Refusal[] = [];
  const wrong = (path: string[], reason: LocalizedReason) =>
    found.push({ code: 'INVALID_INPUT', reason, path });
  if (!handlePattern.test(draft.handle)) {
    wrong(['handle'], {
      zh: 'handle 须为 1–200 个字母、数字、点、连字符或下划线，且以字母或数字开头。',
      en: 'A handle has 1 to 200 letters, digits, dots, hyphens and underscores, and starts with a letter or digit.',
    });
  }
  found.push(...draftTextRefusals(draft));
  if (draft.onSaleFrom !== null && draft.onSaleUntil !== null && draft.onSaleFrom >= draft.onSaleUntil) {
    wrong(['onSaleUntil'], { zh: '结束时间须晚于开始时间。', en: 'The sale must end after it begins.' });
  }
  if (draft.limit !== null && !isCount(draft.limit.quantity, 1, mostUnits)) {
    wrong(['limit', 'quantity'], {
      zh: `限兑数量须在 1 到 ${spelled(mostUnits)} 之间。`,
      en: `A limit is 1 to ${spelled(mostUnits)} units.`,
    });
  }
  if (!Number.isInteger(draft.featured) || Math.abs(draft.featured) > mostPoints) {
    const most = spelled(mostPoints);
    wrong(['featured'], {
      zh: `推荐值须为 -${most} 到 ${most} 之间的整数。`,
      en: `The place in front is a whole number from -${most} to ${most}.`,
    });
  }
  if (draft.variants.length === 0 || draft.variants.length > mostVariants) {
    wrong(['variants'], {
      zh: `每个商品须有 1–${mostVariants} 个规格。`,
      en: `A reward has 1 to ${mostVariants} variants.`,
    });
  }
  checkSkus(draft.variants, wrong);
  if (draft.kind === 'virtual') checkCodeStock(draft.variants, wrong);
  draft.variants.forEach((variant, at) => {
    const path = ['variants', String(at)];
    checkVariant(variant, path, wrong);
    found.push(...foreignCash(variant.plans, path, currency));
  });
  return found;
}

type Wrong = (path: string[], reason: LocalizedReason) => void;

/** Every counted piece of a virtual reward is a code, so the codes alone make its stock. */
function checkCodeStock(variants: readonly VariantDraft[], wrong: Wrong): void {
  variants.forEach((variant, at) => {
    if ((variant.stock.onHand ?? 0) === 0) return;
    wrong(['variants', String(at), 'stock', 'onHand'], {
      zh: '虚拟商品的库存由兑换码决定：请从 0 开始，再添加兑换码。',
      en: 'The stock of a virtual reward is its codes: start with 0 and add codes.',
    });
  });
}

function checkSkus(variants: readonly VariantDraft[], wrong: Wrong): void {
  const seen = new Set<string>();
  variants.forEach((variant, at) => {
    if (variant.sku === null) return;
    if (!isStorable(variant.sku, 100) || seen.has(variant.sku)) {
      wrong(['variants', String(at), 'sku'], {
        zh: 'SKU 不能重复，不超过 100 字，且不能含无法保存的字符。',
        en: 'A SKU is used once and has at most 100 characters, all of them such as can be stored.',
      });
    }
    seen.add(variant.sku);
  });
}

function checkVariant(variant: VariantDraft, path: string[], wrong: Wrong): void {
  const { onHand, batch } = variant.stock;
  if (onHand !== null && !isCount(onHand, 0, mostUnits)) {
    wrong([...path, 'stock', 'onHand'], {
      zh: `库存须在 0 到 ${spelled(mostUnits)} 之间。`,
      en: `Stock is 0 to ${spelled(mostUnits)} units.`,
    });
  }
  if (batch !== null && !isCount(batch.size, 1, mostUnits)) {
    wrong([...path, 'stock', 'batch'], {
      zh: `每期数量须在 1 到 ${spelled(mostUnits)} 之间。`,
      en: `A batch is 1 to ${spelled(mostUnits)} units.`,
    });
  }
  if (variant.plans.length === 0 || variant.plans.length > mostPlans) {
    wrong([...path, 'pricePlans'], {
      zh: `每个规格须有 1–${mostPlans} 个价格。`,
      en: `A variant has 1 to ${mostPlans} price plans.`,
    });
  }
  variant.plans.forEach((plan, at) => checkPlan(plan, [...path, 'pricePlans', String(at)], wrong));
}

/** Cash in another currency than the mall's. */
function foreignCash(plans: readonly PlanDraft[], path: string[], currency: string): Refusal[] {
  return plans.flatMap(({ cash }, at) => {
    if (cash === null || cash.currency === currency) return [];
    const where = [...path, 'pricePlans', String(at), 'price', 'cash'];
    return [
      { code: 'CURRENCY_MISMATCH', expectedCurrency: currency, actualCurrency: cash.currency, path: where },
    ];
  });
}

function checkPlan(plan: PlanDraft, path: string[], wrong: Wrong): void {
  if (!isCount(plan.points, 0, mostPoints) || (plan.points === 0 && plan.cash === null)) {
    wrong([...path, 'price'], {
      zh: `积分须在 0 到 ${spelled(mostPoints)} 之间；不含现金的价格至少 1 积分。`,
      en: `A price is up to ${spelled(mostPoints)} points, and at least 1 point where it includes no cash.`,
    });
  }
  if (plan.cash !== null && !isCount(plan.cash.minor, 1, mostCash)) {
    const most = `${spelled(mostCash / 10 ** minorDigits(plan.cash.currency))} ${plan.cash.currency}`;
    wrong([...path, 'price', 'cash'], {
      zh: `现金金额须大于零，且不超过 ${most}。`,
      en: `An amount of cash is above zero and at most ${most}.`,
    });
  }
  if (plan.startsAt !== null && plan.endsAt !== null && plan.startsAt >= plan.endsAt) {
    wrong([...path, 'endsAt'], { zh: '结束时间须晚于开始时间。', en: 'A price must end after it begins.' });
  }
}

/** What is wrong with the key and the texts of a category or zone. */
export function shelfRefusals(shelf: {
  key: string;
  title: LocalizedText;
  description?: LocalizedText | null;
}): Refusal[] {
  const found: Refusal[] = [];
  if (!keyPattern.test(shelf.key)) {
    found.push({
      code: 'INVALID_INPUT',
      path: ['key'],
      reason: {
        zh: 'key 须为 1–60 个小写字母、汉字、数字、连字符或下划线。',
        en: 'A key has 1 to 60 lower-case letters, digits, hyphens and underscores.',
      },
    });
  }
  if (isEmpty(shelf.title)) found.push(invalid(['title'], '请填写标题。', 'A title is needed.'));
  found.push(...checkLength(['title'], shelf.title, longestTitle));
  if (shelf.description) found.push(...checkLength(['description'], shelf.description, longestText));
  return found;
}

/** What is wrong with a tier that something is for: the rules know no such key. */
export function unknownTier(known: readonly string[], tier: string | null, path: string[]): Refusal | null {
  if (tier === null || known.includes(tier)) return null;
  const keys = known.join(', ');
  return {
    code: 'INVALID_INPUT',
    path,
    reason: { zh: `没有这个会员等级，可用的有：${keys}。`, en: `There is no such tier; there are: ${keys}.` },
  };
}

/** What is wrong with the tiers of the prices of a draft. */
export function planTierRefusals(
  variants: readonly Pick<VariantDraft, 'plans'>[],
  known: readonly string[],
): Refusal[] {
  return variants.flatMap(({ plans }, at) =>
    plans.flatMap(({ tier }, nth) => {
      const path = ['variants', String(at), 'pricePlans', String(nth), 'tier'];
      return unknownTier(known, tier, path) ?? [];
    }),
  );
}

/** The same draft as it can be stored: trimmed, without empty SKUs, its zones each once and in order. */
export function cleanDraft(draft: RewardDraft): RewardDraft {
  return {
    ...draft,
    handle: cleanLine(draft.handle),
    title: cleanWords(draft.title),
    summary: cleanWords(draft.summary),
    description: cleanWords(draft.description),
    supplier: cleanOrNull(draft.supplier),
    category: cleanOrNull(draft.category),
    tags: draft.tags.map(cleanWords),
    images: cleanPictures(draft.images),
    videoUrl: cleanOrNull(draft.videoUrl),
    zones: [...new Set(draft.zones.map(cleanLine))].toSorted(),
    variants: draft.variants.map(cleanVariant),
  };
}

function cleanVariant(variant: VariantDraft): VariantDraft {
  return {
    title: cleanWords(variant.title),
    sku: cleanOrNull(variant.sku),
    options: variant.options.map(({ name, value }) => ({ name: cleanWords(name), value: cleanWords(value) })),
    plans: variant.plans.map((plan) => ({
      ...plan,
      label: plan.label === null ? null : cleanWords(plan.label),
    })),
    stock: variant.stock,
  };
}

function isCount(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
