import { pointsOf } from './affordable.js';
import type { LocalizedText } from '../graphql/localized.js';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import type { Period } from '../platform/period.rules.js';
import { type TierTuple, tierTuple } from '../tier/tier.queries.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import type { OptionRow, RewardKind, RewardState } from './reward.draft.js';
import {
  allConditions,
  currentPeriod,
  rewardConditions,
  Values,
  type RewardsFilter,
  type Viewer,
} from './rewards.filter.js';
import type { Picture } from '../platform/content.rules.js';

/** A reward with everything a page shows of it, as one row. */
export type RewardRow = {
  id: string;
  handle: string;
  kind: RewardKind;
  state: RewardState;
  title: LocalizedText;
  summary: LocalizedText;
  description: LocalizedText;
  supplier: string | null;
  tags: LocalizedText[];
  images: Picture[];
  video_url: string | null;
  on_sale_from: Date | null;
  on_sale_until: Date | null;
  limit_quantity: number | null;
  limit_period: Period | null;
  sort_key: number | null;
  category: CategoryRow | null;
  zones: ZoneRow[];
  variants: VariantRow[];
  /** Units the member has had in the present period; null for nobody. */
  limit_used: number | null;
  /** Points the member can spend; null for nobody. */
  member_points: number | null;
  /** From which the member's tier follows; null for nobody. */
  member_tier: TierTuple | null;
};

export type CategoryRow = { id: string; key: string; title: LocalizedText; position: number };
export type ZoneRow = {
  id: string;
  key: string;
  title: LocalizedText;
  description: LocalizedText | null;
  tier: string | null;
  position: number;
};

export interface VariantRow {
  id: string;
  title: LocalizedText;
  sku: string | null;
  options: OptionRow[];
  plans: PlanRow[];
  stock: VariantStockRow;
}

/** Moments inside JSON arrive as text. */
export interface PlanRow {
  id: string;
  label: LocalizedText | null;
  points: number;
  cashMinor: number | null;
  currency: string | null;
  startsAt: string | null;
  endsAt: string | null;
  tier: string | null;
}

export interface VariantStockRow {
  onHand: number | null;
  batchSize: number | null;
  batchPeriod: BatchPeriod | null;
  batchTaken: number;
  batchStartedOn: string | null;
  version: number;
}

export const ownColumns = [
  'handle',
  'kind',
  'state',
  'title',
  'summary',
  'description',
  'supplier',
  'tags',
  'images',
  'video_url',
  'on_sale_from',
  'on_sale_until',
  'limit_quantity',
  'limit_period',
];

/** Of `reward r`; the names are those of RewardRow. */
export const rewardColumns = ['id', ...ownColumns].map((column) => `r.${column}`).join(', ');

/** What stands around `reward r`, each as JSON. */
export const relations = {
  category: `(SELECT json_build_object('id', c.id, 'key', c.key, 'title', c.title, 'position', c.position) FROM category c WHERE c.id = r.category_id)`,
  zones: `COALESCE((SELECT json_agg(json_build_object('id', z.id, 'key', z.key, 'title', z.title, 'description', z.description,
                                             'tier', z.tier, 'position', z.position)
                            ORDER BY z.position, z.id)
              FROM reward_zone rz JOIN zone z ON z.id = rz.zone_id
             WHERE rz.reward_id = r.id), '[]')`,
  variants: `COALESCE((SELECT json_agg(json_build_object(
              'id', v.id, 'title', v.title, 'sku', v.sku, 'options', v.options,
              'plans', COALESCE((SELECT json_agg(json_build_object('id', p.id, 'label', p.label, 'points', p.points,
                                   'cashMinor', p.cash_minor, 'currency', p.currency,
                                   'startsAt', p.starts_at, 'endsAt', p.ends_at, 'tier', p.tier) ORDER BY p.position, p.id)
                                   FROM price_plan p WHERE p.variant_id = v.id), '[]'),
              'stock', json_build_object('onHand', s.on_hand, 'batchSize', s.batch_size, 'batchPeriod', s.batch_period,
                'batchTaken', s.batch_taken, 'batchStartedOn', s.batch_started_on, 'version', s.version)) ORDER BY v.position, v.id)
              FROM variant v JOIN stock s ON s.variant_id = v.id
             WHERE v.reward_id = r.id), '[]')`,
};
export const rewardRelations = Object.entries(relations)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ');

/** What depends on the member, or nulls for nobody. */
function personal(viewer: Viewer, values: Values): string {
  if (viewer.memberId === null) {
    return 'NULL::bigint AS limit_used, NULL::bigint AS member_points, NULL::json AS member_tier';
  }
  const member = values.add(viewer.memberId, 'uuid');
  const today = values.add(dayOf(viewer.now, viewer.timeZone), 'date');
  return `CASE WHEN r.limit_quantity IS NOT NULL
               THEN ${usedOf(member, 'r.id', currentPeriod('r.limit_period', viewer, values))} END AS limit_used,
    ${pointsOf(member)} AS member_points, ${tierTuple(member, today)} AS member_tier`;
}

/** Units a member has had of a reward in the period that began on this day. */
export function usedOf(member: string, reward: string, startsOn: string): string {
  return `COALESCE((SELECT u.used FROM limit_usage u
    WHERE u.member_id = ${member} AND u.reward_id = ${reward} AND u.starts_on = ${startsOn}), 0)`;
}

/** A list, whoever asks for it. */
export interface ListOfRewards {
  viewer: Viewer;
  filter: RewardsFilter;
}

/** How many rewards each of some lists holds in all, in one statement. */
export async function rewardsCounts(database: Queryable, lists: readonly ListOfRewards[]): Promise<number[]> {
  const values = new Values();
  const counts = lists.map(({ viewer, filter }) => {
    const where = allConditions(rewardConditions(viewer, filter, values));
    return `(SELECT count(*) FROM reward r WHERE ${where})`;
  });
  const [row] = await database.query<{ counts: number[] }>(
    `SELECT json_build_array(${counts.join(', ')}) AS counts`,
    values.list,
  );
  return row?.counts ?? [];
}

/** By which a reward is found outside lists. */
export type RewardKey = { ids: readonly string[] } | { handle: string } | { variantIds: readonly string[] };

/** Whatever is or was listed, so that what is over stays readable; drafts are nobody's business. */
export async function rewardsBy(database: Queryable, viewer: Viewer, by: RewardKey): Promise<RewardRow[]> {
  const values = new Values();
  const program = values.add(viewer.programId, 'uuid');
  const condition =
    'ids' in by
      ? `r.id = ANY(${values.add(by.ids, 'uuid[]')})`
      : 'handle' in by
        ? `r.handle = ${values.add(by.handle, 'text')}`
        : `r.id IN (SELECT v.reward_id FROM variant v WHERE v.id = ANY(${values.add(by.variantIds, 'uuid[]')}))`;
  return database.query<RewardRow>(
    `SELECT ${rewardColumns}, NULL::float8 AS sort_key, ${rewardRelations}, ${personal(viewer, values)}
       FROM reward r WHERE r.program_id = ${program} AND r.state <> 'draft' AND ${condition}`,
    values.list,
  );
}
