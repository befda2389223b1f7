import type { LocalizedText } from '../graphql/localized.js';
import {
  checkHandle,
  checkPresentation,
  checkWords,
  cleanLine,
  cleanPresentation,
  cleanWords,
  invalid,
  longestText,
  type Presentation,
} from '../platform/content.rules.js';
import type { Refusal } from '../platform/refusal.js';
import type { Allotment } from './pool.rows.js';

/** A pool as an operator describes it. */
export interface PoolDraft extends Presentation {
  handle: string;
  target: number;
  least: number;
  most: number | null;
  deadline: Date;
  allotment: Allotment;
  terms: LocalizedText;
  /** How many win a draw; null where nothing is drawn. */
  winners: number | null;
}

/** Far below 2^53, so that sums and shares stay exact as numbers; the table has the same bound. */
export const mostTarget = 1_000_000_000_000;
/** Winners are written and told by one command and shown without pages; the table has the same bound. */
export const mostWinners = 100;

export function cleanPool(draft: PoolDraft): PoolDraft {
  return {
    ...draft,
    ...cleanPresentation(draft),
    handle: cleanLine(draft.handle),
    terms: cleanWords(draft.terms),
  };
}

/** What is wrong with a new pool, each with the field it concerns; empty when it can be opened. */
export function poolRefusals(draft: PoolDraft, now: Date): Refusal[] {
  return [
    ...checkHandle(draft.handle),
    ...checkPresentation(draft),
    ...checkWords(['terms'], draft.terms, longestText),
    ...checkAmounts(draft),
    ...checkWinners(draft),
    ...(draft.deadline > now
      ? []
      : [invalid(['deadline'], '截止时间须在将来。', 'The deadline must lie in the future.')]),
  ];
}

function checkAmounts({ target, least, most, allotment }: PoolDraft): Refusal[] {
  const wrong: Refusal[] = [];
  if (!Number.isSafeInteger(target) || target < 1 || target > mostTarget) {
    const [zh, en] = [`目标须为 1–${mostTarget} 积分。`, `A target is 1 to ${mostTarget} points.`];
    wrong.push(invalid(['target'], zh, en));
  }
  if (!Number.isSafeInteger(least) || least < 1 || least > target) {
    const [zh, en] = [
      '最少参与积分须为正整数，且不超过目标。',
      'The least pledge is from 1 point up to the target.',
    ];
    wrong.push(invalid(['least'], zh, en));
  }
  if (most !== null && (!Number.isSafeInteger(most) || most < least || most > mostTarget)) {
    wrong.push(
      invalid(['most'], '最多参与积分不能少于最少参与积分。', 'The most is not less than the least.'),
    );
  }
  if (allotment === 'volume' && (least !== most || target % least !== 0)) {
    const zh = '团购价的最少与最多须相同，且目标须为其整数倍。';
    const en = 'At a volume price the least is the most, and the target is a multiple of it.';
    wrong.push(invalid(['allotment'], zh, en));
  }
  return wrong;
}

function checkWinners({ allotment, winners, target, least }: PoolDraft): Refusal[] {
  const fine =
    allotment === 'draw'
      ? winners !== null && Number.isInteger(winners) && winners >= 1 && winners <= mostWinners
      : winners === null;
  if (!fine) {
    const zh = `抽签须有 1–${mostWinners} 个名额，其他方式没有名额。`;
    const en = `A draw has 1 to ${mostWinners} winners; nothing else has any.`;
    return [invalid(['winners'], zh, en)];
  }
  // The last gap may be smaller than the least pledge. What is wrong with the amounts is said of them.
  const mostPledges = Math.ceil(target / least);
  if (winners === null || !(mostPledges >= 1) || winners <= mostPledges) return [];
  const zh = `名额不能多于最多可能的参与人数（${mostPledges}）。`;
  const en = `There cannot be more winners than pledges that fit into the target, which is ${mostPledges}.`;
  return [invalid(['winners'], zh, en)];
}
