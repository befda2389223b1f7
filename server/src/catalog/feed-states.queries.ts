import type { Queryable } from '../platform/database.js';
import type { FeedPrice, FeedState } from '../platform/outbox/record-changes.js';
import { availableNow } from '../stock/stock.rules.js';
import { periodStart } from '../platform/period.rules.js';
import type { BatchPeriod } from './reward.draft.js';

type Row = {
  variant_id: string;
  reward_id: string;
  sku: string | null;
  listed: boolean;
  on_hand: number | null;
  batch_size: number | null;
  batch_period: BatchPeriod | null;
  batch_taken: number;
  batch_started_on: string | null;
  version: number;
  prices: FeedPrice[];
};

/** Variants as partners see them at this moment, by uuid. */
export async function feedStates(
  client: Queryable,
  at: { program: { timeZone: string }; now: Date },
  variantIds: readonly string[],
): Promise<Map<string, FeedState>> {
  const rows = await client.query<Row>(
    `SELECT v.id AS variant_id, v.reward_id, v.sku, r.state = 'listed' AS listed,
            s.on_hand, s.batch_size, s.batch_period, s.batch_taken, s.batch_started_on, s.version,
            COALESCE((SELECT json_agg(json_build_object('points', p.points, 'cashMinor', p.cash_minor,
                               'currency', p.currency)
                               ORDER BY p.position, p.id)
                        FROM price_plan p WHERE p.variant_id = v.id AND p.tier IS NULL), '[]') AS prices
       FROM variant v JOIN reward r ON r.id = v.reward_id JOIN stock s ON s.variant_id = v.id
      WHERE v.id = ANY($1::uuid[])`,
    [variantIds],
  );
  return new Map(rows.map((row) => [row.variant_id, feedState(row, at.now, at.program.timeZone)]));
}

function feedState(row: Row, now: Date, timeZone: string): FeedState {
  const batch =
    row.batch_size === null || row.batch_period === null
      ? null
      : {
          size: row.batch_size,
          period: row.batch_period,
          taken: row.batch_taken,
          startedOn: row.batch_started_on,
        };
  const start = batch === null ? null : periodStart(batch.period, now, timeZone);
  const available = availableNow({ onHand: row.on_hand, batch }, start);
  return {
    rewardId: row.reward_id,
    sku: row.sku,
    available,
    unlimited: available === null,
    listed: row.listed,
    prices: row.prices,
    version: row.version,
  };
}
