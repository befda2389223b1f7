import { emptySearch, type Search } from './state.js';
import type { RewardKind, RewardSort } from './types.js';

const kinds: readonly RewardKind[] = ['PHYSICAL', 'VIRTUAL', 'SERVICE', 'EVENT_SEAT', 'PARTNER_POINTS'];
export const sorts: readonly RewardSort[] = [
  'FEATURED',
  'RELEVANCE',
  'POPULAR',
  'NEWEST',
  'POINTS_ASC',
  'POINTS_DESC',
];

/** The page address carries the search and the open reward, so that both can be shared and gone back to. */
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

export function readReward(): string | null {
  return new URLSearchParams(location.search).get('reward');
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

export function rewardAddress(handle: string): string {
  const to = new URLSearchParams(location.search);
  to.set('reward', handle);
  return withParameters(to);
}

/** Opening adds a step to the history, so that "back" on a phone closes the reward. */
export function pushReward(handle: string): void {
  if (readReward() !== handle) history.pushState({ opened: true }, '', rewardAddress(handle));
}

export function dropReward(): void {
  const to = new URLSearchParams(location.search);
  if (!to.has('reward')) return;
  to.delete('reward');
  history.replaceState(null, '', withParameters(to));
}

function withParameters(parameters: URLSearchParams): string {
  const text = parameters.toString();
  return text === '' ? location.pathname : `${location.pathname}?${text}`;
}
