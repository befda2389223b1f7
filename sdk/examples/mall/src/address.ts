import { emptySearch, type Opened, type Search } from './state.js';
import type { LanguageCode, RewardKind, RewardSort } from './types.js';

const kinds: readonly RewardKind[] = ['PHYSICAL', 'VIRTUAL', 'SERVICE', 'EVENT_SEAT', 'PARTNER_POINTS'];
export const sorts: readonly RewardSort[] = [
  'FEATURED',
  'RELEVANCE',
  'POPULAR',
  'NEWEST',
  'POINTS_ASC',
  'POINTS_DESC',
];

/** The page address carries the search and what is open, so that both can be shared and gone back to. */
export function readSearch(): Search {
  const from = new URLSearchParams(location.search);
  return {
    ...emptySearch,
    query: from.get('q') ?? '',
    zone: from.get('zone'),
    categories: from.getAll('category'),
    kinds: kinds.filter((kind) => from.getAll('kind').includes(kind)),
    bands: from.getAll('band'),
    affordable: from.has('affordable'),
    inStock: from.has('instock'),
    sort: sorts.find((sort) => sort === from.get('sort')) ?? null,
  };
}

export const openable: readonly Opened['kind'][] = ['reward', 'project', 'vote', 'pool'];

export function readOpen(): Opened | null {
  const from = new URLSearchParams(location.search);
  for (const kind of openable) {
    const handle = from.get(kind);
    if (handle !== null) return { kind, handle };
  }
  return null;
}

export function writeSearch(search: Search): void {
  const to = new URLSearchParams(location.search);
  for (const name of ['q', 'zone', 'category', 'kind', 'band', 'affordable', 'instock', 'sort'])
    to.delete(name);
  if (search.query !== '') to.set('q', search.query);
  if (search.zone !== null) to.set('zone', search.zone);
  for (const category of search.categories) to.append('category', category);
  for (const kind of search.kinds) to.append('kind', kind);
  for (const band of search.bands) to.append('band', band);
  if (search.affordable) to.set('affordable', '1');
  if (search.inStock) to.set('instock', '1');
  if (search.sort !== null) to.set('sort', search.sort);
  history.replaceState(history.state, '', withParameters(to));
}

/** Where the address names a language, it names the one that is spoken: a reload must not undo the choice. */
export function writeLanguage(language: LanguageCode): void {
  const to = new URLSearchParams(location.search);
  if (!to.has('lang') || to.get('lang') === language) return;
  to.set('lang', language);
  history.replaceState(history.state, '', withParameters(to));
}

export function addressOf(kind: Opened['kind'], handle: string): string {
  const to = new URLSearchParams(location.search);
  for (const other of openable) to.delete(other);
  to.set(kind, handle);
  return withParameters(to);
}

/** Whether steps are being taken back: the browser does that only after a while. */
let leaving = false;

/** Opening adds a step to the history, so that "back" on a phone closes what was opened. */
export function pushOpen(kind: Opened['kind'], handle: string): void {
  // A step that is added while others are taken back would be taken back with them; it is added after them.
  if (leaving) return;
  const open = readOpen();
  if (open?.kind === kind && open.handle === handle) return;
  history.pushState({ opened: stepsOpened() + 1 }, '', addressOf(kind, handle));
}

/** The address of what is shown again, without another step. */
export function keepOpen({ kind, handle }: Opened): void {
  history.replaceState(history.state, '', addressOf(kind, handle));
}

/** For a sheet that has no address of its own; the steps that led to it stay, to be gone back. */
export function dropOpen(): void {
  if (readOpen() === null) return;
  const to = new URLSearchParams(location.search);
  for (const kind of openable) to.delete(kind);
  history.replaceState(history.state, '', withParameters(to));
}

/** Closing takes back the steps that opening added, so that "back" afterwards leads where it led before. */
export function leaveOpen(): void {
  if (leaving) return;
  const steps = stepsOpened();
  if (steps === 0) {
    dropOpen();
    return;
  }
  leaving = true;
  history.go(-steps);
}

/** Whether the history has just moved because something was closed; whoever came by a link is then rid of it too. */
export function hasLeft(): boolean {
  if (!leaving) return false;
  leaving = false;
  dropOpen();
  return true;
}

function stepsOpened(): number {
  const state: unknown = history.state;
  if (typeof state !== 'object' || state === null || !('opened' in state)) return 0;
  return typeof state.opened === 'number' ? state.opened : 0;
}

function withParameters(parameters: URLSearchParams): string {
  const text = parameters.toString();
  return text === '' ? location.pathname : `${location.pathname}?${text}`;
}
