import { describe, expect, it } from 'vitest';
import { tierRulesShape } from '../program/tier-rules.js';
import { draftReason } from './draft-reason.rules.js';

const rules = tierRulesShape.parse({});
const reasons = (change: object) =>
  tierRulesShape.safeParse({ ...rules, ...change }).error?.issues.map(draftReason) ?? [];
const [silver, gold] = rules.tiers;
const ladder = (change: object) =>
  reasons({
    tiers: [
      { ...silver, ...change },
      { ...gold, ...change },
    ],
  })[0];

describe('why rules are refused', () => {
  it('names the part and its bound in both languages', () => {
    expect(reasons({ windowMonths: 61 })).toEqual([
      { zh: 'windowMonths：不能大于 60。', en: 'windowMonths: It is at most 60.' },
    ]);
    expect(ladder({ from: 0 })).toEqual({
      zh: 'tiers.0.from：不能小于 1。',
      en: 'tiers.0.from: It is at least 1.',
    });
    expect(ladder({ title: { zh: '', en: 'x' } })?.zh).toBe('tiers.0.title.zh：至少 1 个字。');
    expect(ladder({ title: { zh: '金', en: 'x'.repeat(41) } })?.en).toContain('at most 40 characters');
    expect(reasons({ tiers: [] })[0]?.en).toBe('tiers: It has at least 1 entry.');
    expect(reasons({ tiers: [] })[0]?.zh).toBe('tiers：至少 1 项。');
    expect(reasons({ weights: { spend: '1', interaction: 99 } })[0]?.zh).toContain('类型');
  });

  it('says what a key looks like', () => {
    expect(ladder({ key: 'Gold' })?.zh).toContain('小写字母');
  });

  it('has a sentence in each language for what holds between parts', () => {
    expect(reasons({ weights: { spend: 50, interaction: 40 } })).toEqual([
      { zh: 'weights：两项权重之和须为 100。', en: 'weights: Weights add up to 100.' },
    ]);
    expect(ladder({ from: 7 })?.zh).toContain('高于前一级');
    expect(ladder({ key: 'same' })?.zh).toContain('不能相同');
  });
});
