import type { PageInput } from '@jifen/sdk';
import { tell } from './notices.js';
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
}

/** Something of the member's own that a sheet shows page by page; `onShown` hears of each page that has come to be seen. */
export function ownList<Item, Extra = unknown>(
  read: (page: PageInput) => Promise<(Page<Item> & Extra) | null>,
  shown: (list: List<Item>) => Sheet,
  openOn: (sheet: Sheet | null) => List<Item> | null,
  onShown: (page: Page<Item> & Extra) => void = () => undefined,
): OwnList {
  async function more(): Promise<void> {
    const asked = openOn(store.state.sheet);
    if (asked === null) return;
    try {
      const page = await read({ first: pageSize, after: asked.nextCursor });
      const list = openOn(store.state.sheet);
      // The same page may have been asked for twice, and the list opened anew since, by somebody else perhaps.
      if (list === null || list.items !== asked.items) return;
      if (page === null) throw new Error('Nobody is signed in.');
      const nextCursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      store.update({ sheet: shown({ phase: 'ready', items: [...list.items, ...page.nodes], nextCursor }) });
      onShown(page);
    } catch {
      const list = openOn(store.state.sheet);
      if (list === null || list.items !== asked.items) return;
      store.update({ sheet: shown({ ...list, phase: 'failed' }) });
      if (list.items.length > 0) tell(texts().trouble.listFailed, 'bad');
    }
  }
  return {
    async open() {
      openSheet(shown({ phase: 'loading', items: [], nextCursor: null }));
      await more();
    },
    more,
  };
}
