import { dayOf } from '../platform/calendar.js';
import type { Period } from '../platform/period.rules.js';
import type { Language } from '../graphql/localized.js';
import { footingOf, onSaleFor } from '../tier/footing.rules.js';
import { tierOf, type TierTuple } from '../tier/tier.queries.js';
import type { View } from './plan.view.js';
import { sharedReward, type SharedReward } from './reward.view.js';
import type { RewardRow, VariantStockRow } from './rewards.queries.js';
import { type TierPrices, tierPrices } from './tier-prices.js';

/** What is their own of a member who asks for a page. */
export type MemberRow = [
  points: number | null,
  /** Of each reward with a limit, in their order; null where there is none, and for nobody. */
  used: number[] | null,
  /** Null for nobody. */
  tier: TierTuple | null,
];
/** As a statement writes it. */
type StockTuple = [
  onHand: number | null,
  batchSize: number | null,
  batchPeriod: VariantStockRow['batchPeriod'],
  batchTaken: number,
  batchStartedOn: string | null,
  version: number,
];

/** Of `stock s`; without names, for it is read with every page. Pages are compared by it, so that it is written in one way. */
export const stockTuple = `json_build_array(s.on_hand, s.batch_size, s.batch_period, s.batch_taken, s.batch_started_on, s.version)::text`;

/** The moments at which the same rewards stand on a page while the catalog is of the same version. */
export interface Standing {
  from: Date;
  /** When the first of them leaves the list; null for never. */
  until: Date | null;
}

/**
 * Rewards as they are shown in one language, for as long as no window opens or closes, no other day begins and the same rules
 * of the ladder are in force.
 */
interface Views extends Standing {
  timeZone: string;
  day: string;
  rulesVersion: number;
  rewards: SharedReward[];
  /** By the place on the ladder, made when a member who stands there asks first. */
  prices: Map<number, TierPrices[]>;
}

/** What identifies the things on a page, so that what is volatile of them can be read again. */
interface Parts {
  variants: string[];
  limited: { id: string; period: Period }[];
  /** The place of each reward among the limited ones; -1 where it has no limit. */
  limitedAt: number[];
}

/** What a page was read from. */
export interface PageSource {
  /** Of the catalog. */
  version: number;
  /** Which rewards, in their order. */
  shown: string | null;
  stocks: string | null;
  /** Null where more than operators and the time decides which rewards stand on the page. */
  standing: Standing | null;
}

/** The rewards of a page as everybody sees them, in one version of the catalog and with one state of their stock. */
export class ShownPage {
  readonly ids: readonly string[];
  readonly #views = new Map<Language, Views>();
  #parts: Parts | null = null;

  constructor(
    readonly source: PageSource,
    readonly rows: readonly RewardRow[],
  ) {
    this.ids = rows.map((row) => row.id);
  }

  /** Made once and shared by all who ask in this language; what is a member's own is laid over them. */
  rewards(view: View): SharedReward[] {
    return this.#viewsOf(view).rewards;
  }

  /** What of them is of a member's tier, made once and shared by all who have it. */
  prices(view: View, tier: TierTuple): TierPrices[] {
    const { rewards, prices } = this.#viewsOf(view);
    const footing = footingOf(view.rules.rules, tierOf(tier, view));
    const made = prices.get(footing.rank);
    if (made !== undefined) return made;
    const priced = this.rows.map((row, at) => tierPrices(row, rewards[at]?.inStock ?? false, footing, view));
    prices.set(footing.rank, priced);
    return priced;
  }

  #viewsOf(view: View): Views {
    const { language, now, rules } = view;
    const { timeZone } = view.scoring;
    const day = dayOf(now, timeZone);
    const made = this.#views.get(language);
    if (
      made?.timeZone === timeZone &&
      made.day === day &&
      made.rulesVersion === rules.version &&
      standsAt(made, now)
    ) {
      return made;
    }
    const rewards = this.rows.map((row) => sharedReward(row, view));
    const until = nextChange(this.rows, view);
    const views = {
      timeZone,
      day,
      rulesVersion: rules.version,
      from: now,
      until,
      rewards,
      prices: new Map<number, TierPrices[]>(),
    };
    this.#views.set(language, views);
    return views;
  }

  /** Made when they are asked for first: most pages of a crawler are read once. */
  get parts(): Parts {
    this.#parts ??= partsOf(this.rows);
    return this.#parts;
  }

  /** The same rewards with what is left of them now; the same page where that is what it was. */
  withStocks(stocks: string | null): ShownPage {
    if (stocks === this.source.stocks) return this;
    return new ShownPage({ ...this.source, stocks }, withStocks(this.rows, stocks));
  }
}

export function standsAt({ from, until }: Standing, now: Date): boolean {
  return from <= now && (until === null || now < until);
}

function partsOf(rows: readonly RewardRow[]): Parts {
  const limited: Parts['limited'] = [];
  const limitedAt = rows.map(({ id, limit_quantity: quantity, limit_period: period }) =>
    quantity === null ? -1 : limited.push({ id, period: period ?? 'ever' }) - 1,
  );
  return { variants: rows.flatMap((row) => row.variants.map((variant) => variant.id)), limited, limitedAt };
}

/** Stocks arrive as one list of all variants of the page. */
export function withStocks(rows: readonly RewardRow[], stocks: string | null): RewardRow[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as stockTuple has it
  const tuples = (stocks === null ? [] : JSON.parse(`[${stocks}]`)) as StockTuple[];
  let next = 0;
  const withStock = (variant: RewardRow['variants'][number]) => {
    const found = tuples[next];
    next += 1;
    if (found === undefined) throw new Error('A variant of a kept reward has no stock.');
    const [onHand, batchSize, batchPeriod, batchTaken, batchStartedOn, version] = found;
    return { ...variant, stock: { onHand, batchSize, batchPeriod, batchTaken, batchStartedOn, version } };
  };
  return rows.map((row) => ({ ...row, variants: row.variants.map(withStock) }));
}

export function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

/** When the next sale or price of these rewards begins or ends for anybody; null for never. */
function nextChange(rows: readonly RewardRow[], { now, rules }: View): Date | null {
  const { tiers: ladder } = rules.rules;
  const windows = rows.flatMap((row) => [
    row.on_sale_from,
    ...ladder.map((_, rank) => row.on_sale_from && onSaleFor(row.on_sale_from, { ladder, rank })),
    row.on_sale_until,
    ...row.variants.flatMap((variant) =>
      variant.plans.flatMap((plan) => [moment(plan.startsAt), moment(plan.endsAt)]),
    ),
  ]);
  return earliest(windows.filter((at) => at !== null && at > now));
}

export function earliest(moments: readonly (Date | null)[]): Date | null {
  let first: Date | null = null;
  for (const at of moments) {
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
