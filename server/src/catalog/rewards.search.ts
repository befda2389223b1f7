import type { Values, Viewer } from './rewards.filter.js';
import {
  behind,
  type FoundPage,
  type Keyset,
  type Order,
  orderOf,
  type RewardSort,
} from './rewards.order.js';

// A search reads the newest blocks first and goes on to more of them only while the page is not full: words that are found
// often fill it at once, and for rare ones there is little to read in what is left.
const nearBlocks = 2;
const farBlocks = 64;
const allBlocks = nearBlocks + farBlocks;
// How often words are found is judged by the newest of them: found so often there, a page is full sooner along the index of
// the order than by gathering all.
const probedBlocks = 8;
const oftenFound = 40;

const inTitle = `ts_filter(r.search, '{a}')`;
const anywhere = 'r.search';
const youngest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const oldest = '00000000-0000-0000-0000-000000000000';

export interface SearchedPage {
  viewer: Viewer;
  /** The tsquery. */
  search: string;
  /** What else `reward r` must fulfil. */
  where: readonly string[];
  sort: RewardSort;
  most: number;
  after: Keyset | null;
}

/** Finds a page of a search with work that does not grow with what the words are found in. */
export function searchedPage(page: SearchedPage, values: Values): FoundPage {
  if (page.sort === 'relevance') return byRelevance(page, values);
  if (page.sort === 'newest') return newest(page, values);
  return ordered(page, orderOf(page.sort), values);
}

/** How well a reward fits: 2 with all words in its title, 1 otherwise; the newest of equal ones first. */
function byRelevance(page: SearchedPage, values: Values): FoundPage {
  const { after } = page;
  const stages = new Stages(page, values);
  if (after === null || after.key === 2) stages.add({ key: '2', column: inTitle, after: after?.id ?? null });
  const afterOther = after?.key === 2 ? null : (after?.id ?? null);
  stages.add({ key: '1', column: anywhere, except: inTitle, after: afterOther });
  return stages.found('f.sort_key DESC, r.id DESC');
}

function newest(page: SearchedPage, values: Values): FoundPage {
  const stages = new Stages(page, values);
  stages.add({ key: 'NULL', column: anywhere, after: page.after?.id ?? null });
  return stages.found('r.id DESC');
}

interface Ranked {
  /** The sort key of everything found so. */
  key: string;
  column: string;
  /** Where it was found already. */
  except?: string;
  after: string | null;
}

/** A chain of common table expressions: each passes on what is found so far and, unless that fills the page, looks further. */
class Stages {
  readonly #ctes: string[];
  #last: string | null = null;
  #made = 0;

  constructor(
    private readonly page: SearchedPage,
    private readonly values: Values,
  ) {
    this.#ctes = [asked(page)];
  }

  add(ranked: Ranked): void {
    const blocks = `blocks${this.#made}`;
    const { viewer } = this.page;
    const start = ranked.after === null ? `'${youngest}'` : this.values.add(ranked.after, 'uuid');
    this.#ctes.push(blocksUpTo(blocks, start, viewer, this.values));
    const before = ranked.after === null ? [] : [`r.id < ${start}`];
    const within = (from: number, to: number) =>
      `ARRAY[r.search_block] && (SELECT numbers[${from}:${to}] FROM ${blocks})`;
    this.#stage(ranked, within(1, nearBlocks), before);
    this.#stage(ranked, within(nearBlocks + 1, allBlocks), before);
    const more = `(SELECT lowest > '${oldest}' FROM ${blocks})`;
    this.#stage(ranked, more, [`r.id < (SELECT lowest FROM ${blocks})`]);
  }

  #stage({ key, column, except }: Ranked, place: string, more: readonly string[]): void {
    const { where, most } = this.page;
    const name = `stage${this.#made}`;
    const asked = '@@ (SELECT query FROM asked)';
    const until = this.#last === null ? '' : `AND (SELECT count(*) FROM ${this.#last}) < ${most}`;
    // Found by the words alone, for the planner would rather walk along any other index than trust them; sorted before it
    // is compared with titles, so that those are read only until the page is full.
    const found = `SELECT ${key}::bigint AS sort_key, r.id FROM (
        SELECT r.id, r.search FROM (
          SELECT * FROM reward r WHERE ${column} ${asked} AND ${place} AND r.state = 'listed' ${until} OFFSET 0) r
         WHERE ${[...where, ...more].join(' AND ')} ORDER BY r.id DESC OFFSET 0) r
      ${except === undefined ? '' : `WHERE NOT ${except} ${asked}`} LIMIT ${most}`;
    const passed = this.#last === null ? '' : `SELECT sort_key, id FROM ${this.#last} UNION ALL `;
    this.#ctes.push(`${name} AS MATERIALIZED (${passed}(${found}))`);
    this.#last = name;
    this.#made += 1;
  }

  found(by: string): FoundPage {
    const last = this.#last ?? '';
    const found = `found AS (SELECT f.sort_key, f.id FROM ${last} f ORDER BY ${by.replaceAll('r.', 'f.')} LIMIT ${this.page.most})`;
    return { ctes: [...this.#ctes, found].join(',\n'), from: 'found f JOIN reward r ON r.id = f.id', by };
  }
}

/** Other orders: along their index past everything that does not fit, or by gathering all that does, whichever is less. */
function ordered(page: SearchedPage, order: Order, values: Values): FoundPage {
  const { viewer, where, most, after } = page;
  const conditions = [...where, ...(after === null ? [] : [behind(order, after, values)])];
  const searched = `${anywhere} @@ (SELECT query FROM asked)`;
  const often = `(SELECT hits FROM probe) >= ${oftenFound}`;
  const row = `SELECT r.id, ${order.key} AS sort_key FROM reward r WHERE ${conditions.join(' AND ')}`;
  const ctes = [
    asked(page),
    blocksUpTo('blocks', `'${youngest}'`, viewer, values),
    `probe AS MATERIALIZED (SELECT count(*) AS hits FROM (
        SELECT 1 FROM reward r WHERE ARRAY[r.search_block] && (SELECT numbers[1:${probedBlocks}] FROM blocks)
           AND ${searched} AND r.state = 'listed' LIMIT ${oftenFound}) r)`,
    // IS TRUE is nothing that an index could be asked.
    `walked AS (${row} AND (${searched}) IS TRUE AND ${often} ORDER BY ${order.by} LIMIT ${most})`,
    `gathered AS (SELECT r.id, r.sort_key FROM (${row} AND ${searched} AND NOT ${often} OFFSET 0) r
        ORDER BY ${order.by.replace(order.key, 'r.sort_key')} LIMIT ${most})`,
    `found AS (SELECT id, sort_key FROM walked UNION ALL SELECT id, sort_key FROM gathered)`,
  ];
  return { ctes: ctes.join(',\n'), from: 'found f JOIN reward r ON r.id = f.id', by: order.by };
}

function asked({ search }: SearchedPage): string {
  return `asked AS MATERIALIZED (SELECT ${search} AS query)`;
}

/** The program's newest blocks that may hold what comes at or behind an id, and the lowest id they hold when they are not all. */
function blocksUpTo(name: string, start: string, viewer: Viewer, values: Values): string {
  return `${name} AS MATERIALIZED (
    SELECT array_agg(b.number ORDER BY b.from_id DESC) AS numbers,
           (array_agg(b.from_id ORDER BY b.from_id DESC))[${allBlocks}] AS lowest
      FROM (SELECT number, from_id FROM search_block
             WHERE program_id = ${values.add(viewer.programId, 'uuid')} AND from_id <= ${start}
             ORDER BY from_id DESC LIMIT ${allBlocks}) b)`;
}
