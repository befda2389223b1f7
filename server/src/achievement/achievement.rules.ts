import type { LocalizedText } from '../graphql/localized.js';
import { addMonths, daysBetween } from '../platform/calendar.js';
import type { AwardRule, CountedKind } from '../program/achievement-rules.js';
import type { TierStep } from '../program/tier-rules.js';
import { rank } from '../tier/tier.rules.js';

export type AchievementKind = CountedKind | 'tier';

/** What a member did; days are those of the program's time zone. */
export interface Deeds {
  joinedOn: string;
  /** How far each thing is now; a streak that is broken is 0. */
  counts: Readonly<Partial<Record<CountedKind, number>>>;
  /** The first day on which each of some counts was reached. */
  reached: readonly { kind: CountedKind; count: number; on: string }[];
  /** The score that the ladder goes by. */
  score: number;
  /** Every rise on the ladder, with the title the tier had then. */
  rises: readonly { tier: string; title: LocalizedText; on: string }[];
}

/** One award of a member, earned or on its way. */
export interface Award {
  /** What names it: its kind and its step. */
  key: string;
  kind: AchievementKind;
  title: LocalizedText;
  description: LocalizedText;
  earnedOn: string | null;
  /** Earned: all of it, whatever became of the count since. */
  done: number;
  of: number;
  percent: number;
  /** Whether it is the next to earn of its kind. */
  next: boolean;
}

type Rise = Deeds['rises'][number];

/** The rises that no refund has undone: each undoing takes away the last one to its tier before it. */
export function lastingRises(rises: readonly Rise[], undone: readonly Pick<Rise, 'tier' | 'on'>[]): Rise[] {
  const lasting = rises.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  for (const { tier, on } of undone) {
    const at = lasting.findLastIndex((rise) => rise.tier === tier && rise.on <= on);
    if (at >= 0) lasting.splice(at, 1);
  }
  return lasting;
}

type Draft = Pick<Award, 'key' | 'kind' | 'title' | 'description' | 'earnedOn' | 'done' | 'of'>;

/** The wall of a member: the ladder first, then what the rules award, each kind from its lowest step. */
export function awardsOf(
  rules: readonly AwardRule[],
  ladder: readonly TierStep[],
  deeds: Deeds,
  today: string,
): Award[] {
  const kinds = [...new Set(rules.map(({ kind }) => kind))];
  const counted = kinds.flatMap((kind) =>
    rules
      .filter((rule) => rule.kind === kind)
      .toSorted((a, b) => a.step - b.step)
      .map((rule) => countedAward(rule, deeds, today)),
  );
  return finished([
    ...formerTiers(ladder, deeds),
    ...ladder.map((tier) => tierAward(tier, ladder, deeds)),
    ...counted,
  ]);
}

function countedAward({ kind, step, title }: AwardRule, deeds: Deeds, today: string): Draft {
  const common = {
    key: `${kind.replace('_', '-')}-${step}`,
    kind,
    title,
    description: described(kind, step),
  };
  if (kind === 'membership') {
    const anniversary = addMonths(deeds.joinedOn, 12 * step);
    const earnedOn = anniversary <= today ? anniversary : null;
    const [done, of] = [daysBetween(deeds.joinedOn, today), daysBetween(deeds.joinedOn, anniversary)];
    return { ...common, earnedOn, done, of };
  }
  const earnedOn = deeds.reached.find((one) => one.kind === kind && one.count === step)?.on ?? null;
  return { ...common, earnedOn, done: deeds.counts[kind] ?? 0, of: step };
}

/** A rise may jump over steps: it earns them too. */
function tierAward(
  { key, title, from }: TierStep,
  ladder: readonly TierStep[],
  { score, rises }: Deeds,
): Draft {
  const step = rank(ladder, key);
  const days = rises.filter(({ tier }) => rank(ladder, tier) >= step).map(({ on }) => on);
  return { ...named(key, title), earnedOn: days.toSorted()[0] ?? null, done: score, of: from };
}

/** Tiers that were reached and are no longer on the ladder: what was earned stays. */
function formerTiers(ladder: readonly TierStep[], { rises }: Deeds): Draft[] {
  const former = rises.filter(({ tier }) => rank(ladder, tier) < 0);
  const keys = [...new Set(former.map(({ tier }) => tier))];
  return keys.flatMap((key) => {
    const [first] = former.filter(({ tier }) => tier === key).toSorted((a, b) => (a.on < b.on ? -1 : 1));
    return first === undefined ? [] : [{ ...named(key, first.title), earnedOn: first.on, done: 1, of: 1 }];
  });
}

function named(tier: string, title: LocalizedText): Pick<Draft, 'key' | 'kind' | 'title' | 'description'> {
  const description = { zh: `升级为${title.zh || title.en}会员`, en: `Become ${title.en || title.zh}` };
  return { key: `tier-${tier}`, kind: 'tier', title, description };
}

function finished(drafts: readonly Draft[]): Award[] {
  const nexts = new Set<AchievementKind>();
  return drafts.map((draft) => {
    const earned = draft.earnedOn !== null;
    const next = !earned && !nexts.has(draft.kind);
    if (next) nexts.add(draft.kind);
    const done = earned ? draft.of : Math.min(Math.max(0, draft.done), draft.of);
    return { ...draft, done, percent: Math.floor((100 * done) / draft.of), next };
  });
}

function described(kind: CountedKind, step: number): LocalizedText {
  const { zh, en } = descriptions[kind];
  return { zh: zh(step), en: en(step) };
}

const descriptions: Record<CountedKind, { zh: (step: number) => string; en: (step: number) => string }> = {
  check_in: { zh: (n) => `连续签到 ${n} 天`, en: (n) => `Check in ${n} days in a row` },
  exchange: {
    zh: (n) => (n === 1 ? '完成第一次兑换' : `完成 ${n} 次兑换`),
    en: (n) => (n === 1 ? 'Complete your first exchange' : `Complete ${n} exchanges`),
  },
  gift: {
    zh: (n) => (n === 1 ? '第一次捐出积分' : `捐赠积分 ${n} 次`),
    en: (n) => (n === 1 ? 'Give points for the first time' : `Give points ${n} times`),
  },
  project: {
    zh: (n) => `支持 ${n} 个公益项目`,
    en: (n) => (n === 1 ? 'Support a good cause' : `Support ${n} good causes`),
  },
  pool: {
    zh: (n) => `参与的众筹凑满 ${n} 次`,
    en: (n) => (n === 1 ? 'Pledge to a pool that is filled' : `Pledge to ${n} pools that are filled`),
  },
  ballot: {
    zh: (n) => (n === 1 ? '投出第一票' : `参加 ${n} 次投票`),
    en: (n) => (n === 1 ? 'Cast your first ballot' : `Take part in ${n} votes`),
  },
  membership: {
    zh: (n) => `成为会员满 ${n} 年`,
    en: (n) => (n === 1 ? 'A member for a year' : `A member for ${n} years`),
  },
};
