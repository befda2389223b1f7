/** What the mall says about achievements in Chinese; the English file must say the same things. */
export const achievementZh = {
  title: '成就墙',
  empty: '这里还没有成就',
  emptyText: '签到、兑换、捐赠，都会留下纪念。',
  earned: (count: string, all: string) => `已获得 ${count} / ${all} 枚`,
  on: (date: string) => `${date}获得`,
  progress: (title: string) => `${title}的进度`,
  said: {
    TIER: (done: string, of: string) => `成长值 ${done} / ${of}`,
    CHECK_IN: (done: string, of: string) => `${done} / ${of} 天`,
    EXCHANGE: (done: string, of: string) => `${done} / ${of} 次`,
    GIFT: (done: string, of: string) => `${done} / ${of} 次`,
    PROJECT: (done: string, of: string) => `${done} / ${of} 个`,
    POOL: (done: string, of: string) => `${done} / ${of} 次`,
    BALLOT: (done: string, of: string) => `${done} / ${of} 次`,
    MEMBERSHIP: (done: string, of: string) => `${done} / ${of} 天`,
  },
};
