import type { noticeZh } from './zh.js';

export const noticeEn: typeof noticeZh = {
  title: 'Notices',
  empty: 'No notices yet',
  emptyText: 'News of your tier, your votes, your pools, your donations and more will be here.',
  open: (unread) => (unread > 0 ? `Notices, ${unread} unread` : 'Notices'),
  heard: (message) => `New notice: ${message}`,
};
