import { plural } from '../texts/plural.js';
import type { noticeZh } from './zh.js';

export const noticeEn: typeof noticeZh = {
  title: 'Notices',
  empty: 'No notices yet',
  emptyText: 'News of your tier, your votes, your pools, your donations and more will be here.',
  open: (unread) =>
    unread > 99 ? 'Notices, more than 99 unread' : unread > 0 ? `Notices, ${unread} unread` : 'Notices',
  isNew: 'New',
  news: (unread) =>
    unread > 99 ? 'More than 99 new notices' : `${unread} new ${plural(unread, 'notice', 'notices')}`,
  heard: (message) => `New notice: ${message}`,
};
