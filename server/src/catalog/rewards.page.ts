import { pointsOf } from './affordable.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { tierTuple } from '../tier/tier.queries.js';
import type { PageAsked, PageRow } from './kept-pages.js';
import { ownColumns, relations, usedOf } from './rewards.queries.js';
import {
  currentPeriod,
  rewardConditions,
  Values,
  type RewardsFilter,
  type Viewer,
} from './rewards.filter.js';
import { behind, type FoundPage, orderOf } from './rewards.order.js';
import { searchedPage } from './rewards.search.js';
import { type ShownPage, stockTuple } from './shown-page.js';

/** All that operators write of `reward r`. */
const written = [
  ...['id', ...ownColumns].map((column) => [column, `r.${column}`] as const),
  ...Object.entries(relations),
]
  .map(([name, sql]) => `'${name}', ${sql}`)
  .join(', ');

/** What changes with every exchange. */
const stocks = `(SELECT string_agg(${stockTuple}, ',' ORDER BY v.position, v.id)
  FROM variant v JOIN stock s ON s.variant_id = v.id WHERE v.reward_id = r.id)`;

/** A page that somebody asked for. */
export interface AskedList {
  viewer: Viewer;
  filter: RewardsFilter;
  page: PageAsked;
}

/** Looks for the page that all these members asked for, in a single statement whatever it holds, answered with a single row. */
export async function readFound(
  database: Queryable,
  asked: AskedList,
  known: ShownPage,
  memberIds: readonly (string | null)[],
): Promise<PageRow> {
  const { viewer } = asked;
  const values = new Values();
  const { ctes, from, by } = foundPage(asked, values);
  const members = values.add(memberIds, 'uuid[]');
  const today = values.add(dayOf(viewer.now, viewer.timeZone), 'date');
  const text = `WITH catalog AS MATERIALIZED (
      SELECT catalog_version AS version FROM program WHERE id = ${values.add(viewer.programId, 'uuid')}), ${ctes},
    shown AS MATERIALIZED (
      SELECT r.id, json_build_array(r.id, sort_key) AS shown, ${stocks} AS stocks,
             r.limit_quantity IS NOT NULL AS limited, ${currentPeriod('r.limit_period', viewer, values)} AS starts_on,
             CASE WHEN NOT k.known THEN json_build_object(${written}) END AS written
        FROM ${from} CROSS JOIN LATERAL (
          SELECT (SELECT version FROM catalog) = ${values.add(known.source.version, 'bigint')}
                 AND r.id = ANY(${values.add(known.ids, 'uuid[]')}) AS known OFFSET 0) k
       ORDER BY ${by})
    SELECT (SELECT version FROM catalog) AS version, json_agg(p.shown)::text AS shown,
           string_agg(p.stocks, ',') AS stocks,
           json_agg(p.written) FILTER (WHERE p.written IS NOT NULL) AS written,
           (SELECT json_agg(CASE WHEN m.id IS NULL THEN '[null, null, null]'::json
                                 ELSE json_build_array(${pointsOf('m.id')}, ${usedOfLimited}, ${tierTuple('m.id', today)}) END ORDER BY m.at)
              FROM unnest(${members}) WITH ORDINALITY m(id, at)) AS members
      FROM shown p`;
  const [row] = await database.query<PageRow>(text, values.list);
  if (row === undefined) throw new Error('A page was read without an answer.');
  return row;
}

/** Of the rewards of the page that have a limit, in their order. */
const usedOfLimited = `(SELECT json_agg(${usedOf('m.id', 'l.id', 'l.starts_on')}) FROM shown l WHERE l.limited)`;

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
