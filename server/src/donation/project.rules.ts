import {
  checkHandle,
  checkOptional,
  checkPictures,
  checkPresentation,
  checkWords,
  cleanLine,
  cleanPictures,
  cleanPresentation,
  cleanWords,
  invalid,
  longestText,
  longestTitle,
  type Picture,
  type Presentation,
} from '../platform/content.rules.js';
import type { Refusal } from '../platform/refusal.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { OverFunding } from './donation.rows.js';

/** A project as an operator describes it. */
export interface ProjectDraft extends Presentation {
  handle: string;
  recipient: LocalizedText;
  goal: number;
  overFunding: OverFunding;
  least: number;
  endsAt: Date | null;
  milestones: { points: number; title: LocalizedText }[];
}

export interface NewsDraft {
  title: LocalizedText;
  body: LocalizedText;
  images: Picture[];
}

/** The column’s own bound: beyond it sums of points would leave the exact numbers. */
const mostGoal = 1_000_000_000_000;
/** Every gift reads them all, and a bar shows them all as marks. */
const mostMilestones = 20;
const unreachable = 'Where nothing above the goal is taken, no milestone lies above it.';

export function cleanProject(draft: ProjectDraft): ProjectDraft {
  return {
    ...draft,
    ...cleanPresentation(draft),
    handle: cleanLine(draft.handle),
    recipient: cleanWords(draft.recipient),
    milestones: draft.milestones.map(({ points, title }) => ({ points, title: cleanWords(title) })),
  };
}

export function cleanNews(draft: NewsDraft): NewsDraft {
  const { title, body, images } = draft;
  return { title: cleanWords(title), body: cleanWords(body), images: cleanPictures(images) };
}

/** What is wrong with new titles of milestones, which are named by their points and stay where they are. */
export function milestoneTitleRefusals(
  titles: readonly { points: number; title: LocalizedText }[],
  known: readonly { points: number }[],
): Refusal[] {
  return titles.flatMap(({ title }, at) => [
    ...checkNamed(titles, known, at),
    ...checkWords(['milestones', String(at), 'title'], title, longestTitle),
  ]);
}

function checkNamed(
  titles: readonly { points: number }[],
  known: readonly { points: number }[],
  at: number,
): Refusal[] {
  const path = ['milestones', String(at), 'points'];
  const is = ({ points }: { points: number }) => points === titles[at]?.points;
  if (!known.some(is)) {
    const zh = '没有这个积分的里程碑，里程碑的积分不可更改。';
    const en = 'No milestone has these points, and those of a milestone stay as they are.';
    return [invalid(path, zh, en)];
  }
  const isFirst = titles.findIndex(is) === at;
  return isFirst ? [] : [invalid(path, '同一里程碑只能出现一次。', 'A milestone is named once.')];
}

/** What is wrong with a new project, each with the field it concerns; empty when it can be opened. */
export function projectRefusals(draft: ProjectDraft, now: Date): Refusal[] {
  return [
    ...checkHandle(draft.handle),
    ...checkPresentation(draft),
    ...checkWords(['recipient'], draft.recipient, longestTitle),
    ...checkAmounts(draft),
    ...(draft.endsAt === null || draft.endsAt > now
      ? []
      : [invalid(['endsAt'], '结束时间须在将来。', 'The end must lie in the future.')]),
    ...checkMilestones(draft),
  ];
}

export function newsRefusals(draft: NewsDraft): Refusal[] {
  return [
    ...checkWords(['title'], draft.title, longestTitle),
    ...checkOptional(['body'], draft.body, longestText),
    ...checkPictures(['images'], draft.images),
  ];
}

function checkAmounts({ goal, least }: ProjectDraft): Refusal[] {
  const wrong: Refusal[] = [];
  if (!Number.isSafeInteger(goal) || goal < 1 || goal > mostGoal) {
    wrong.push(invalid(['goal'], `目标须为 1–${mostGoal} 积分。`, `A goal is 1 to ${mostGoal} points.`));
  }
  if (!Number.isSafeInteger(least) || least < 1 || least > goal) {
    const [zh, en] = ['最少捐赠须为正整数，且不超过目标。', 'The least gift is from 1 point up to the goal.'];
    wrong.push(invalid(['least'], zh, en));
  }
  return wrong;
}

function checkMilestones({ milestones, goal, overFunding }: ProjectDraft): Refusal[] {
  if (milestones.length > mostMilestones) {
    const [zh, en] = [`里程碑最多 ${mostMilestones} 个。`, `At most ${mostMilestones} milestones.`];
    return [invalid(['milestones'], zh, en)];
  }
  return milestones.flatMap(({ points, title }, at) => {
    const path = ['milestones', String(at)];
    const rising = Number.isSafeInteger(points) && points > (milestones[at - 1]?.points ?? 0);
    return [
      ...(rising && points <= mostGoal
        ? []
        : [invalid([...path, 'points'], '里程碑的积分须逐个递增。', 'The points of milestones must rise.')]),
      ...(overFunding === 'stop' && points > goal
        ? [invalid([...path, 'points'], '达标即止的项目，里程碑不能超过目标。', unreachable)]
        : []),
      ...checkWords([...path, 'title'], title, longestTitle),
    ];
  });
}
