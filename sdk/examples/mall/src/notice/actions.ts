import type { Notice, NoticePage, PageInput } from '@jifen/sdk';
import { Asking } from '../actions/asking.js';
import { announce } from '../actions/notices.js';
import { ownList } from '../actions/own-list.js';
import { reader } from '../actions/reader.js';
import { mall } from '../mall.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { firstTold, laterTold, type Opening, type Told } from './fresh.js';

let opening: Opening = { behind: 0, markedAt: null };

type ToldPage = Omit<NoticePage, 'nodes'> & {
  readonly nodes: readonly Told[];
  readonly isFirst: boolean;
  readonly opening: Opening;
};

/** What is unread is asked for, and changed by reading: what was asked before is out of date. */
const asking = new Asking();

async function readTold(input: PageInput): Promise<ToldPage | null> {
  const page = await mall.notices(input);
  if (page === null) return null;
  const isFirst = (input.after ?? null) === null;
  const read = isFirst ? firstTold(page.nodes, page.unreadCount) : laterTold(page.nodes, opening);
  return { ...page, isFirst, opening: read.opening, nodes: read.told };
}

function seen(page: ToldPage): void {
  ({ opening } = page);
  if (!page.isFirst) return;
  if (page.unreadCount > 0) announce(texts().notice.news(page.unreadCount));
  const newest = page.nodes[0];
  if (newest !== undefined) void markRead(newest.id);
}

export const ownNotices = ownList(
  readTold,
  (list) => ({ ...list, kind: 'notices' }),
  (sheet) => (sheet?.kind === 'notices' ? sheet : null),
  seen,
);

/** Asked at sign-in and after what may have brought news. */
export async function refreshNotices(): Promise<void> {
  const { customerId } = store.state;
  if (customerId === null) return;
  const { heard } = asking.begin(reader());
  const page = await mall.notices({ first: 1 });
  const { unread: before } = store.state;
  if (page === null || store.state.customerId !== customerId || !heard()) return;
  const newest: Notice | undefined = page.nodes[0];
  store.update({ unread: { count: page.unreadCount, newestId: newest?.id ?? null } });
  const isNew = newest?.readAt === null && before !== null && before.newestId !== newest.id;
  if (isNew) announce(texts().notice.heard(newest.message));
}

/** Whoever opens the list has seen what is on it, in this browser and in every other one. */
async function markRead(newestId: string): Promise<void> {
  const { customerId } = store.state;
  asking.overtake();
  store.update({ unread: { count: 0, newestId } });
  try {
    const count = await mall.markNoticesRead({ noticeId: newestId });
    if (store.state.customerId !== customerId) return;
    asking.overtake();
    store.update({ unread: { count, newestId } });
  } catch {
    // They stay unread: the bell counts them again when it asks next.
  }
}
