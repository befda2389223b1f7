import type { Notice, NoticePage, PageInput } from '@jifen/sdk';
import { announce } from '../actions/notices.js';
import { ownList } from '../actions/own-list.js';
import { mall } from '../mall.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { firstTold, laterTold, type Opening, type Told } from './fresh.js';

let opening: Opening = { behind: 0, markedAt: null };

type ToldPage = Omit<NoticePage, 'nodes'> & { readonly nodes: readonly Told[] };

async function readTold(input: PageInput): Promise<ToldPage | null> {
  const page = await mall.notices(input);
  if (page === null) return null;
  const isFirst = (input.after ?? null) === null;
  const read = isFirst ? firstTold(page.nodes, page.unreadCount) : laterTold(page.nodes, opening);
  ({ opening } = read);
  if (isFirst && page.unreadCount > 0) announce(texts().notice.news(page.unreadCount));
  return { ...page, nodes: read.told };
}

export const ownNotices = ownList(
  readTold,
  (list) => ({ ...list, kind: 'notices' }),
  (sheet) => (sheet?.kind === 'notices' ? sheet : null),
);

/** Asked at sign-in and after what may have brought news. */
export async function refreshNotices(): Promise<void> {
  const { customerId } = store.state;
  if (customerId === null) return;
  const page = await mall.notices({ first: 1 });
  const { unread: before } = store.state;
  if (page === null || store.state.customerId !== customerId) return;
  const newest: Notice | undefined = page.nodes[0];
  store.update({ unread: { count: page.unreadCount, newestId: newest?.id ?? null } });
  const isNew = newest?.readAt === null && before !== null && before.newestId !== newest.id;
  if (isNew) announce(texts().notice.heard(newest.message));
}

/** Whoever opens the list has seen what is on it, in this browser and in every other one. */
export async function openNotices(): Promise<void> {
  await ownNotices.open();
  const { sheet, customerId } = store.state;
  if (sheet?.kind !== 'notices' || sheet.phase !== 'ready' || customerId === null) return;
  const newest: Notice | undefined = sheet.items[0];
  if (newest === undefined) return;
  store.update({ unread: { count: 0, newestId: newest.id } });
  try {
    const count = await mall.markNoticesRead({ noticeId: newest.id });
    if (store.state.customerId === customerId) store.update({ unread: { count, newestId: newest.id } });
  } catch {
    // They stay unread: the bell counts them again when it asks next.
  }
}
