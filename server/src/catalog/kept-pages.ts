import { pricedUntil } from './price.rules.js';
import type { RewardsFilter, Viewer } from './rewards.filter.js';
import type { Keyset, RewardSort } from './rewards.order.js';
import type { RewardRow } from './rewards.queries.js';
import {
  earliest,
  type MemberRow,
  moment,
  ShownPage,
  type Standing,
  standsAt,
  withStocks,
} from './shown-page.js';

/** What a list was asked for, apart from who asked. */
export interface PageAsked {
  sort: RewardSort;
  first: number;
  after: Keyset | null;
}

/** A page as it is found. */
export type PageRow = {
  /** Of the catalog. */
  version: number;
  /** Which rewards, in their order: JSON that is only looked into when it is another than before. */
  shown: string | null;
  /** Of all their variants. */
  stocks: string | null;
  /** The rewards of which not all was known in this version of the catalog; moments arrive as text. */
  written: WrittenRow[] | null;
  /** What is their own of those who ask, in their order. */
  members: MemberRow[];
};
export type WrittenRow = Omit<RewardRow, 'on_sale_from' | 'on_sale_until' | OfThePage> & {
  on_sale_from: string | null;
  on_sale_until: string | null;
};
type OfThePage = 'sort_key' | 'limit_used' | 'member_points' | 'member_tier';
type FoundReward = [id: string, sortKey: number | null];

const nothingKept = new ShownPage({ version: 0, shown: null, stocks: null, standing: null }, []);

/** What is kept at most, counted in rewards, for a page can hold one or a hundred of them. */
const mostRewards = 10_000;

/**
 * Pages as they were last shown. What operators write of a reward is good for one version of the program's catalog, which every
 * operator's change ends, and so is which rewards stand on the page where nothing but that and the time decides it; their
 * stock and what is a member's own are always read.
 */
export class KeptPages {
  /** Those that were asked for last come last. */
  readonly #pages = new Map<string, ShownPage>();
  /** The newest version that was seen of each program's catalog. */
  readonly #versions = new Map<string, number>();
  #rewards = 0;

  constructor(private readonly most = mostRewards) {}

  /** What need not be read again, as far as it is of this version. */
  known(key: string): ShownPage {
    return this.#pages.get(key) ?? nothingKept;
  }

  /** The page whose rewards need not be looked for again at this moment, as far as it is still of the catalog's version. */
  standing(key: string, { programId, now }: Viewer): ShownPage | null {
    const page = this.#pages.get(key);
    if (page === undefined || page.source.version !== this.#versions.get(programId)) return null;
    const { standing } = page.source;
    return standing !== null && standsAt(standing, now) ? page : null;
  }

  /** The same rewards with their stock as it is now, or null when they must be looked for in another version. */
  again(key: string, viewer: Viewer, page: ShownPage, row: Pick<PageRow, 'version' | 'stocks'>) {
    this.#versions.set(viewer.programId, row.version);
    if (row.version !== page.source.version) return null;
    return this.#keep(key, page.withStocks(row.stocks));
  }

  /** The whole page again, kept for the next time; the same one where nothing is new. */
  completed(
    asked: { key: string; viewer: Viewer; stands: boolean },
    known: ShownPage,
    row: PageRow,
  ): ShownPage {
    const { key, viewer, stands } = asked;
    const { version, shown, stocks, written } = row;
    this.#versions.set(viewer.programId, version);
    if (version === known.source.version && shown === known.source.shown) {
      return this.#keep(key, known.withStocks(stocks));
    }
    const rewards = new Map(known.rows.map((reward) => [reward.id, reward]));
    for (const reward of written ?? []) rewards.set(reward.id, asRead(reward));
    const found = foundRewards(shown).map((one) => inPlace(one, rewards));
    const standing = stands ? standingOf(found, viewer.now) : null;
    return this.#keep(key, new ShownPage({ version, shown, stocks, standing }, withStocks(found, stocks)));
  }

  #keep(key: string, page: ShownPage): ShownPage {
    this.#forget(key);
    this.#pages.set(key, page);
    this.#rewards += weight(page);
    for (const [oldest] of this.#pages) {
      if (this.#rewards <= this.most) break;
      this.#forget(oldest);
    }
    return page;
  }

  #forget(key: string): void {
    const page = this.#pages.get(key);
    if (page === undefined) return;
    this.#pages.delete(key);
    this.#rewards -= weight(page);
  }
}

/** An empty page takes room, too. */
function weight(page: ShownPage): number {
  return page.rows.length + 1;
}

/** Rewards only leave a list as time goes by, so that a page stays what it is until one of its own does. */
function standingOf(rows: readonly RewardRow[], now: Date): Standing {
  return { from: now, until: earliest(rows.flatMap((row) => [row.on_sale_until, lastPriceOf(row)])) };
}

function lastPriceOf({ variants }: RewardRow): Date | null {
  const plans = variants.flatMap((variant) => variant.plans);
  return pricedUntil(plans.map(({ endsAt }) => ({ endsAt: moment(endsAt) })));
}

/** Whether only operators and the time decide which rewards stand on a page; exchanges and members' points change others. */
export function standsByVersion({ affordable, inStock }: RewardsFilter, { sort }: PageAsked): boolean {
  return affordable !== true && inStock !== true && sort !== 'popular';
}

/** Pages of the same list hold the same rewards for most who ask. */
export function pageKey({ programId, bands }: Viewer, filter: RewardsFilter, page: PageAsked): string {
  // Where a program draws its bands is none of the catalog's versions.
  return JSON.stringify([programId, filter, page, filter.bands === null ? null : bands]);
}

function foundRewards(shown: string | null): FoundReward[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the statement of the page writes it
  return shown === null ? [] : (JSON.parse(shown) as FoundReward[]);
}

function inPlace([id, sortKey]: FoundReward, rewards: ReadonlyMap<string, RewardRow>): RewardRow {
  const reward = rewards.get(id);
  if (reward === undefined) throw new Error('A reward was taken for known that is not.');
  return { ...reward, sort_key: sortKey };
}

function asRead(row: WrittenRow): RewardRow {
  return {
    ...row,
    on_sale_from: moment(row.on_sale_from),
    on_sale_until: moment(row.on_sale_until),
    sort_key: null,
    limit_used: null,
    member_points: null,
    member_tier: null,
  };
}
