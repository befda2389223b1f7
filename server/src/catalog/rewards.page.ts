import DataLoader from 'dataloader';
import type { Queryable } from '../platform/database.js';
import { KeptPages, pageKey, type PageAsked, type PageRow, type ShownPage } from './kept-pages.js';
import type { MembersOwn } from './reward.view.js';
import { ownColumns, relations, usedOf } from './rewards.queries.js';
import {
  currentPeriod,
  pointsOf,
  rewardConditions,
  Values,
  type RewardsFilter,
  type Viewer,
} from './rewards.filter.js';
import { behind, type FoundPage, orderOf } from './rewards.order.js';
import { searchedPage } from './rewards.search.js';

/** A page of rewards, the same for everybody, and what is one member's own of each. */
export interface ReadPage {
  page: ShownPage;
  own: (at: number) => MembersOwn;
}

/** All that operators write of `reward r`. */
const written = [
  ...['id', ...ownColumns].map((column) => [column, `r.${column}`] as const),
  ...Object.entries(relations),
]
  .map(([name, sql]) => `'${name}', ${sql}`)
  .join(', ');

/** What changes with every exchange; without names, for it is read with every page. */
const stocks = `(SELECT json_agg(json_build_array(s.on_hand, s.batch_size, s.batch_period, s.batch_taken,
                                 s.batch_started_on, s.version) ORDER BY v.position, v.id)
  FROM variant v JOIN stock s ON s.variant_id = v.id WHERE v.reward_id = r.id)`;

/** A page that somebody asked for. */
export interface AskedList {
  viewer: Viewer;
  filter: RewardsFilter;
  page: PageAsked;
}

/** Members who ask for the same page at once wait for one statement; more of them would make it a long one. */
const mostTogether = 64;

/** Reads one page and one row more. */
export function pageReader(database: Queryable): (asked: AskedList) => Promise<ReadPage> {
  const kept = new KeptPages();
  const together = new DataLoader<AskedList, ReadPage>(
    async (all) => {
      const groups = new Map<string, AskedList[]>();
      for (const asked of all) {
        const key = groupKey(asked);
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [asked]);
        else group.push(asked);
      }
      const read = new Map<AskedList, ReadPage | Error>();
      const reads = [...groups.values()].map(async (group) => {
        const pages = await readTogether(database, kept, group).catch(asError);
        group.forEach((asked, at) => read.set(asked, pages instanceof Error ? pages : pages(at)));
      });
      await Promise.all(reads);
      return all.map((asked) => read.get(asked) ?? new Error('A page was not read.'));
    },
    // Whatever has arrived by now is taken together; nobody waits for those who may still come.
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: (read) => setImmediate(read) },
  );
  return (asked) => together.load(asked);
}

/** What members can afford is a list of their own. */
function groupKey({ viewer, filter, page }: AskedList): string {
  const key = pageKey(viewer, filter, page);
  return filter.affordable === true ? `${key}${viewer.memberId}` : key;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The page of all who asked for the same, in a single statement whatever it holds, answered with a single row. */
async function readTogether(
  database: Queryable,
  kept: KeptPages,
  group: readonly AskedList[],
): Promise<(at: number) => ReadPage> {
  const [first] = group;
  if (first === undefined) throw new Error('Nobody asked for this page.');
  const { viewer, filter, page } = first;
  const values = new Values();
  const { ctes, from, by } = foundPage(first, values);
  const key = pageKey(viewer, filter, page);
  const known = kept.known(key);
  const members = values.add(
    group.map((asked) => asked.viewer.memberId),
    'uuid[]',
  );
  const text = `WITH catalog AS MATERIALIZED (
      SELECT catalog_version AS version FROM program WHERE id = ${values.add(viewer.programId, 'uuid')}), ${ctes},
    shown AS MATERIALIZED (
      SELECT r.id, json_build_array(r.id, sort_key, ${stocks}) AS shown,
             r.limit_quantity IS NOT NULL AS limited, ${currentPeriod('r.limit_period', viewer, values)} AS starts_on,
             CASE WHEN NOT k.known THEN json_build_object(${written}) END AS written
        FROM ${from} CROSS JOIN LATERAL (
          SELECT (SELECT version FROM catalog) = ${values.add(known.version, 'bigint')}
                 AND r.id = ANY(${values.add(known.ids, 'uuid[]')}) AS known OFFSET 0) k
       ORDER BY ${by})
    SELECT (SELECT version FROM catalog) AS version, json_agg(p.shown)::text AS shown,
           json_agg(p.written) FILTER (WHERE p.written IS NOT NULL) AS written,
           (SELECT json_agg(CASE WHEN m.id IS NULL THEN '[null, null]'::json
                                 ELSE json_build_array(${pointsOf('m.id')}, ${usedOfAll}) END ORDER BY m.at)
              FROM unnest(${members}) WITH ORDINALITY m(id, at)) AS members
      FROM shown p`;
  const [row] = await database.query<PageRow>(text, values.list);
  if (row === undefined) throw new Error('A page was read without an answer.');
  const shown = kept.completed(key, known, row);
  return (asker) => {
    const [points, used] = row.members[asker] ?? [null, null];
    return { page: shown, own: (at) => ({ used: used?.[at] ?? null, points }) };
  };
}

/** Of all rewards of the page, in their order. */
const usedOfAll = `(SELECT json_agg(CASE WHEN l.limited THEN ${usedOf('m.id', 'l.id', 'l.starts_on')} END) FROM shown l)`;

function foundPage({ viewer, filter, page }: AskedList, values: Values): FoundPage {
  const { base, byDimension, search } = rewardConditions(viewer, filter, values);
  const where = [...base, ...Object.values(byDimension)];
  if (search === null) return listedPage(where, page, values);
  const { sort, first, after } = page;
  return searchedPage({ viewer, search, where, sort, most: first + 1, after }, values);
}

/** Along the index of the order. How many are wanted is part of the text, for it decides what the best plan is. */
function listedPage(where: readonly string[], page: PageAsked, values: Values): FoundPage {
  // Without a search everything is equally relevant.
  const order = orderOf(page.sort === 'relevance' ? 'featured' : page.sort);
  const conditions = page.after === null ? where : [...where, behind(order, page.after, values)];
  const ctes = `r AS (
    SELECT r.*, ${order.key} AS sort_key FROM reward r WHERE ${conditions.join(' AND ')}
     ORDER BY ${order.by} LIMIT ${page.first + 1})`;
  return { ctes, from: 'r', by: order.by };
}
