import {
  CategoriesDocument,
  type CategoryFragment,
  type FacetCountFragment,
  type MoneyFragment,
  type PriceFragment,
  RewardDocument,
  type RewardDetailFragment,
  type RewardFilter,
  RewardsDocument,
  type RewardsQuery,
  type RewardSort,
  type RewardSummaryFragment,
  type StockStateFragment,
  type VariantDetailFragment,
  type ZoneFragment,
  ZonesDocument,
  ZonesWithRewardsDocument,
  type ZonesWithRewardsQuery,
} from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** An amount of cash: `amount` as a decimal string such as `"49.00"`, `currencyCode` by ISO 4217. */
export type Money = MoneyFragment;
/** What one unit costs: whole `points`, plus `cash` when the price plan asks for both. */
export type Price = PriceFragment;
/**
 * What is left of a variant: `available` units (null when `unlimited`), the running `batch` of a limited edition, and
 * a `version` that only grows, so that of two states the newer one is known.
 */
export type StockState = StockStateFragment;
/** A shelf of the mall, such as newcomer, flash or new arrivals; filter by its `key`. */
export type Zone = ZoneFragment;
/** A zone with the first page of its `rewards`; further ones are those of `rewards` with the zone as filter, `after` its `endCursor`. */
export type ZoneWithRewards = ZonesWithRewardsQuery['zones'][number];
/** A category of rewards; filter by its `key`. */
export type Category = CategoryFragment;
/**
 * A reward as a list or a card shows it. `memberPrice` is what the member pays, `nextTier` what one tier more would pay and from when,
 * `tierRequired` who can have it at all; what is the member's own is null while nobody is signed in.
 */
export type RewardSummary = RewardSummaryFragment;
/** A reward with everything its own page shows: description, variants, price plans, window, limit. */
export type RewardDetail = RewardDetailFragment;
/** One orderable form of a reward (a size, a colour), with its price plans and stock. */
export type VariantDetail = VariantDetailFragment;
/**
 * One way to pay for a variant: its `price` for everybody, the `memberPrice` of the signed-in member (null where their tier
 * does not open it), and the `tier` from which on it is open.
 */
export type PricePlan = VariantDetail['pricePlans'][number];
/** How many rewards a filter value would leave; `key` is what the filter takes, `label` what the member reads. */
export type FacetCount = FacetCountFragment;
/**
 * One page of rewards. `pageInfo.endCursor` goes into the next call's `after`. `totalCount` and `facets` cover all
 * pages and are there when `counts` was true.
 */
export type RewardPage = RewardsQuery['rewards'];

/** What to list; everything may be left out. */
export interface RewardsInput {
  /** How many rewards, 20 when left out. */
  readonly first?: number;
  /** The `endCursor` of the page before. */
  readonly after?: string | null;
  /** Words to search for, Chinese or English. */
  readonly query?: string;
  /** Keeps only rewards that fit every given condition; values of one condition are alternatives. */
  readonly filter?: RewardFilter;
  /** The order; when left out, `RELEVANCE` where words are searched for and `FEATURED` elsewhere. */
  readonly sort?: RewardSort;
  /** Whether to count all matches and facets; when left out, only the first page does, because later ones need not. */
  readonly counts?: boolean;
}

/** How much of a home page to read; everything may be left out. */
export interface ZonesWithRewardsInput {
  /** How many zones, 7 when left out. */
  readonly zones?: number;
  /** How many rewards of each, 20 when left out. */
  readonly rewards?: number;
  /** Keeps only rewards that fit every given condition. */
  readonly filter?: RewardFilter;
  /** The order within each zone, `FEATURED` when left out. */
  readonly sort?: RewardSort;
}

/** Which reward: by its id, or by the handle used in addresses. */
export type RewardKey = { readonly id: string } | { readonly handle: string };

/** Lists, searches and filters rewards. */
export async function rewards(
  client: Client,
  input: RewardsInput = {},
  options?: RequestOptions,
): Promise<RewardPage> {
  const variables = { ...input, counts: input.counts ?? !input.after };
  return (await client.request(RewardsDocument, variables, options)).rewards;
}

/** One reward with all its detail, or null when there is none by that id or handle. */
export async function reward(
  client: Client,
  key: RewardKey,
  options?: RequestOptions,
): Promise<RewardDetail | null> {
  return (await client.request(RewardDocument, key, options)).reward;
}

/** The zones of the mall, in the order in which to show them. */
export async function zones(client: Client, options?: RequestOptions): Promise<readonly Zone[]> {
  return (await client.request(ZonesDocument, {}, options)).zones;
}

/**
 * A home page of shelves in one call: the first zones of the mall, in the order in which to show them, each with its first rewards.
 * Zones times rewards is bounded by the server's limit on queries: seven by twenty is within it.
 */
export async function zonesWithRewards(
  client: Client,
  { zones: most = 7, rewards: ofEach = 20, ...narrowed }: ZonesWithRewardsInput = {},
  options?: RequestOptions,
): Promise<readonly ZoneWithRewards[]> {
  const variables = { zones: most, rewards: ofEach, ...narrowed };
  return (await client.request(ZonesWithRewardsDocument, variables, options)).zones;
}

/** The categories of the mall, in the order in which to show them. */
export async function categories(client: Client, options?: RequestOptions): Promise<readonly Category[]> {
  return (await client.request(CategoriesDocument, {}, options)).categories;
}
