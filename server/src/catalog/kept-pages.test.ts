import 'reflect-metadata';
import { expect, it } from 'vitest';
import { KeptPages, type WrittenRow } from './kept-pages.js';
import type { Viewer } from './rewards.filter.js';

const now = new Date('2026-11-22T04:00:00Z');
const viewer: Viewer = {
  programId: 'a-program',
  timeZone: 'UTC',
  bands: [],
  memberId: null,
  footing: null,
  now,
};

const none = { zh: '', en: '' };

/** Pages of one reward each, which count as two. */
function keep(pages: KeptPages, id: string): void {
  const written: WrittenRow = {
    id,
    handle: id,
    kind: 'physical',
    state: 'listed',
    title: none,
    summary: none,
    description: none,
    supplier: null,
    tags: [],
    images: [],
    video_url: null,
    on_sale_from: null,
    on_sale_until: null,
    limit_quantity: null,
    limit_period: null,
    category: null,
    zones: [],
    variants: [],
  };
  const row = {
    version: 1,
    shown: JSON.stringify([[id, null]]),
    stocks: null,
    written: [written],
    members: [],
  };
  pages.completed({ key: id, viewer, stands: true }, pages.known(id), row);
}

const keptOf = (pages: KeptPages, keys: readonly string[]) =>
  keys.filter((key) => pages.standing(key, viewer) !== null);

it('as many rewards are kept as may be, and the pages that nobody has asked for longest go first', () => {
  const pages = new KeptPages(6);
  for (const key of ['a', 'b', 'c']) keep(pages, key);
  expect(keptOf(pages, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
  const page = pages.standing('a', viewer);
  if (page !== null) pages.again('a', viewer, page, { version: 1, stocks: null });
  keep(pages, 'd');
  expect(keptOf(pages, ['a', 'b', 'c', 'd'])).toEqual(['a', 'c', 'd']);
});

it('a page that is kept anew takes no more room than before', () => {
  const pages = new KeptPages(6);
  for (const key of ['a', 'b', 'c', 'c', 'c']) keep(pages, key);
  expect(keptOf(pages, ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
});

it('nothing is taken for standing of a version that is known to be over', () => {
  const pages = new KeptPages();
  for (const key of ['a', 'b']) keep(pages, key);
  const page = pages.standing('a', viewer);
  expect(page && pages.again('a', viewer, page, { version: 2, stocks: null })).toBeNull();
  expect(keptOf(pages, ['a', 'b'])).toEqual([]);
});
