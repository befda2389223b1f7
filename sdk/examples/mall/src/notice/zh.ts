/** What the mall says about notices in Chinese; the English file must say the same things. */
export const noticeZh = {
  title: '通知',
  empty: '还没有通知',
  emptyText: '等级变化、投票和众筹结果、捐赠进展等消息会出现在这里。',
  open: (unread: number) => (unread > 0 ? `通知，${unread} 条未读` : '通知'),
  heard: (message: string) => `新通知：${message}`,
};
