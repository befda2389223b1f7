import { describe, expect, it } from 'vitest';
import { mugDraft, planDraft } from './draft.test-kit.js';
import { editOf, type Standing, type Wanted } from './edit.rules.js';
import type { RewardDraft, VariantDraft } from './reward.draft.js';

const stock = { onHand: 3, batch: null };
const plan = planDraft(100);
const small: VariantDraft = {
  title: { zh: '小', en: 'Small' },
  sku: 'S',
  options: [],
  plans: [plan],
  stock,
};
const draft: RewardDraft = { ...mugDraft, zones: ['new'] };
const { stock: _stock, ...smallStanding } = small;
const standing: Standing = {
  state: 'listed',
  draft,
  variants: [
    { id: 'v1', draft: smallStanding },
    { id: 'v2', draft: { ...smallStanding, sku: 'L' } },
  ],
};
const same: Wanted = { state: 'listed', draft, variants: [{ id: 'v1', draft: small }] };

describe('the difference between what is and what is wanted', () => {
  it('is none when everything named is as it is', () => {
    expect(editOf(standing, same)).toBeNull();
    expect(editOf(standing, { ...same, draft: structuredClone(draft) })).toBeNull();
  });

  it('does not depend on the order of keys, which the database does not keep', () => {
    expect(editOf(standing, { ...same, draft: { ...draft, title: { en: 'Mug', zh: '杯子' } } })).toBeNull();
  });

  it('does not hold up exchanges for a new text', () => {
    const edit = editOf(standing, { ...same, draft: { ...draft, title: { zh: '新', en: 'New' } } });
    expect(edit).toMatchObject({ fields: ['title'], concerned: [] });
  });

  it('concerns every variant when state, window, limit or zones change', () => {
    expect(editOf(standing, { ...same, state: 'delisted' })?.concerned).toEqual(['v1', 'v2']);
    const until = editOf(standing, { ...same, draft: { ...draft, onSaleUntil: new Date(0) } });
    expect(until?.concerned).toEqual(['v1', 'v2']);
    const salon = editOf(standing, { ...same, draft: { ...draft, zones: ['salon'] } });
    expect(salon?.concerned).toEqual(['v1', 'v2']);
  });

  it('concerns only the variant whose price changes', () => {
    const dearer = { ...small, plans: [{ ...plan, points: 200 }] };
    const edit = editOf(standing, { ...same, variants: [{ id: 'v1', draft: dearer }] });
    expect(edit?.concerned).toEqual(['v1']);
    expect(edit?.changedVariants[0]?.newPrices).toBe(true);
  });

  it('puts new variants behind those that stand', () => {
    const edit = editOf(standing, { ...same, variants: [{ id: null, draft: small }] });
    expect(edit?.newVariants).toEqual([{ draft: small, position: 2 }]);
  });

  it('leaves the stock of standing variants alone', () => {
    const restocked = { ...small, stock: { onHand: 99, batch: null } };
    expect(editOf(standing, { ...same, variants: [{ id: 'v1', draft: restocked }] })).toBeNull();
  });
});
