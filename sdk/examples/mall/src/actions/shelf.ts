import { UnauthorisedError } from '@jifen/sdk';
import { Asking } from './asking.js';
import { followStock, heardStock } from './live.js';
import { tell } from './notices.js';
import { reader } from './reader.js';
import { readSearch, writeSearch } from '../address.js';
import { mall } from '../mall.js';
import { emptySearch, store, type Search, type Shelf } from '../state.js';
import { texts } from '../texts.js';
import type { RewardPage, RewardsInput } from '../types.js';

const pageSize = 24;
const typingPause = 250;

const asking = new Asking();
let typing: ReturnType<typeof setTimeout> | undefined;

function queryOf(search: Search): RewardsInput {
  const { categories, kinds, bands, zone } = search;
  // A condition is named only when something was chosen: an empty list of alternatives would fit nothing.
  const filter = {
    ...(categories.length > 0 ? { categories } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(bands.length > 0 ? { bands } : {}),
    ...(zone === null ? {} : { zones: [zone] }),
    ...(search.affordable && store.state.customerId !== null ? { affordable: true } : {}),
    ...(search.inStock ? { inStock: true } : {}),
  };
  const query = search.query.trim();
  return {
    filter,
    sort: search.sort ?? (query === '' ? 'FEATURED' : 'RELEVANCE'),
    ...(query === '' ? {} : { query }),
  };
}

/** What the shelf is asked now, in whatever language, by whoever is there. */
function question(search: Search = store.state.search): string {
  return JSON.stringify([store.state.customerId, queryOf(search)]);
}

/** Whether what is on the shelf answers what it is asked now; if not, it must not be taken for the answer. */
export function answersQuestion({ answers }: Shelf): boolean {
  return answers === question();
}

/** Loads the shelf afresh. */
export async function loadShelf(): Promise<void> {
  const { search } = store.state;
  const { isLast, heard } = asking.begin(reader() + question());
  const { shelf } = store.state;
  const phase = shelf.phase === 'failed' || shelf.phase === 'retrying' ? 'retrying' : 'loading';
  store.update({ shelf: { ...shelf, phase, loadingMore: false } });
  try {
    const page = await mall.catalog.rewards({ first: pageSize, ...queryOf(search) });
    if (!heard()) return;
    store.update({
      shelf: {
        phase: isLast() ? 'ready' : store.state.shelf.phase,
        // A member who turned out to be unknown was answered as a guest.
        answers: question(search),
        refused: false,
        loadingMore: false,
        rewards: page.nodes,
        totalCount: page.totalCount ?? page.nodes.length,
        facets: page.facets ?? null,
        nextCursor: cursorBehind(page),
      },
    });
    heardStock(page.nodes.flatMap((reward) => reward.variants.map((variant) => variant.stock)));
    followStock();
  } catch (error) {
    const refused = error instanceof UnauthorisedError;
    if (isLast()) store.update({ shelf: { ...store.state.shelf, phase: 'failed', refused } });
  }
}

export async function loadMore(): Promise<void> {
  const { shelf, search } = store.state;
  // What is awaited is another list than the one that would be gone on with.
  if (shelf.nextCursor === null || shelf.loadingMore || !answersQuestion(shelf)) return;
  store.update({ shelf: { ...shelf, loadingMore: true } });
  try {
    const page = await mall.catalog.rewards({ first: pageSize, after: shelf.nextCursor, ...queryOf(search) });
    if (store.state.shelf.rewards !== shelf.rewards) return;
    const rewards = [...shelf.rewards, ...page.nodes];
    store.update({
      shelf: { ...store.state.shelf, loadingMore: false, rewards, nextCursor: cursorBehind(page) },
    });
    heardStock(page.nodes.flatMap((reward) => reward.variants.map((variant) => variant.stock)));
    followStock();
  } catch {
    if (store.state.shelf.rewards !== shelf.rewards) return;
    store.update({ shelf: { ...store.state.shelf, loadingMore: false } });
    tell(texts().trouble.listFailed, 'bad');
  }
}

/** After the balance moved: the counts follow, the list under the member's finger stays. */
export async function refreshCounts(): Promise<void> {
  const isStill = asking.watch();
  try {
    const page = await mall.catalog.rewards({ first: 1, ...queryOf(store.state.search) });
    const { shelf } = store.state;
    if (isStill() && page.facets) store.update({ shelf: { ...shelf, facets: page.facets } });
  } catch {
    // The counts before are a good enough answer.
  }
}

export function changeSearch(patch: Partial<Search>): void {
  const search = { ...store.state.search, ...patch };
  store.update({ search });
  writeSearch(search);
  clearTimeout(typing);
  if (patch.query === undefined) void loadShelf();
  else typing = setTimeout(() => void loadShelf(), patch.query === '' ? 0 : typingPause);
}

/** Shows what the address asks for, which a step of the browser's history may have changed. */
export function takeUpSearch(): void {
  const search = readSearch();
  if (JSON.stringify(queryOf(search)) === JSON.stringify(queryOf(store.state.search))) return;
  clearTimeout(typing);
  store.update({ search });
  void loadShelf();
}

export function toggled<Value>(list: readonly Value[], value: Value): readonly Value[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}

export function clearSearch(): void {
  changeSearch({ ...emptySearch });
}

export function clearFilters(): void {
  const { query, sort, zone } = store.state.search;
  changeSearch({ ...emptySearch, query, sort, zone });
}

function cursorBehind(page: RewardPage): string | null {
  return page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
}
