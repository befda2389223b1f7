import { describe, expect, it } from 'vitest';
import type { AwardRule, CountedKind } from '../program/achievement-rules.js';
import { achievementRules } from '../program/achievement-rules.js';
import { tierRulesShape } from '../program/tier-rules.js';
import { awardsOf, type Award, type Deeds, lastingRises } from './achievement.rules.js';

const today = '2026-11-22';
const { tiers } = tierRulesShape.parse({});
const nothing: Deeds = { joinedOn: '2026-11-01', counts: {}, reached: [], score: 0, rises: [] };
const rule = (kind: CountedKind, step: number): AwardRule => ({
  kind,
  step,
  title: { zh: '奖', en: 'Award' },
});
const rise = (tier: string, on: string) => ({ tier, title: { zh: tier, en: tier }, on });

function earned(awards: readonly Award[]) {
  return awards.filter(({ earnedOn }) => earnedOn !== null).map(({ key, earnedOn }) => [key, earnedOn]);
}

function award(rules: readonly AwardRule[], deeds: Partial<Deeds>, key: string): Award {
  const found = awardsOf(rules, tiers, { ...nothing, ...deeds }, today).find((one) => one.key === key);
  if (found === undefined) throw new Error(`There is no ${key}.`);
  return found;
}

describe('an award', () => {
  it('is earned on the day its step was reached, and shows the way there before', () => {
    const rules = [rule('exchange', 1), rule('exchange', 10)];
    const deeds = {
      counts: { exchange: 4 },
      reached: [
        { kind: 'exchange' as const, count: 1, on: '2026-03-01' },
        { kind: 'exchange' as const, count: 4, on: '2026-04-01' },
      ],
    };
    expect(award(rules, deeds, 'exchange-1')).toMatchObject({
      earnedOn: '2026-03-01',
      done: 1,
      of: 1,
      percent: 100,
    });
    expect(award(rules, deeds, 'exchange-10')).toMatchObject({
      earnedOn: null,
      done: 4,
      of: 10,
      percent: 40,
    });
  });

  it('stays earned when a streak is broken, and the way to the next begins anew', () => {
    const rules = [rule('check_in', 30), rule('check_in', 7)];
    const deeds = {
      counts: { check_in: 0 },
      reached: [{ kind: 'check_in' as const, count: 7, on: '2026-05-07' }],
    };
    expect(award(rules, deeds, 'check-in-7')).toMatchObject({ earnedOn: '2026-05-07', percent: 100 });
    expect(award(rules, deeds, 'check-in-30')).toMatchObject({
      earnedOn: null,
      done: 0,
      percent: 0,
      next: true,
    });
  });

  it('of a kind is next to earn exactly once, the lowest step that is missing', () => {
    const rules = [rule('ballot', 10), rule('ballot', 1), rule('pool', 1)];
    const next = awardsOf(rules, tiers, nothing, today).filter((one) => one.next);
    expect(next.map(({ key }) => key)).toEqual(['tier-silver', 'ballot-1', 'pool-1']);
  });

  it('of membership is earned on the anniversary and counts days', () => {
    const rules = [rule('membership', 1)];
    expect(award(rules, { joinedOn: '2025-11-22' }, 'membership-1')).toMatchObject({
      earnedOn: '2026-11-22',
    });
    expect(award(rules, { joinedOn: '2025-11-23' }, 'membership-1')).toMatchObject({
      earnedOn: null,
      done: 364,
      of: 365,
      percent: 99,
    });
    expect(award(rules, { joinedOn: '2024-02-29' }, 'membership-1')).toMatchObject({
      earnedOn: '2025-02-28',
    });
  });
});

describe('a tier', () => {
  it('that a refund has undone is not earned, one reached before or again is', () => {
    const rises = [rise('gold', '2026-06-01'), rise('gold', '2025-01-01'), rise('gold', '2026-08-01')];
    const days = (undone: string[]) =>
      lastingRises(
        rises,
        undone.map((on) => ({ tier: 'gold', on })),
      ).map(({ on }) => on);
    expect(days(['2026-06-10'])).toEqual(['2025-01-01', '2026-08-01']);
    expect(days(['2026-06-10', '2026-08-01'])).toEqual(['2025-01-01']);
    expect(lastingRises([rise('silver', '2026-06-01')], [{ tier: 'gold', on: '2026-06-02' }])).toHaveLength(
      1,
    );
  });

  it('is earned on the first rise to it, and a rise that jumps earns what it jumped over', () => {
    const rises = [rise('silver', '2026-06-01'), rise('gold', '2026-03-01'), rise('gold', '2025-09-01')];
    expect(earned(awardsOf([], tiers, { ...nothing, rises }, today))).toEqual([
      ['tier-silver', '2025-09-01'],
      ['tier-gold', '2025-09-01'],
    ]);
  });

  it('that was reached stays on the wall when the ladder has it no more', () => {
    const rises = [rise('bronze', '2024-02-01'), rise('bronze', '2024-01-01')];
    const [first] = awardsOf([], tiers, { ...nothing, rises }, today);
    expect(first).toMatchObject({
      key: 'tier-bronze',
      title: { en: 'bronze' },
      earnedOn: '2024-01-01',
      percent: 100,
    });
  });

  it('on its way shows the score', () => {
    expect(award([], { score: 1_250 }, 'tier-gold')).toMatchObject({ done: 1_250, of: 5_000, percent: 25 });
    // Dropped again: what was reached is not on its way a second time.
    const dropped = { score: 10, rises: [rise('gold', '2026-01-01')] };
    expect(award([], dropped, 'tier-gold')).toMatchObject({ done: 5_000, percent: 100, next: false });
    expect(award([], dropped, 'tier-diamond')).toMatchObject({ done: 10, percent: 0, next: true });
  });
});

describe('the rules', () => {
  it('refuse two awards for one step', () => {
    expect(achievementRules.safeParse([rule('pool', 1), rule('pool', 1)]).success).toBe(false);
  });

  it('of a new mall say in both languages what every award is for', () => {
    for (const { title, description } of awardsOf(achievementRules.parse(undefined), tiers, nothing, today)) {
      for (const words of [title, description]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u);
        expect(words.en).toMatch(/^[A-Z][\w\s-]+$/);
      }
    }
  });
});
