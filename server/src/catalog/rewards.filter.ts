import type { Footing } from '../tier/footing.rules.js';
import { affordableCondition } from './affordable.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import type { RewardKind } from './reward.draft.js';
import { periodStart } from '../platform/period.rules.js';
import { searchTerms, termQuery } from './search.rules.js';

/** A range of points as a program draws it; the upper end belongs to the next band. */
export interface Band {
  key: string;
  pointsMin: number;
  pointsMax: number | null;
}

/** For whom and when a list is read. */
export interface Viewer {
  programId: string;
  timeZone: string;
  bands: readonly Band[];
  memberId: string | null;
  /** Where the member stands, for what they can afford; null where that is not asked, and for nobody. */
  footing: Footing | null;
  now: Date;
}

export interface RewardsFilter {
  /** The zone whose list it is; null: the whole mall's. */
  zoneId: string | null;
  query: string | null;
  categories: readonly string[] | null;
  kinds: readonly RewardKind[] | null;
  zones: readonly string[] | null;
  bands: readonly string[] | null;
  pointsMin: number | null;
  pointsMax: number | null;
  affordable: boolean | null;
  inStock: boolean | null;
}

/** What facets count by; each leaves its own dimension out of its counts. */
export type Dimension = 'categories' | 'kinds' | 'zones' | 'bands' | 'affordable' | 'inStock';

/** Collects the values of one statement. */
export class Values {
  readonly list: unknown[] = [];

  /** The placeholder of a value, with its type where PostgreSQL cannot know it. */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

export interface RewardConditions {
  /** Always asked: the program, what is listed and not over, the zone whose list it is, the range of points; nothing fits a search for nothing. */
  base: string[];
  byDimension: Partial<Record<Dimension, string>>;
  /** The tsquery, which costs something each time it is written; null without a search. */
  search: string | null;
}

/** The filter as SQL over `reward r`. */
export function rewardConditions(viewer: Viewer, filter: RewardsFilter, values: Values): RewardConditions {
  const now = values.add(viewer.now, 'timestamptz');
  const base = [
    `r.program_id = ${values.add(viewer.programId, 'uuid')}`,
    `r.state = 'listed'`,
    `(r.on_sale_until IS NULL OR r.on_sale_until > ${now})`,
    `(r.priced_until IS NULL OR r.priced_until > ${now})`,
  ];
  if (filter.zoneId !== null) {
    const zone = values.add(filter.zoneId, 'uuid');
    base.push(`EXISTS (SELECT 1 FROM reward_zone rz WHERE rz.reward_id = r.id AND rz.zone_id = ${zone})`);
  }
  let search: string | null = null;
  if (filter.query !== null && filter.query.trim() !== '') {
    search = searchCondition(viewer, filter.query, values);
    if (search === null) base.push('false');
  }
  if (filter.pointsMin !== null) base.push(`r.points_from >= ${values.add(filter.pointsMin, 'bigint')}`);
  if (filter.pointsMax !== null) base.push(`r.points_from <= ${values.add(filter.pointsMax, 'bigint')}`);
  return { base, byDimension: dimensionConditions(viewer, filter, values), search };
}

/** All conditions at once, for whoever reads every reward that fits. */
export function allConditions({ base, byDimension, search }: RewardConditions): string {
  const searched = search === null ? [] : [`r.search @@ ${search}`];
  return [...base, ...searched, ...Object.values(byDimension)].join(' AND ');
}

const mostWordsOfBeginning = 64;

/**
 * The tsquery of a search. A beginning is replaced by the words the program has that begin so, because the index finds whole
 * words at once but gathers everything that begins so before it looks at anything else; very short ones stay as they are.
 */
function searchCondition(viewer: Viewer, query: string, values: Values): string | null {
  const terms = searchTerms(query);
  const whole = terms.filter((term) => !term.beginning).map(termQuery);
  const beginnings = terms.filter((term) => term.beginning);
  if (terms.length === 0) return null;
  const exact = values.add(whole.join(' & '), 'text');
  if (beginnings.length === 0) return `${exact}::tsquery`;
  const program = values.add(viewer.programId, 'uuid');
  const alternatives = beginnings.map((term) => {
    const token = values.add(term.token, 'text');
    return `(SELECT CASE WHEN count(*) BETWEEN 1 AND ${mostWordsOfBeginning}
                    THEN '(' || string_agg(quote_literal(w.word), ' | ') || ')' ELSE ${values.add(termQuery(term), 'text')} END
       FROM (SELECT word FROM search_word
              WHERE program_id = ${program} AND word >= ${token} AND word < ${token} || U&'\\+10FFFF'
              LIMIT ${mostWordsOfBeginning + 1}) w)`;
  });
  return `(SELECT concat_ws(' & ', NULLIF(${exact}, ''), ${alternatives.join(', ')})::tsquery)`;
}

function dimensionConditions(viewer: Viewer, filter: RewardsFilter, values: Values) {
  const found: Partial<Record<Dimension, string>> = {};
  const program = () => values.add(viewer.programId, 'uuid');
  if (filter.categories !== null) {
    found.categories = `r.category_id IN (SELECT c.id FROM category c
      WHERE c.program_id = ${program()} AND c.key = ANY(${values.add(filter.categories, 'text[]')}))`;
  }
  if (filter.kinds !== null) found.kinds = `r.kind = ANY(${values.add(filter.kinds, 'text[]')})`;
  if (filter.zones !== null) {
    found.zones = `EXISTS (SELECT 1 FROM reward_zone rz JOIN zone z ON z.id = rz.zone_id
      WHERE rz.reward_id = r.id AND z.program_id = ${program()} AND z.key = ANY(${values.add(filter.zones, 'text[]')}))`;
  }
  if (filter.bands !== null) found.bands = bandsCondition(viewer.bands, filter.bands, values);
  if (filter.affordable === true) found.affordable = affordableCondition(viewer, values);
  if (filter.inStock === true) found.inStock = inStockCondition(viewer, values);
  return found;
}

function bandsCondition(bands: readonly Band[], keys: readonly string[], values: Values): string {
  const ranges = bands
    .filter((band) => keys.includes(band.key))
    .map((band) => {
      const from = `r.points_from >= ${values.add(band.pointsMin, 'bigint')}`;
      return band.pointsMax === null
        ? from
        : `${from} AND r.points_from < ${values.add(band.pointsMax, 'bigint')}`;
    });
  return ranges.length === 0 ? 'false' : `(${ranges.map((range) => `(${range})`).join(' OR ')})`;
}

/** A batch counts from its full size again once a later period has begun, by a clock that may be behind: as batchStart() has it. */
export function inStockCondition(viewer: Viewer, values: Values): string {
  return `EXISTS (SELECT 1 FROM variant v JOIN stock s ON s.variant_id = v.id
    WHERE v.reward_id = r.id
      AND (s.on_hand IS NULL OR s.on_hand > 0)
      AND (s.batch_size IS NULL OR s.batch_taken < s.batch_size
           OR s.batch_started_on IS NULL
           OR s.batch_started_on < ${currentPeriod('s.batch_period', viewer, values)}))`;
}

const periods: BatchPeriod[] = ['day', 'week', 'month', 'year'];

/** When the present period of a column of periods began. */
export function currentPeriod(column: string, viewer: Viewer, values: Values): string {
  const cases = periods.map((period) => {
    const start = periodStart(period, viewer.now, viewer.timeZone);
    return `WHEN '${period}' THEN ${values.add(start, 'date')}`;
  });
  const ever = periodStart('ever', viewer.now, viewer.timeZone);
  return `(CASE ${column} ${cases.join(' ')} ELSE ${values.add(ever, 'date')} END)`;
}
