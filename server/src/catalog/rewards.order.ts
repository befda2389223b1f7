import type { Values } from './rewards.filter.js';

export type RewardSort = 'featured' | 'newest' | 'points_asc' | 'points_desc' | 'popular' | 'relevance';

/** Where a page goes on: the sort key of the last row (null where the id is enough) and its id. */
export interface Keyset {
  key: number | null;
  id: string;
}

/** An order of `reward r` that an index holds. */
export interface Order {
  key: string;
  by: string;
  /** How the rows behind the cursor compare with it. */
  behind: '<' | '>';
}

export function orderOf(sort: Exclude<RewardSort, 'relevance'>): Order {
  switch (sort) {
    case 'featured':
      return { key: 'r.featured', by: 'r.featured DESC, r.id DESC', behind: '<' };
    case 'newest':
      return { key: 'NULL::bigint', by: 'r.id DESC', behind: '<' };
    case 'points_asc':
      return { key: 'r.points_from', by: 'r.points_from, r.id', behind: '>' };
    case 'points_desc':
      return { key: 'r.points_from', by: 'r.points_from DESC, r.id DESC', behind: '<' };
    case 'popular':
      return { key: 'r.popularity', by: 'r.popularity DESC, r.id DESC', behind: '<' };
  }
}

export function behind(order: Order, after: Keyset, values: Values): string {
  const id = values.add(after.id, 'uuid');
  if (after.key === null) return `r.id ${order.behind} ${id}`;
  return `(${order.key}, r.id) ${order.behind} (${values.add(after.key, 'bigint')}, ${id})`;
}

/** A page before its columns: what finds its rewards, and where from and in which order they are read. */
export interface FoundPage {
  ctes: string;
  /** Of `reward r` with a sort_key. */
  from: string;
  by: string;
}
