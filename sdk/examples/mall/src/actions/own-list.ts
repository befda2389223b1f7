import type { PageInput } from '@jifen/sdk';
import { Earlier } from './earlier.js';
import { tell } from './notices.js';
import { reader } from './reader.js';
import { openSheet } from './sheets.js';
import { store, type List, type Sheet } from '../state.js';
import { texts } from '../texts.js';

const pageSize = 20;

interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface OwnList {
  readonly open: () => Promise<void>;
  readonly more: () => Promise<void>;
  /** Asks for all of it anew, after that failed. */
  readonly again: () => Promise<void>;
}

/** Something of the member's own that a sheet shows page by page; `onShown` hears of each page that has come to be seen. */
export function ownList<Item, Extra = unknown>(
  read: (page: PageInput) => Promise<(Page<Item> & Extra) | null>,
  shown: (list: List<Item>) => Sheet,
  openOn: (sheet: Sheet | null) => List<Item> | null,
  onShown: (page: Page<Item> & Extra) => void = () => undefined,
): OwnList {
  const earlier = new Earlier<List<Item>>(reader);

  function more(): Promise<void> {
    return ask(openOn(store.state.sheet));
  }

  async function ask(asked: List<Item> | null, isFirst = false): Promise<void> {
    if (asked === null) return;
    const keep = earlier.keeper();
    try {
      const page = await read({ first: pageSize, after: isFirst ? null : asked.nextCursor });
      const list = openOn(store.state.sheet);
      // The same page may have been asked for twice, and the list opened anew since, by somebody else perhaps.
      if (list === null || list.items !== asked.items) return;
      if (page === null) throw new Error('Nobody is signed in.');
      const nextCursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      const before = isFirst ? [] : list.items;
      const now: List<Item> = { phase: 'ready', items: [...before, ...page.nodes], nextCursor };
      keep('list', now);
      store.update({ sheet: shown(now) });
      onShown(page);
    } catch {
      const list = openOn(store.state.sheet);
      if (list === null || list.items !== asked.items) return;
      // What was read before stays.
      if (isFirst) store.update({ sheet: shown({ ...list, ...earlier.of('list'), phase: 'failed' }) });
      else tell(texts().trouble.listFailed, 'bad');
    }
  }
  return {
    async open() {
      const list: List<Item> = { phase: 'loading', items: [], nextCursor: null };
      openSheet(shown(list));
      await ask(list, true);
    },
    more,
    async again() {
      const list = openOn(store.state.sheet);
      if (list === null || list.phase === 'retrying') return;
      store.update({ sheet: shown({ ...list, phase: 'retrying' }) });
      await ask(list, true);
    },
  };
}
