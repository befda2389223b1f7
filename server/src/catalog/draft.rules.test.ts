import { describe, expect, it } from 'vitest';
import { cleanDraft, draftRefusals, shelfRefusals } from './draft.rules.js';
import { mugDraft, planDraft } from './draft.test-kit.js';
import { cleanWords } from '../platform/content.rules.js';
import type { PlanDraft, RewardDraft, VariantDraft } from './reward.draft.js';

const plan = planDraft(100);
const variant: VariantDraft = {
  title: { zh: '', en: '' },
  sku: 'MUG-1',
  options: [],
  plans: [plan],
  stock: { onHand: 5, batch: null },
};
const mug: RewardDraft = { ...mugDraft, title: { zh: '杯子', en: '' }, variants: [variant] };
const early = new Date('2026-11-01T00:00:00Z');
const late = new Date('2026-12-01T00:00:00Z');

function withPlan(changes: Partial<PlanDraft>): RewardDraft {
  return { ...mug, variants: [{ ...variant, plans: [{ ...plan, ...changes }] }] };
}

describe('a reward', () => {
  it('with a title in one language and one price can be stored', () => {
    expect(draftRefusals(mug, 'CNY')).toEqual([]);
  });

  it.each<[string, RewardDraft, string]>([
    ['needs a title', { ...mug, title: { zh: '', en: '' } }, 'title'],
    ['needs a handle that fits in an address', { ...mug, handle: 'a b/c' }, 'handle'],
    ['needs a variant', { ...mug, variants: [] }, 'variants'],
    ['does not end before it begins', { ...mug, onSaleFrom: late, onSaleUntil: early }, 'onSaleUntil'],
    ['has a limit of at least one', { ...mug, limit: { quantity: 0, period: 'day' } }, 'limit.quantity'],
    ['names no SKU twice', { ...mug, variants: [variant, variant] }, 'variants.1.sku'],
    [
      'runs no scripts from its pictures',
      { ...mug, images: [{ url: 'javascript:1', alt: { zh: '', en: '' } }] },
      'images',
    ],
    ['has a supplier of 300 characters at most', { ...mug, supplier: 'x'.repeat(301) }, 'supplier'],
    [
      'has price labels of 300 characters at most',
      withPlan({ label: { zh: 'x'.repeat(301), en: '' } }),
      'variants.0.pricePlans.0.label',
    ],
    ['needs a price', { ...mug, variants: [{ ...variant, plans: [] }] }, 'variants.0.pricePlans'],
    ['is never free', withPlan({ points: 0 }), 'variants.0.pricePlans.0.price'],
    ['has no negative price', withPlan({ points: -5 }), 'variants.0.pricePlans.0.price'],
    [
      'has no negative stock',
      { ...mug, variants: [{ ...variant, stock: { onHand: -1, batch: null } }] },
      'variants.0.stock.onHand',
    ],
    [
      'takes cash in the currency of the mall only',
      withPlan({ cash: { minor: 100, currency: 'USD' } }),
      'variants.0.pricePlans.0.price.cash',
    ],
    [
      'has no price that ends before it begins',
      withPlan({ startsAt: late, endsAt: early }),
      'variants.0.pricePlans.0.endsAt',
    ],
  ])('%s', (_rule, draft, path) => {
    expect(draftRefusals(draft, 'CNY').map((refusal) => refusal.path?.join('.'))).toEqual([path]);
  });

  it('is told the currency of the mall when its cash is in another', () => {
    expect(draftRefusals(withPlan({ cash: { minor: 100, currency: 'USD' } }), 'CNY')).toEqual([
      {
        code: 'CURRENCY_MISMATCH',
        expectedCurrency: 'CNY',
        actualCurrency: 'USD',
        path: ['variants', '0', 'pricePlans', '0', 'price', 'cash'],
      },
    ]);
  });

  const stocked = (stock: VariantDraft['stock']) => ({ ...mug, variants: [{ ...variant, stock }] });
  it.each<[string, RewardDraft, string]>([
    ['stock', stocked({ onHand: 1_000_000_001, batch: null }), '0 to 1,000,000,000'],
    ['batch', stocked({ onHand: 1, batch: { size: 2 ** 31, period: 'day' } }), '1 to 1,000,000,000'],
    ['limit', { ...mug, limit: { quantity: 2_147_483_647, period: 'day' } }, '1 to 1,000,000,000'],
    ['place in front', { ...mug, featured: -2_147_483_648 }, 'from -1,000,000,000 to 1,000,000,000'],
    ['price in points', withPlan({ points: 1_000_000_001 }), 'up to 1,000,000,000'],
    [
      'price in cash',
      withPlan({ cash: { minor: 9_999_999_999_999, currency: 'CNY' } }),
      'above zero and at most 10,000,000,000 CNY',
    ],
  ])('is told the whole range when its %s is too large', (_what, draft, range) => {
    const [refusal] = draftRefusals(draft, 'CNY');
    if (refusal?.code !== 'INVALID_INPUT') throw new Error('It was not refused.');
    expect(refusal.reason.en).toContain(range);
  });

  it('starts without stock when it is virtual, because its codes are its stock', () => {
    const paths = draftRefusals({ ...mug, kind: 'virtual' }, 'CNY').map((refusal) => refusal.path?.join('.'));
    expect(paths).toEqual(['variants.0.stock.onHand']);
  });

  it('may ask for cash alone', () => {
    expect(draftRefusals(withPlan({ points: 0, cash: { minor: 4900, currency: 'CNY' } }), 'CNY')).toEqual([]);
  });
});

describe('what is stored', () => {
  it('is trimmed and otherwise as it was written, so that what cannot be kept is refused', () => {
    const half = 'half \uD83D pair';
    expect(cleanWords({ zh: ' 杯\0子 ', en: half })).toEqual({ zh: '杯\0子', en: half });
  });

  it('has no empty SKU, and every zone once', () => {
    const clean = cleanDraft({ ...mug, zones: ['b', 'a', 'b'], variants: [{ ...variant, sku: '  ' }] });
    expect(clean.zones).toEqual(['a', 'b']);
    expect(clean.variants[0]?.sku).toBeNull();
  });
});

it('a category or zone has a key for addresses and a title', () => {
  expect(shelfRefusals({ key: 'coffee', title: { zh: '咖啡', en: 'Coffee' } })).toEqual([]);
  const wrong = shelfRefusals({ key: 'Two Words', title: { zh: '', en: '' } });
  expect(wrong.map((refusal) => refusal.path)).toEqual([['key'], ['title']]);
  const title = { zh: '区', en: 'Zone' };
  const long = shelfRefusals({ key: 'z', title, description: { zh: 'x'.repeat(50_001), en: '' } });
  expect(long.map((refusal) => refusal.path)).toEqual([['description']]);
});
