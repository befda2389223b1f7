import type { Queryable } from '../platform/database.js';
import type { FeedState } from '../platform/outbox/record-changes.js';
import { availableNow, batchStart } from '../stock/stock.rules.js';
import { periodStart } from '../platform/period.rules.js';
import type { BatchPeriod } from '../stock/stock.rules.js';
import { offeredAt, toldMoment, type WindowPlan, type Windows } from './window.rules.js';
import { newerThan } from '../platform/keyset.js';

type Columns = {
  variant_id: string;
  reward_id: string;
  sku: string | null;
  told_at: Date | null;
  turns_at: Date | null;
  listed: boolean;
  on_sale_from: Date | null;
  on_sale_until: Date | null;
  on_hand: number | null;
  batch_size: number | null;
  batch_period: BatchPeriod | null;
  batch_taken: number;
  batch_started_on: string | null;
  version: number;
  plans: {
    points: number;
    cashMinor: number | null;
    currency: string | null;
    startsAt: string | null;
    endsAt: string | null;
  }[];
};

interface FeedPlan extends WindowPlan {
  points: number;
  cashMinor: number | null;
  currency: string | null;
}

/** A variant with everything that decides on what partners are told of it. */
export interface FeedVariant {
  variantId: string;
  rewardId: string;
  sku: string | null;
  /** As of when its windows were last told; null: as if it had none. */
  toldAt: Date | null;
  /** When they are to be told again. */
  turnsAt: Date | null;
  windows: Windows<FeedPlan>;
  stock: Pick<Columns, 'on_hand' | 'batch_size' | 'batch_period' | 'batch_taken' | 'batch_started_on'>;
  version: number;
}

const select = `
  SELECT v.id AS variant_id, v.reward_id, v.sku, v.told_at, v.turns_at, r.state = 'listed' AS listed, r.on_sale_from, r.on_sale_until,
         s.on_hand, s.batch_size, s.batch_period, s.batch_taken, s.batch_started_on, s.version,
         COALESCE((SELECT json_agg(json_build_object('points', p.points, 'cashMinor', p.cash_minor, 'currency', p.currency,
                                     'startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.position, p.id)
                     FROM price_plan p WHERE p.variant_id = v.id AND p.tier IS NULL), '[]') AS plans
    FROM variant v JOIN reward r ON r.id = v.reward_id JOIN stock s ON s.variant_id = v.id`;

/** It has windows, or had some when it was told last. */
const windowed = `(v.told_at IS NOT NULL OR v.turns_at IS NOT NULL OR r.on_sale_from IS NOT NULL OR r.on_sale_until IS NOT NULL
  OR EXISTS (SELECT FROM price_plan p
              WHERE p.variant_id = v.id AND p.tier IS NULL AND (p.starts_at IS NOT NULL OR p.ends_at IS NOT NULL)))`;

/** Some variants, by uuid and in the order of their ids; with them those of others that have, or had, windows. */
export async function feedVariants(
  client: Queryable,
  variantIds: readonly string[],
  others: readonly string[] = [],
): Promise<Map<string, FeedVariant>> {
  const sql = `${select} WHERE v.id = ANY($1::uuid[]) ${others.length === 0 ? '' : `AND (v.id = ANY($2::uuid[]) OR ${windowed})`} ORDER BY v.id`;
  const values = others.length === 0 ? [variantIds] : [[...variantIds, ...others], variantIds];
  const rows = await client.query<Columns>(sql, values);
  return new Map(rows.map((row) => [row.variant_id, feedVariant(row)]));
}

/** The variants of a program behind the given one, in the order of their ids; so is the stock, or all before would be read beside them. */
export async function feedVariantsBehind(
  client: Queryable,
  programId: string,
  afterVariantId: string | null,
  limit: number,
): Promise<FeedVariant[]> {
  const sql = `${select} WHERE v.program_id = $1 AND ${newerThan('v.id', '$2')} AND ${newerThan('s.variant_id', '$2')} ORDER BY v.id LIMIT $3`;
  return (await client.query<Columns>(sql, [programId, afterVariantId, limit])).map(feedVariant);
}

function feedVariant(row: Columns): FeedVariant {
  const { on_hand, batch_size, batch_period, batch_taken, batch_started_on } = row;
  return {
    variantId: row.variant_id,
    rewardId: row.reward_id,
    sku: row.sku,
    toldAt: row.told_at,
    turnsAt: row.turns_at,
    windows: {
      listed: row.listed,
      onSaleFrom: row.on_sale_from,
      onSaleUntil: row.on_sale_until,
      plans: row.plans.map((plan) => ({
        ...plan,
        startsAt: plan.startsAt === null ? null : new Date(plan.startsAt),
        endsAt: plan.endsAt === null ? null : new Date(plan.endsAt),
        tier: null,
      })),
    },
    stock: { on_hand, batch_size, batch_period, batch_taken, batch_started_on },
    version: row.version,
  };
}

/** A variant as partners see it at this moment. */
export function feedState(
  variant: FeedVariant,
  { now, timeZone }: { now: Date; timeZone: string },
): FeedState {
  const { on_hand: onHand, batch_size: size, batch_period: period, ...taken } = variant.stock;
  const batch =
    size === null || period === null
      ? null
      : { size, period, taken: taken.batch_taken, startedOn: taken.batch_started_on };
  const start = batch === null ? null : batchStart(batch, periodStart(batch.period, now, timeZone));
  const available = availableNow({ onHand, batch }, start);
  const { listed, plans } = offeredAt(variant.windows, toldMoment(variant.toldAt, now));
  return {
    rewardId: variant.rewardId,
    sku: variant.sku,
    available,
    unlimited: available === null,
    listed,
    prices: plans.map(({ points, cashMinor, currency }) => ({ points, cashMinor, currency })),
    version: variant.version,
  };
}
