import type { Words } from '../platform/content.rules.js';
import { counted, multipliedInWords, pointsInWords, spelled } from '../platform/spoken.rules.js';
import type { TierRules, TierStep } from '../program/tier-rules.js';
import { couldLose } from './ladder-change.rules.js';
import { days, doings, kindsOfDoing, months, sharesInWords } from './tier-words.rules.js';

/** One thing that other rules change, as members read it. */
export interface RuleChange {
  words: Words;
  /** Whether members could have less by it. */
  loses: boolean;
}

/** What is different in the rules to come, one sentence each (P5). */
export function changedRules(old: TierRules, next: TierRules): RuleChange[] {
  const changes = [...changedScoring(old, next), ...changedTimes(old, next), ...changedLadder(old, next)];
  // What members lose only by several changes together is told of each of them.
  const isHidden = couldLose(old, next) && !changes.some(({ loses }) => loses);
  return isHidden ? changes.map(({ words }) => ({ words, loses: true })) : changes;
}

/** Whether it loses is asked of the old rules with this one part changed, so that it is the rule of the notice that decides. */
function change(old: TierRules, part: Partial<TierRules>, words: Words): RuleChange {
  return { words, loses: couldLose(old, { ...old, ...part }) };
}

function changedScoring(old: TierRules, next: TierRules): RuleChange[] {
  const changes: RuleChange[] = [];
  if (old.weights.spend !== next.weights.spend) {
    const [before, after] = [sharesInWords(old.weights), sharesInWords(next.weights)];
    const words = {
      zh: `成长值由${before.zh} 改为${after.zh}。`,
      en: `The score becomes ${after.en}; until then it is ${before.en}.`,
    };
    changes.push(change(old, { weights: next.weights }, words));
  }
  if (old.windowMonths !== next.windowMonths) {
    const words = {
      zh: `成长值统计的自然月由 ${old.windowMonths} 个改为 ${next.windowMonths} 个。`,
      en: `The score counts ${months(next.windowMonths).en} instead of ${old.windowMonths}.`,
    };
    changes.push(change(old, { windowMonths: next.windowMonths }, words));
  }
  const other = kindsOfDoing.filter((kind) => old.units[kind] !== next.units[kind]);
  return [
    ...changes,
    ...other.map((kind) => {
      const [before, after] = [old.units[kind], next.units[kind]];
      return change(
        old,
        { units: { ...old.units, [kind]: after } },
        {
          zh: `${doings[kind].zh}，折算前的成长值由计 ${before} 改为计 ${after}。`,
          en: `${capital(doings[kind].en)} counts ${after} instead of ${before}.`,
        },
      );
    }),
  ];
}

function changedTimes(old: TierRules, next: TierRules): RuleChange[] {
  const changes: RuleChange[] = [];
  if (old.validityMonths !== next.validityMonths) {
    const [before, after] = [months(old.validityMonths), months(next.validityMonths)];
    const words = {
      zh: `等级保留由 ${before.zh}改为 ${after.zh}。`,
      en: `A tier is kept for ${after.en} instead of ${old.validityMonths}.`,
    };
    changes.push(change(old, { validityMonths: next.validityMonths }, words));
  }
  const { days: oldDays, multiplier: oldTimes } = old.sprint;
  const { days: nextDays, multiplier: nextTimes } = next.sprint;
  if (oldDays !== nextDays) {
    const words = {
      zh: `保级冲刺由 ${days(oldDays).zh}改为 ${days(nextDays).zh}。`,
      en: `The keep-sprint has ${days(nextDays).en} instead of ${oldDays}.`,
    };
    changes.push(change(old, { sprint: { ...old.sprint, days: nextDays } }, words));
  }
  if (oldTimes !== nextTimes) {
    const words = {
      zh: `保级冲刺期购物由 ${oldTimes} 倍积分改为 ${multipliedInWords(nextTimes).zh}。`,
      en: `Purchases in the keep-sprint earn ${multipliedInWords(nextTimes).en} instead of ${multipliedInWords(oldTimes).en}.`,
    };
    changes.push(change(old, { sprint: { ...old.sprint, multiplier: nextTimes } }, words));
  }
  return changes;
}

function changedLadder(old: TierRules, next: TierRules): RuleChange[] {
  const gone = old.tiers.filter(({ key }) => !next.tiers.some((step) => step.key === key));
  const fresh = next.tiers.filter(({ key }) => !old.tiers.some((step) => step.key === key));
  const kept = old.tiers.flatMap((before) => {
    const after = next.tiers.find(({ key }) => key === before.key);
    return after === undefined ? [] : changedStep(old, before, after);
  });
  return [
    ...gone.map((step) =>
      change(
        old,
        { tiers: old.tiers.filter((one) => one !== step) },
        { zh: `取消“${step.title.zh}”等级。`, en: `${step.title.en} is no longer a tier.` },
      ),
    ),
    ...kept,
    ...fresh.map((step) =>
      change(
        old,
        { tiers: [...old.tiers, step].toSorted((a, b) => a.from - b.from) },
        {
          zh: `新增“${step.title.zh}”等级，成长值 ${spelled(step.from)} 起。`,
          en: `${step.title.en} becomes a tier, from a score of ${spelled(step.from)} on.`,
        },
      ),
    ),
  ];
}

function changedStep(old: TierRules, before: TierStep, after: TierStep): RuleChange[] {
  const { zh, en } = before.title;
  const of = (step: TierStep, words: Words) =>
    change(
      old,
      { tiers: old.tiers.map((one) => (one === before ? step : one)).toSorted((a, b) => a.from - b.from) },
      words,
    );
  const changes: RuleChange[] = [];
  if (zh !== after.title.zh || en !== after.title.en) {
    const words = {
      zh: `“${zh}”改称“${after.title.zh}”。`,
      en: `${en} will be called ${after.title.en}.`,
    };
    changes.push(of({ ...before, title: after.title }, words));
  }
  if (before.from !== after.from) {
    const words = {
      zh: `“${zh}”由成长值 ${spelled(before.from)} 起改为 ${spelled(after.from)} 起。`,
      en: `${en} starts at a score of ${spelled(after.from)} instead of ${spelled(before.from)}.`,
    };
    changes.push(of({ ...before, from: after.from }, words));
  }
  return [
    ...changes,
    ...benefitChanges(before, after).map(({ part, words }) =>
      of({ ...before, benefits: { ...before.benefits, ...part } }, words),
    ),
  ];
}

type Benefits = TierStep['benefits'];
interface BenefitChange {
  part: Partial<Benefits>;
  words: Words;
}

function benefitChanges(
  { title: { zh, en }, benefits: old }: TierStep,
  { benefits: next }: TierStep,
): BenefitChange[] {
  const { discountPercent, earlyAccessHours, birthdayPoints, freeShipping, dedicatedService } = next;
  const all: (false | BenefitChange)[] = [
    old.discountPercent !== discountPercent && {
      part: { discountPercent },
      words: {
        zh: `“${zh}”兑换由${offZh(old.discountPercent)}改为${offZh(discountPercent)}。`,
        en: `${en} gets ${offEn(discountPercent)} rewards instead of ${offEn(old.discountPercent)}.`,
      },
    },
    old.earlyAccessHours !== earlyAccessHours && {
      part: { earlyAccessHours },
      words: {
        zh: `“${zh}”新品由${earlyZh(old.earlyAccessHours)}改为${earlyZh(earlyAccessHours)}。`,
        en: `${en} gets new rewards ${earlyEn(earlyAccessHours)} instead of ${earlyEn(old.earlyAccessHours)}.`,
      },
    },
    old.birthdayPoints !== birthdayPoints && {
      part: { birthdayPoints },
      words: {
        zh: `“${zh}”生日礼由${giftZh(old.birthdayPoints)}改为${giftZh(birthdayPoints)}。`,
        en: `The birthday gift of ${en} is ${giftEn(birthdayPoints)} instead of ${giftEn(old.birthdayPoints)}.`,
      },
    },
    old.freeShipping !== freeShipping && {
      part: { freeShipping },
      words: freeShipping
        ? { zh: `“${zh}”新增包邮。`, en: `Physical rewards ship free for ${en}.` }
        : { zh: `“${zh}”不再包邮。`, en: `Physical rewards no longer ship free for ${en}.` },
    },
    old.dedicatedService !== dedicatedService && {
      part: { dedicatedService },
      words: dedicatedService
        ? { zh: `“${zh}”新增专属服务。`, en: `${en} gets dedicated service.` }
        : { zh: `“${zh}”不再有专属服务。`, en: `${en} no longer has dedicated service.` },
    },
  ];
  return all.filter((one) => one !== false);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What a benefit of nothing is called: a member never reads of 0 hours or of 0 points. */
const offZh = (percent: number): string => (percent === 0 ? '原价' : ` ${(100 - percent) / 10} 折`);
const offEn = (percent: number): string => (percent === 0 ? 'no discount on' : `${percent}% off`);
const earlyZh = (hours: number): string => (hours === 0 ? '不提前' : `提前 ${hours} 小时`);
const earlyEn = (hours: number): string =>
  hours === 0 ? 'with everybody' : `${counted(hours, 'hour', 'hours')} early`;
const giftZh = (points: number): string => (points === 0 ? '无' : ` ${pointsInWords(points).zh}`);
const giftEn = (points: number): string => (points === 0 ? 'nothing' : pointsInWords(points).en);
