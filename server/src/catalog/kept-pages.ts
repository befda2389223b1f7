import { dayOf } from '../platform/calendar.js';
import type { Language } from '../graphql/localized.js';
import { sharedReward, type SharedReward, type View } from './reward.view.js';
import type { RewardRow, VariantStockRow } from './rewards.queries.js';
import type { RewardsFilter, Viewer } from './rewards.filter.js';
import type { Keyset, RewardSort } from './rewards.order.js';

/** What a list was asked for, apart from who asked. */
export interface PageAsked {
  sort: RewardSort;
  first: number;
  after: Keyset | null;
}

/** A page as it is read. */
export type PageRow = {
  /** Of the catalog. */
  version: number;
  /** Which rewards, in their order, with their stock: JSON that is only looked into when it is another than before. */
  shown: string | null;
  /** The rewards of which not all was known in this version of the catalog; moments arrive as text. */
  written: WrittenRow[] | null;
  /** What is their own of those who ask, in their order. */
  members: MemberRow[];
};
type MemberRow = [
  points: number | null,
  /** Of each reward; null on an empty page and for nobody. */
  used: (number | null)[] | null,
];
type WrittenRow = Omit<RewardRow, 'on_sale_from' | 'on_sale_until' | OfThePage> & {
  on_sale_from: string | null;
  on_sale_until: string | null;
};
type OfThePage = 'sort_key' | 'limit_used' | 'member_points';

type ShownRow = [id: string, sortKey: number | null, stocks: StockTuple[] | null];
type StockTuple = [
  onHand: number | null,
  batchSize: number | null,
  batchPeriod: VariantStockRow['batchPeriod'],
  batchTaken: number,
  batchStartedOn: string | null,
  version: number,
];

/** Rewards as they are shown in one language, for as long as no window opens or closes and no other day begins. */
interface Views {
  timeZone: string;
  day: string;
  from: Date;
  until: Date | null;
  rewards: SharedReward[];
}

/** The rewards of a page as everybody sees them, in one version of the catalog and with one state of their stock. */
export class ShownPage {
  readonly ids: readonly string[];
  readonly #views = new Map<Language, Views>();

  constructor(
    readonly version: number,
    readonly shown: string | null,
    readonly rows: readonly RewardRow[],
  ) {
    this.ids = rows.map((row) => row.id);
  }

  /** Made once and shared by all who ask in this language; what is a member's own is laid over them. */
  rewards(view: View): SharedReward[] {
    const { language, timeZone, now } = view;
    const day = dayOf(now, timeZone);
    const made = this.#views.get(language);
    if (made?.timeZone === timeZone && made.day === day && made.from <= now) {
      if (made.until === null || now < made.until) return made.rewards;
    }
    const rewards = this.rows.map((row) => sharedReward(row, view));
    this.#views.set(language, { timeZone, day, from: now, until: nextChange(this.rows, now), rewards });
    return rewards;
  }
}

const mostPages = 500;
const nothingKept = new ShownPage(0, null, []);

/**
 * Pages as they were last shown. What operators write of a reward is good for one version of the program's catalog, which every
 * operator's change ends; which rewards stand on the page, their stock and what is a member's own are always read.
 */
export class KeptPages {
  readonly #pages = new Map<string, ShownPage>();

  /** What need not be read again, as far as it is of this version. */
  known(key: string): ShownPage {
    return this.#pages.get(key) ?? nothingKept;
  }

  /** The whole page again, kept for the next time; the same one where nothing is new. */
  completed(key: string, known: ShownPage, { version, shown, written }: PageRow): ShownPage {
    if (version === known.version && shown === known.shown) return known;
    const rows = new Map(known.rows.map((row) => [row.id, row]));
    for (const row of written ?? []) rows.set(row.id, asRead(row));
    const page = new ShownPage(
      version,
      shown,
      shownRows(shown).map(([id, sortKey, stocks]) => withStocks(rows.get(id), sortKey, stocks ?? [])),
    );
    this.#keep(key, page);
    return page;
  }

  #keep(key: string, page: ShownPage): void {
    if (this.#pages.size >= mostPages && !this.#pages.has(key)) {
      const oldest = this.#pages.keys().next();
      if (oldest.done !== true) this.#pages.delete(oldest.value);
    }
    this.#pages.set(key, page);
  }
}

/** Pages of the same list hold the same rewards for most who ask. */
export function pageKey(viewer: Viewer, filter: RewardsFilter, page: PageAsked): string {
  return JSON.stringify([viewer.programId, filter, page]);
}

function shownRows(shown: string | null): ShownRow[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the statement of the page writes it
  return shown === null ? [] : (JSON.parse(shown) as ShownRow[]);
}

function asRead(row: WrittenRow): RewardRow {
  return {
    ...row,
    on_sale_from: moment(row.on_sale_from),
    on_sale_until: moment(row.on_sale_until),
    sort_key: null,
    limit_used: null,
    member_points: null,
  };
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function withStocks(row: RewardRow | undefined, sortKey: number | null, stocks: StockTuple[]): RewardRow {
  if (row === undefined) throw new Error('A reward was taken for known that is not.');
  const variants = row.variants.map((variant, at) => {
    const found = stocks[at];
    if (found === undefined) throw new Error('A variant of a kept reward has no stock.');
    const [onHand, batchSize, batchPeriod, batchTaken, batchStartedOn, version] = found;
    return { ...variant, stock: { onHand, batchSize, batchPeriod, batchTaken, batchStartedOn, version } };
  });
  return { ...row, variants, sort_key: sortKey };
}

/** When the next sale or price of these rewards begins or ends; null for never. */
function nextChange(rows: readonly RewardRow[], now: Date): Date | null {
  const windows = rows.flatMap((row) => [
    row.on_sale_from,
    row.on_sale_until,
    ...row.variants.flatMap((variant) =>
      variant.plans.flatMap((plan) => [moment(plan.startsAt), moment(plan.endsAt)]),
    ),
  ]);
  let next: Date | null = null;
  for (const at of windows) {
    if (at !== null && at > now && (next === null || at < next)) next = at;
  }
  return next;
}
