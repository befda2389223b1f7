import type { Keyset, RewardSort } from './rewards.order.js';
import type { RewardRow, VariantStockRow } from './rewards.queries.js';
import type { RewardsFilter, Viewer } from './rewards.filter.js';

/** What a list was asked for, apart from who asked. */
export interface PageAsked {
  sort: RewardSort;
  first: number;
  after: Keyset | null;
}

/** A row as a page reads it: of rewards that were known in this version of the catalog, only what is never kept. */
export type LiveRow = RewardRow & {
  known: boolean;
  /** Of the catalog, as it was when the row was read. */
  version: number;
  /** In the order of the variants; null where the variants have it. */
  stocks: VariantStockRow[] | null;
};

interface KeptPage {
  version: number;
  rewards: ReadonlyMap<string, RewardRow>;
}

const mostPages = 500;
const nothingKept: KeptPage = { version: 0, rewards: new Map() };

/**
 * What operators write of the rewards that a page showed last: texts, pictures, prices. It is good for one version of the
 * program's catalog, which every operator's change ends; the page itself, stock and what is a member's own are always read.
 */
export class KeptPages {
  readonly #pages = new Map<string, KeptPage>();

  /** What need not be read again, as far as it is of this version. */
  known(key: string): KeptPage {
    return this.#pages.get(key) ?? nothingKept;
  }

  /** Whole rows again, kept for the next time. */
  completed(key: string, known: KeptPage, rows: readonly LiveRow[]): RewardRow[] {
    const whole = rows.map((row) => (row.known ? withLive(known.rewards.get(row.id), row) : row));
    const version = rows[0]?.version;
    if (version !== undefined && rows.some((row) => !row.known)) {
      this.#keep(key, { version, rewards: new Map(whole.map((row) => [row.id, row])) });
    }
    return whole;
  }

  #keep(key: string, page: KeptPage): void {
    if (this.#pages.size >= mostPages) {
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

function withLive(kept: RewardRow | undefined, row: LiveRow): RewardRow {
  if (kept === undefined) throw new Error('A reward was taken for known that is not.');
  const variants = kept.variants.map((variant, at) => {
    const stock = row.stocks?.[at];
    if (stock === undefined) throw new Error('A variant of a kept reward has no stock.');
    return { ...variant, stock };
  });
  const { sort_key, limit_used, member_points } = row;
  return { ...kept, variants, sort_key, limit_used, member_points };
}
