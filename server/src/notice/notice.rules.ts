import type { LocalizedText } from '../graphql/localized.js';
import type { IdPrefix } from '../platform/ids.js';
import { counted, dayInWords, pointsInWords, spelled } from '../platform/spoken.rules.js';
import type { NoticeFacts, NoticeKind } from './notice.rows.js';

const messages: { [Kind in NoticeKind]: (facts: NoticeFacts[Kind]) => LocalizedText } = {
  tier_raised: ({ tier }) => ({
    zh: `恭喜升级为${tier.zh || tier.en}会员。`,
    en: `You are ${tier.en || tier.zh} now. Congratulations!`,
  }),
  tier_sprint: ({ tier, missing, until }) => ({
    zh:
      missing === 0
        ? `你的${tier.zh || tier.en}等级已保住，${dayInWords(until).zh}续期。`
        : `保级冲刺：${dayInWords(until).zh}前再得 ${spelled(missing)} 成长值，即可保住${tier.zh || tier.en}。`,
    en:
      missing === 0
        ? `Your ${tier.en || tier.zh} tier is safe and will be renewed on ${dayInWords(until).en}.`
        : `Raise your score by ${spelled(missing)} before ${dayInWords(until).en} to stay ${tier.en || tier.zh}.`,
  }),
  tier_dropped: ({ tier }) =>
    tier === null
      ? {
          zh: '你的会员等级已到期，现为普通会员。成长值达到后随时可以再升级。',
          en: 'Your membership tier has ended. You can rise again as soon as your score is high enough.',
        }
      : {
          zh: `你的会员等级已调整为${tier.zh || tier.en}。`,
          en: `Your membership tier is ${tier.en || tier.zh} now.`,
        },
  tier_rules: ({ from, changes, more }) => ({
    zh: `会员等级规则自 ${dayInWords(from).zh}起调整：${changes.map(({ zh }) => zh).join('')}${more === 0 ? '' : `另有 ${more} 项变化，详见“会员等级”。`}`,
    en: `The tier rules change on ${dayInWords(from).en}. ${changes.map(({ en }) => en).join(' ')}${more === 0 ? '' : ` ${counted(more, 'more change is', 'more changes are')} listed under “Membership tiers”.`}`,
  }),
  tier_undone: ({ tier }) =>
    tier === null
      ? {
          zh: '因订单退款，此前的会员升级已撤销。',
          en: 'An order was refunded, so the membership tier it had brought you has been taken back.',
        }
      : {
          zh: `因订单退款，此前的会员升级已撤销，你现为${tier.zh || tier.en}会员。`,
          en: `An order was refunded, so the rise it had brought you has been taken back. Your tier is now ${tier.en || tier.zh}.`,
        },
  birthday_gift: ({ points, tier }) => ({
    zh: `生日快乐！${tier.zh || tier.en}生日礼 ${pointsInWords(points).zh}已到账。`,
    en: `Happy birthday! Your ${tier.en || tier.zh} gift of ${pointsInWords(points).en} has arrived.`,
  }),
  donation_settled: ({ project, points }) => ({
    zh: `你为“${project.zh || project.en}”捐出的 ${pointsInWords(points).zh}已拨付，去向说明附在捐赠凭证上。`,
    en: `Your ${points === 1 ? 'point' : pointsInWords(points).en} for “${project.en || project.zh}” ${points === 1 ? 'has' : 'have'} been paid out. Your receipt tells what for.`,
  }),
  donation_news: ({ project, title }) => ({
    zh: `“${project.zh || project.en}”有新进展：${title.zh || title.en}`,
    en: `News of “${project.en || project.zh}”: ${title.en || title.zh}`,
  }),
  vote_won: ({ winner }) => ({
    zh: `你投票支持的“${winner.zh || winner.en}”胜出，即将上架。`,
    en: `Your choice “${winner.en || winner.zh}” has won and is coming soon.`,
  }),
  pool_succeeded: ({ pool, points, drawn }) => ({
    zh: `“${pool.zh || pool.en}”凑满了！你参与的 ${pointsInWords(points).zh}已扣除，${drawn ? '接下来抽签' : '有你一份'}。`,
    en: `“${pool.en || pool.zh}” is full! Your ${taken(points)} been taken${drawn ? '; the draw comes next' : ', and you get your share'}.`,
  }),
  pool_failed: ({ pool, points }) => ({
    zh: `“${pool.zh || pool.en}”未能按时凑满，${pointsInWords(points).zh}已退回。`,
    en: `“${pool.en || pool.zh}” was not full in time. Your ${back(points)} back.`,
  }),
  pool_cancelled: ({ pool, points, reason }) => ({
    zh: `“${pool.zh || pool.en}”已取消：${ended(reason.zh || reason.en, '。')}${pointsInWords(points).zh}已退回。`,
    en: `“${pool.en || pool.zh}” was called off: ${ended(reason.en || reason.zh, '.')} Your ${back(points)} back.`,
  }),
  pool_won: ({ pool }) => ({
    zh: `恭喜，你抽中了“${pool.zh || pool.en}”！`,
    en: `You won the draw for “${pool.en || pool.zh}”. Congratulations!`,
  }),
};

const taken = (points: number): string => counted(points, 'point has', 'points have');
const back = (points: number): string => counted(points, 'point is', 'points are');

/** Operators end a reason with a full stop or without; it is told with one. */
function ended(reason: string, stop: string): string {
  return /[.。!！?？]$/u.test(reason) ? reason : `${reason}${stop}`;
}

/** What kind of thing a notice is about; its uuid is the notice's subject. */
export const noticeSubjects: Readonly<Record<NoticeKind, IdPrefix>> = {
  tier_raised: 'member',
  tier_sprint: 'member',
  tier_dropped: 'member',
  tier_undone: 'member',
  tier_rules: 'program',
  birthday_gift: 'member',
  vote_won: 'campaign',
  donation_settled: 'project',
  donation_news: 'news',
  pool_succeeded: 'pool',
  pool_failed: 'pool',
  pool_cancelled: 'pool',
  pool_won: 'pool',
};

/** The message of a notice in both languages. */
export function noticeMessage<Kind extends NoticeKind>(kind: Kind, facts: NoticeFacts[Kind]): LocalizedText {
  return messages[kind](facts);
}
