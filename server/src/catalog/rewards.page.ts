import type { Queryable } from '../platform/database.js';
import { KeptPages, pageKey, type PageAsked, type PageRow, type ShownPage } from './kept-pages.js';
import type { MembersOwn } from './reward.view.js';
import { limitUsed, ownColumns, relations } from './rewards.queries.js';
import { memberPoints, rewardConditions, Values, type RewardsFilter, type Viewer } from './rewards.filter.js';
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

/** One page and one row more, in a single statement whatever the page holds, answered with a single row. */
export async function rewardsPage(
  database: Queryable,
  viewer: Viewer,
  filter: RewardsFilter,
  asked: PageAsked,
  kept = new KeptPages(),
): Promise<ReadPage> {
  const values = new Values();
  const { ctes, from, by } = foundPage(viewer, filter, asked, values);
  const key = pageKey(viewer, filter, asked);
  const known = kept.known(key);
  const text = `WITH catalog AS MATERIALIZED (
      SELECT catalog_version AS version FROM program WHERE id = ${values.add(viewer.programId, 'uuid')}), ${ctes}
    SELECT (SELECT version FROM catalog) AS version, ${memberPoints(viewer, values)} AS member_points,
           json_agg(p.shown)::text AS shown, json_agg(p.limit_used) AS limit_used,
           json_agg(p.written) FILTER (WHERE p.written IS NOT NULL) AS written
      FROM (SELECT json_build_array(r.id, sort_key, ${stocks}) AS shown, ${limitUsed(viewer, values)} AS limit_used,
                   CASE WHEN NOT k.known THEN json_build_object(${written}) END AS written
              FROM ${from} CROSS JOIN LATERAL (
                SELECT (SELECT version FROM catalog) = ${values.add(known.version, 'bigint')}
                       AND r.id = ANY(${values.add(known.ids, 'uuid[]')}) AS known OFFSET 0) k
             ORDER BY ${by} OFFSET 0) p`;
  const [row] = await database.query<PageRow>(text, values.list);
  if (row === undefined) throw new Error('A page was read without an answer.');
  const { limit_used: used, member_points: points } = row;
  return { page: kept.completed(key, known, row), own: (at) => ({ used: used?.[at] ?? null, points }) };
}

function foundPage(viewer: Viewer, filter: RewardsFilter, asked: PageAsked, values: Values): FoundPage {
  const { base, byDimension, search } = rewardConditions(viewer, filter, values);
  const where = [...base, ...Object.values(byDimension)];
  if (search === null) return listedPage(where, asked, values);
  const { sort, first, after } = asked;
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
