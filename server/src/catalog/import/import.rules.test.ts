import { describe, expect, it } from 'vitest';
import { mugDraft, planDraft as plan } from '../draft.test-kit.js';
import type { Standing } from '../edit.rules.js';
import type { PlanDraft, RewardDraft, RewardState } from '../reward.draft.js';
import { wantedOf } from './import.rules.js';
import type { ParsedProduct } from './shopify.rules.js';

const none = { zh: '', en: '' };

function draft(plans: PlanDraft[]): RewardDraft {
  const variant = { title: none, sku: null, options: [], plans, stock: { onHand: null, batch: null } };
  return { ...mugDraft, handle: 'cup', title: { zh: '', en: 'Cup' }, variants: [variant] };
}

function standing(plans: PlanDraft[], state: RewardState = 'listed'): Standing {
  const { variants, ...own } = draft(plans);
  return {
    state,
    draft: { ...own, variants: [] },
    variants: variants.map((one) => ({ id: 'cup', draft: one })),
  };
}

function product(points: number, listed: boolean | null = true): ParsedProduct {
  return { line: 2, draft: draft([plan(points)]), listed, type: null };
}

const states: RewardState[] = ['draft', 'listed', 'delisted'];

describe('a standing reward', () => {
  const become = (listed: boolean | null) =>
    states.map((state) => wantedOf(standing([plan(900)], state), product(900, listed)).state);

  it('stays what it is while the file says nothing of publication', () => {
    expect(become(null)).toEqual(['draft', 'listed', 'delisted']);
  });

  it('is listed when the file publishes it, and leaves the mall when the file takes it back', () => {
    expect(become(true)).toEqual(['listed', 'listed', 'listed']);
    expect(become(false)).toEqual(['draft', 'delisted', 'delisted']);
  });
});

describe('the price in a file', () => {
  const becomes = (...plans: PlanDraft[]) =>
    wantedOf(standing(plans), product(1_000)).variants[0]?.draft.plans;
  const gold = plan(800, { tier: 'gold' });

  it('replaces the plain price, wherever it stands among those of tiers', () => {
    expect(becomes(plan(900))).toEqual([plan(1_000)]);
    expect(becomes(gold, plan(900))).toEqual([gold, plan(1_000)]);
    expect(becomes(plan(900), gold)).toEqual([plan(1_000), gold]);
  });

  it('stands beside operators’ prices for everybody', () => {
    const cash = plan(500, { cash: { minor: 990, currency: 'CNY' } });
    expect(becomes(cash, gold)).toEqual([cash, gold, plan(1_000)]);
  });

  it('opens to nobody else what only tiers can have', () => {
    expect(becomes(gold)).toEqual([gold]);
  });
});
