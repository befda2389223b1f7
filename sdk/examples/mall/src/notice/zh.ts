/** What the mall says about notices in Chinese; the English file must say the same things. */
export const noticeZh = {
  title: '通知',
  empty: '还没有通知',
  emptyText: '等级变化、投票和众筹结果、捐赠进展等消息会出现在这里。',
  open: (unread: number) =>
    unread > 99 ? '通知，超过 99 条未读' : unread > 0 ? `通知，${unread} 条未读` : '通知',
  isNew: '新',
  news: (unread: number) => (unread > 99 ? '超过 99 条新通知' : `${unread} 条新通知`),
  heard: (message: string) => `新通知：${message}`,
};
