import type { LocalizedText } from '../graphql/localized.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes, FeedChange } from '../platform/outbox/record-changes.js';
import { KnownOffers } from './known-offers.js';
import { withVariant } from './offer-title.rules.js';
import { offeredAt, toldMoment } from './window.rules.js';
import { StockBook } from '../stock/stock.book.js';
import { availableNow, batchStart } from '../stock/stock.rules.js';
import { type Period, periodStart } from '../platform/period.rules.js';
import type { RewardKind } from './reward.draft.js';

export interface Plan {
  id: string;
  points: number;
  cashMinor: number | null;
  currency: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** From which tier on it is open; null: for everybody. */
  tier: string | null;
}

/** What the catalog says of one variant while its stock row is locked: nobody can change it until the group commits. */
export interface Offer {
  programId: string;
  timeZone: string;
  variantId: string;
  sku: string | null;
  rewardId: string;
  kind: RewardKind;
  title: LocalizedText;
  /** Not shown to anybody yet. */
  draft: boolean;
  listed: boolean;
  onSaleFrom: Date | null;
  onSaleUntil: Date | null;
  /** As of when partners were told of its windows. */
  toldAt: Date | null;
  limit: { quantity: number; period: Period } | null;
  /** Of the zones it stands in that are for a tier. */
  zoneTiers: string[];
  /** In the order in which they are shown. */
  plans: Plan[];
}

type Columns = {
  version: number;
  program_id: string;
  time_zone: string;
  variant_id: string;
  sku: string | null;
  reward_id: string;
  kind: RewardKind;
  reward_title: LocalizedText;
  variant_title: LocalizedText;
  many_variants: boolean;
  draft: boolean;
  listed: boolean;
  told_at: Date | null;
  on_sale_from: Date | null;
  on_sale_until: Date | null;
  limit_quantity: number | null;
  limit_period: Period | null;
  plans: {
    id: string;
    points: number;
    cash_minor: number | null;
    currency: string | null;
    starts_at: string | null;
    ends_at: string | null;
    tier: string | null;
  }[];
  zone_tiers: string[];
};

/**
 * The catalog's side of every variant whose stock the group locks; reads only. Must stand behind StockBook.
 * An operator's change locks the stock of what it changes and raises the catalog's version: an offer known in the version
 * that is found under the group's locks is what stands in the database, and is not read again.
 */
export class OfferBook implements Book {
  readonly #offers = new Map<string, Offer>();
  readonly #stock: StockBook;
  readonly #known: KnownOffers;

  constructor(readonly books: Books) {
    this.#stock = books.book(StockBook);
    this.#known = books.kept(KnownOffers);
  }

  offer(programId: string, variantId: string): Offer | null {
    const offer = this.#offers.get(variantId);
    return offer?.programId === programId ? offer : null;
  }

  /** The day on which the current batch of a locked variant began; null without batches. */
  batchStart(programId: string, variantId: string): string | null {
    const offer = this.offer(programId, variantId);
    const batch = this.#stock.row(programId, variantId)?.batch ?? null;
    return offer === null || batch === null
      ? null
      : batchStart(batch, periodStart(batch.period, this.books.now, offer.timeZone));
  }

  load(): Load[] {
    const variantIds = this.#stock.variantIds;
    if (variantIds.length === 0) return [];
    const known = variantIds.map((id) => this.#known.of(id));
    for (const one of known) if (one !== null) this.#offers.set(one.offer.variantId, one.offer);
    return [
      load<Columns>(
        offerSql,
        [variantIds, known.map((one) => one?.offer.programId), known.map((one) => one?.version)],
        (row) => {
          const offer = offerOf(row);
          this.#offers.set(offer.variantId, offer);
          this.#known.learn({ offer, version: row.version });
        },
      ),
    ];
  }

  store(): Statement[] {
    return [];
  }

  /** Every change of stock goes into the partner feed with the whole state it left behind. */
  changes(): Changes {
    const feed: FeedChange[] = [];
    for (const row of this.#stock.changedRows) {
      const offer = this.offer(row.programId, row.variantId);
      if (offer === null) continue;
      // By the clock, as exchanges are decided: what a window changed is told in time, whoever tells it first.
      const { listed, plans } = offeredAt(offer, toldMoment(offer.toldAt, this.books.now));
      const available = availableNow(row, this.batchStart(row.programId, row.variantId));
      feed.push({
        programId: row.programId,
        kind: 'STOCK',
        variantId: row.variantId,
        state: {
          rewardId: offer.rewardId,
          sku: offer.sku,
          available,
          unlimited: available === null,
          listed,
          prices: plans.map(({ points, cashMinor, currency }) => ({ points, cashMinor, currency })),
          version: row.version,
        },
      });
    }
    return { topics: {}, feed };
  }
}

/** The offers that are not known in the version the program's catalog has now. */
const offerSql = `
  SELECT p.catalog_version AS version, v.program_id, p.time_zone, v.id AS variant_id, v.sku, v.reward_id, r.kind,
         r.title AS reward_title, v.title AS variant_title,
         EXISTS (SELECT FROM variant o WHERE o.reward_id = v.reward_id AND o.id <> v.id) AS many_variants,
         r.state = 'draft' AS draft, r.state = 'listed' AS listed, v.told_at, r.on_sale_from, r.on_sale_until, r.limit_quantity, r.limit_period,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', l.id, 'points', l.points, 'cash_minor', l.cash_minor,
                     'currency', l.currency, 'starts_at', l.starts_at, 'ends_at', l.ends_at, 'tier', l.tier) ORDER BY l.position, l.id)
                     FROM price_plan l WHERE l.variant_id = v.id), '[]') AS plans,
         ARRAY(SELECT z.tier FROM reward_zone rz JOIN zone z ON z.id = rz.zone_id
                WHERE rz.reward_id = r.id AND z.tier IS NOT NULL) AS zone_tiers
    FROM (
      SELECT k.variant_id FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS k(variant_id, program_id, version)
       WHERE NOT EXISTS (SELECT FROM program q WHERE q.id = k.program_id AND q.catalog_version = k.version)
      OFFSET 0
    ) AS n
    JOIN variant v ON v.id = n.variant_id
    JOIN reward r ON r.id = v.reward_id
    JOIN program p ON p.id = v.program_id`;

function offerOf(row: Columns): Offer {
  return {
    programId: row.program_id,
    timeZone: row.time_zone,
    variantId: row.variant_id,
    sku: row.sku,
    rewardId: row.reward_id,
    kind: row.kind,
    title: Object.freeze(
      row.many_variants ? withVariant(row.reward_title, row.variant_title) : row.reward_title,
    ),
    draft: row.draft,
    listed: row.listed,
    toldAt: row.told_at,
    onSaleFrom: row.on_sale_from,
    onSaleUntil: row.on_sale_until,
    limit:
      row.limit_quantity === null || row.limit_period === null
        ? null
        : { quantity: row.limit_quantity, period: row.limit_period },
    zoneTiers: row.zone_tiers,
    plans: row.plans.map((plan) => ({
      id: plan.id,
      points: plan.points,
      cashMinor: plan.cash_minor,
      currency: plan.currency,
      startsAt: plan.starts_at === null ? null : new Date(plan.starts_at),
      endsAt: plan.ends_at === null ? null : new Date(plan.ends_at),
      tier: plan.tier,
    })),
  };
}
