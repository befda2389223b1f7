import type { Notice } from '@jifen/sdk';
import { announce } from '../actions/notices.js';
import { ownList } from '../actions/own-list.js';
import { mall } from '../mall.js';
import { remembered } from '../remembered.js';
import { store } from '../state.js';
import { texts } from '../texts.js';

/** More than these are not told apart: the bell says "9+" long before. */
const mostCounted = 20;

export const ownNotices = ownList(
  (page) => mall.notices(page),
  (list) => ({ ...list, kind: 'notices' }),
  (sheet) => (sheet?.kind === 'notices' ? sheet : null),
);

/** Asked at sign-in and after what may have brought news; what was read before, this browser remembers. */
export async function refreshNotices(): Promise<void> {
  const { customerId, unseen: before } = store.state;
  if (customerId === null) return;
  const page = await mall.notices({ first: mostCounted });
  if (page === null || store.state.customerId !== customerId) return;
  const seen = remembered.seenNotice(customerId);
  // Ids sort by age.
  const unseen = page.nodes.filter(({ id }) => seen === null || id > seen);
  const [newest] = unseen;
  store.update({ unseen: unseen.map(({ id }) => id) });
  const isNew = newest !== undefined && before !== null && !before.includes(newest.id);
  if (isNew) announce(texts().notice.heard(newest.message));
}

/** Whoever opens the list has seen what is on it. */
export async function openNotices(): Promise<void> {
  await ownNotices.open();
  const { sheet, customerId } = store.state;
  if (sheet?.kind !== 'notices' || sheet.phase !== 'ready' || customerId === null) return;
  const newest: Notice | undefined = sheet.items[0];
  if (newest !== undefined) remembered.keepSeenNotice(customerId, newest.id);
  store.update({ unseen: [] });
}
