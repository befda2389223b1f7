import type { LocalizedText } from '../graphql/localized.js';
import type { IdPrefix } from '../platform/ids.js';
import type { NoticeFacts, NoticeKind } from './notice.rows.js';

const messages: { [Kind in NoticeKind]: (facts: NoticeFacts[Kind]) => LocalizedText } = {
  tier_raised: ({ tier }) => ({
    zh: `恭喜升级为${tier.zh || tier.en}会员。`,
    en: `You are ${tier.en || tier.zh} now. Congratulations!`,
  }),
  tier_sprint: ({ tier, missing, until }) => ({
    zh:
      missing === 0
        ? `你的${tier.zh || tier.en}等级已保住，${until} 续期。`
        : `保级冲刺：${until} 前再得 ${missing} 分即可保住${tier.zh || tier.en}。`,
    en:
      missing === 0
        ? `Your ${tier.en || tier.zh} tier is safe and will be renewed on ${until}.`
        : `Keep-sprint: ${missing} more score before ${until} keeps you ${tier.en || tier.zh}.`,
  }),
  tier_dropped: ({ tier }) =>
    tier === null
      ? { zh: '你的会员等级已到期。', en: 'Your membership tier has ended.' }
      : {
          zh: `你的会员等级已调整为${tier.zh || tier.en}。`,
          en: `Your membership tier is ${tier.en || tier.zh} now.`,
        },
  tier_rules: ({ from, changes, more }) => ({
    zh: `会员等级规则自 ${from} 起调整：${changes.map(({ zh }) => zh).join('')}${more === 0 ? '' : `另有 ${more} 项变化，见等级规则。`}`,
    en: `The tier rules change on ${from}. ${changes.map(({ en }) => en).join(' ')}${more === 0 ? '' : ` The tier rules tell ${more} more.`}`,
  }),
  tier_undone: ({ tier }) =>
    tier === null
      ? {
          zh: '因订单退款，此前的会员升级已撤销。',
          en: 'An order was refunded, so the membership tier that it had brought is taken back.',
        }
      : {
          zh: `因订单退款，此前的会员升级已撤销，你现为${tier.zh || tier.en}会员。`,
          en: `An order was refunded, so the rise that it had brought is taken back: your tier is ${tier.en || tier.zh}.`,
        },
  birthday_gift: ({ points, tier }) => ({
    zh: `生日快乐！${tier.zh || tier.en}生日礼 ${points} 积分已到账。`,
    en: `Happy birthday! Your ${tier.en || tier.zh} gift of ${points} points has arrived.`,
  }),
  donation_settled: ({ project, points }) => ({
    zh: `你为“${project.zh || project.en}”捐出的 ${points} 积分已拨付，去向说明附在捐赠凭证上。`,
    en: `Your ${points === 1 ? 'point' : `${points} points`} for “${project.en || project.zh}” ${points === 1 ? 'has' : 'have'} been paid out. Your receipt tells what for.`,
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
    zh: `“${pool.zh || pool.en}”凑满了！你参与的 ${points} 积分已入账${drawn ? '，正在抽取' : '，有你一份'}。`,
    en: `“${pool.en || pool.zh}” is full! Your ${points} points are in${drawn ? ', the draw comes next' : ', and you have a share'}.`,
  }),
  pool_failed: ({ pool, points }) => ({
    zh: `“${pool.zh || pool.en}”未能按时凑满，${points} 积分已退回。`,
    en: `“${pool.en || pool.zh}” was not full in time. Your ${points} points are back.`,
  }),
  pool_cancelled: ({ pool, points, reason }) => ({
    zh: `“${pool.zh || pool.en}”已取消：${reason.zh || reason.en}。${points} 积分已退回。`,
    en: `“${pool.en || pool.zh}” was called off: ${reason.en || reason.zh}. Your ${points} points are back.`,
  }),
  pool_won: ({ pool }) => ({
    zh: `恭喜，你抽中了“${pool.zh || pool.en}”！`,
    en: `You won the draw for “${pool.en || pool.zh}”. Congratulations!`,
  }),
};

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
