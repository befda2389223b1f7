import type { Queryable } from '../platform/database.js';
import type { FeedChange, FeedPrice, FeedState } from '../platform/outbox/record-changes.js';
import type { StockFacts } from '../stock/stock.rules.js';

export type FeedEntry = {
  position: number;
  kind: FeedChange['kind'];
  variantId: string;
  state: FeedState;
  at: Date;
};

export interface FeedPage {
  /** The newest place in the whole feed when the page was read. */
  head: number;
  /** Entries of this program up to this place are purged. */
  floor: number;
  entries: FeedEntry[];
}

type FeedColumns = {
  head: number;
  floor: number;
  position: number | null;
  kind: FeedChange['kind'];
  variant_id: string;
  state: FeedState;
  at: Date;
};

/** One statement, hence one snapshot: what the floor says is true of the entries beside it. */
export async function readFeedPage(
  database: Queryable,
  programId: string,
  after: number,
  limit: number,
): Promise<FeedPage> {
  const rows = await database.query<FeedColumns>(
    `SELECT head.feed_position AS head, coalesce(floor.position, 0) AS floor,
            entry.position, entry.kind, entry.variant_id, entry.state, entry.at
       FROM outbox_head head
       LEFT JOIN stock_feed_floor floor ON floor.program_id = $1
       LEFT JOIN LATERAL (
         SELECT run.before + one.nr AS position, one.kind, one.variant_id, one.state::json AS state, run.at
           FROM (SELECT *, position - cardinality(variants) AS before FROM stock_feed
                  WHERE program_id = $1 AND position > $2 ORDER BY position LIMIT $3) run
          CROSS JOIN LATERAL ROWS FROM (
            unnest(run.kinds), unnest(run.variants), string_to_table(run.states, E'\\n')
          ) WITH ORDINALITY AS one(kind, variant_id, state, nr)
          WHERE run.before + one.nr > $2
          ORDER BY run.position, one.nr LIMIT $3
       ) entry ON true
      ORDER BY entry.position`,
    [programId, after, limit],
  );
  const entries = rows.flatMap(({ position, kind, variant_id: variantId, state, at }) =>
    position === null ? [] : [{ position, kind, variantId, state, at }],
  );
  return { head: rows[0]?.head ?? 0, floor: rows[0]?.floor ?? 0, entries };
}

export async function readFeedHead(database: Queryable): Promise<number> {
  const rows = await database.query<{ head: number }>('SELECT feed_position AS head FROM outbox_head');
  return rows[0]?.head ?? 0;
}

export interface SnapshotItem {
  variantId: string;
  rewardId: string;
  sku: string | null;
  listed: boolean;
  prices: FeedPrice[];
  stock: StockFacts;
  version: number;
}

type SnapshotColumns = {
  variant_id: string;
  reward_id: string;
  sku: string | null;
  listed: boolean;
  prices: { points: number; cash_minor: number | null; currency: string | null }[];
  on_hand: number | null;
  batch_size: number | null;
  batch_period: 'day' | 'week' | 'month' | 'year' | null;
  batch_taken: number;
  batch_started_on: string | null;
  version: number;
};

/** The variants of a program behind the given one, in the order of their ids. */
export async function readSnapshotPage(
  database: Queryable,
  programId: string,
  afterVariantId: string | null,
  limit: number,
): Promise<SnapshotItem[]> {
  const rows = await database.query<SnapshotColumns>(
    `SELECT v.id AS variant_id, v.reward_id, v.sku, r.state = 'listed' AS listed,
            s.on_hand, s.batch_size, s.batch_period, s.batch_taken, s.batch_started_on, s.version,
            coalesce((SELECT jsonb_agg(jsonb_build_object(
                        'points', p.points, 'cash_minor', p.cash_minor, 'currency', p.currency
                      ) ORDER BY p.position, p.id)
                        FROM price_plan p WHERE p.variant_id = v.id AND p.tier IS NULL), '[]') AS prices
       FROM variant v
       JOIN reward r ON r.id = v.reward_id
       JOIN stock s ON s.variant_id = v.id
      WHERE v.program_id = $1 AND ($2::uuid IS NULL OR v.id > $2)
      ORDER BY v.id LIMIT $3`,
    [programId, afterVariantId, limit],
  );
  return rows.map((row) => ({
    variantId: row.variant_id,
    rewardId: row.reward_id,
    sku: row.sku,
    listed: row.listed,
    prices: row.prices.map((price) => ({
      points: price.points,
      cashMinor: price.cash_minor,
      currency: price.currency,
    })),
    stock: stockFacts(row),
    version: row.version,
  }));
}

function stockFacts(row: SnapshotColumns): StockFacts {
  const { batch_size: size, batch_period: period } = row;
  return {
    onHand: row.on_hand,
    batch:
      size === null || period === null
        ? null
        : { size, period, taken: row.batch_taken, startedOn: row.batch_started_on },
  };
}
