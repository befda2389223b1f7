import type { LocalizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import { affordableCondition } from './affordable.js';
import {
  allConditions,
  inStockCondition,
  rewardConditions,
  Values,
  type Dimension,
  type RewardsFilter,
  type Viewer,
} from './rewards.filter.js';

export interface FacetRow {
  key: string;
  /** Null where the key is not stored with a title (kinds, bands). */
  title: LocalizedText | null;
  count: number;
}

export interface Facets {
  categories: FacetRow[];
  kinds: FacetRow[];
  bands: FacetRow[];
  zones: FacetRow[];
  inStock: number;
  /** Null for nobody. */
  affordable: number | null;
}

type Row = { dimension: Dimension; key: string; title: LocalizedText | null; count: number };

const dimensions: Dimension[] = ['categories', 'kinds', 'zones', 'bands', 'affordable', 'inStock'];

/** The counts beside a list in one statement; every dimension is counted as if it were not filtered by. */
export async function rewardFacets(
  database: Queryable,
  viewer: Viewer,
  filter: RewardsFilter,
): Promise<Facets> {
  const values = new Values();
  const conditions = rewardConditions(viewer, filter, values);
  const flags = dimensions.map(
    (one) => `${conditions.byDimension[one] ?? 'true'} AS ok_${one.toLowerCase()}`,
  );
  const bands = bandsTable(viewer, values);
  const counted = allConditions({ ...conditions, byDimension: {} });
  const text = `WITH m AS MATERIALIZED (
      SELECT r.id, r.category_id, r.kind, r.points_from,
             ${flags.join(', ')},
             ${inStockCondition(viewer, values)} AS in_stock,
             ${affordableCondition(viewer, values)} AS affordable
        FROM reward r WHERE ${counted})
    SELECT 'categories' AS dimension, c.key, c.title, n.count FROM (
        SELECT m.category_id, count(*) AS count FROM m WHERE ${others('categories')} GROUP BY 1) n
      JOIN category c ON c.id = n.category_id
    UNION ALL SELECT 'zones', z.key, z.title, n.count FROM (
        SELECT rz.zone_id, count(*) AS count FROM m JOIN reward_zone rz ON rz.reward_id = m.id
         WHERE ${others('zones')} GROUP BY 1) n
      JOIN zone z ON z.id = n.zone_id
    UNION ALL SELECT 'kinds', m.kind, NULL, count(*) FROM m WHERE ${others('kinds')} GROUP BY 2
    UNION ALL SELECT 'bands', b.key, NULL, count(*) FROM m JOIN ${bands}
        ON m.points_from >= b.points_min AND (b.points_max IS NULL OR m.points_from < b.points_max)
      WHERE ${others('bands')} GROUP BY 2
    UNION ALL SELECT 'inStock', '', NULL, count(*) FROM m WHERE m.in_stock AND ${others('inStock')}
    UNION ALL SELECT 'affordable', '', NULL, count(*) FROM m WHERE m.affordable AND ${others('affordable')}`;
  return gathered(await database.query<Row>(text, values.list), viewer);
}

function others(own: Dimension): string {
  return dimensions
    .filter((one) => one !== own)
    .map((one) => `m.ok_${one.toLowerCase()}`)
    .join(' AND ');
}

function bandsTable(viewer: Viewer, values: Values): string {
  const keys = values.add(
    viewer.bands.map((band) => band.key),
    'text[]',
  );
  const from = values.add(
    viewer.bands.map((band) => band.pointsMin),
    'bigint[]',
  );
  const to = values.add(
    viewer.bands.map((band) => band.pointsMax),
    'bigint[]',
  );
  return `unnest(${keys}, ${from}, ${to}) AS b(key, points_min, points_max)`;
}

function gathered(rows: readonly Row[], viewer: Viewer): Facets {
  const of = (dimension: Dimension) =>
    rows
      .filter((row) => row.dimension === dimension)
      .map(({ key, title, count }) => ({ key, title, count }))
      .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
  const total = (dimension: Dimension) => rows.find((row) => row.dimension === dimension)?.count ?? 0;
  const bandOrder = viewer.bands.map((band) => band.key);
  return {
    categories: of('categories'),
    kinds: of('kinds'),
    zones: of('zones'),
    // Bands read best from cheap to dear, whatever they count.
    bands: of('bands').toSorted((a, b) => bandOrder.indexOf(a.key) - bandOrder.indexOf(b.key)),
    inStock: total('inStock'),
    affordable: viewer.memberId === null ? null : total('affordable'),
  };
}
