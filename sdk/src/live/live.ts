import type { StockState } from '../catalog/catalog.js';
import type { Exchange } from '../exchange/exchange.js';
import {
  StockFeedSnapshotDocument,
  type StockFeedEventFragment,
  type StockFeedItemFragment,
  type StockFeedSnapshotQuery,
  WatchBalanceDocument,
  WatchExchangeDocument,
  WatchStockDocument,
  WatchStockFeedDocument,
  type WatchStockFeedSubscription,
} from '../generated/storefront.js';
import type { Balance, PageInput } from '../points/points.js';
import { versionOf, type WatchOptions } from '../transport/channel.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import type { Live } from '../transport/socket.js';

/** One change of stock, price or listing of one variant, with the state after it. */
export type StockFeedEvent = StockFeedEventFragment;
/** Changes in the order in which they happened; `cursor` is what to pass as `after` to go on behind them. */
export type StockFeedBatch = WatchStockFeedSubscription['state'];
/** The state of one variant at the moment a feed starts. */
export type StockFeedItem = StockFeedItemFragment;
/** One page of the state of every variant; follow the feed from the `cursor` of the first page. */
export type StockFeedSnapshotPage = StockFeedSnapshotQuery['stockFeedSnapshot'];

/** The mall takes this many variants in one subscription; more are spread over several. */
const VARIANTS_A_SUBSCRIPTION = 100;

/**
 * Follows what is left of some variants: the present state of each first, then every newer one. States between two
 * deliveries may be skipped, never reordered. Closed with RefusedError `NOT_FOUND` when one of them does not exist.
 * Returns how to stop.
 */
export function watchStock(
  live: Live,
  variantIds: readonly string[],
  onState: (state: StockState) => void,
  options?: WatchOptions,
): () => void {
  // Sorted and without repeats, so that pages naming the same variants share one subscription.
  const ids = [...new Set(variantIds)].sort();
  const stops: (() => void)[] = [];
  for (let from = 0; from < ids.length; from += VARIANTS_A_SUBSCRIPTION) {
    const subscription = {
      document: WatchStockDocument,
      variables: { variantIds: ids.slice(from, from + VARIANTS_A_SUBSCRIPTION) },
      versionOf: ({ state }: { state: StockState }) => ({ topic: state.variantId, version: state.version }),
    };
    stops.push(live.watch(subscription, ({ state }) => onState(state), options));
  }
  return () => {
    for (const stop of stops) stop();
  };
}

/** Follows the signed-in member's points: the present balance first, then every newer one. Returns how to stop. */
export function watchBalance(
  live: Live,
  onState: (state: Balance) => void,
  options?: WatchOptions,
): () => void {
  const subscription = { document: WatchBalanceDocument, variables: {}, versionOf };
  return live.watch(subscription, ({ state }) => onState(state), options);
}

/** Follows one of the member's exchanges, for example from payment to delivery. Returns how to stop. */
export function watchExchange(
  live: Live,
  id: string,
  onState: (state: Exchange) => void,
  options?: WatchOptions,
): () => void {
  const subscription = { document: WatchExchangeDocument, variables: { id }, versionOf };
  return live.watch(subscription, ({ state }) => onState(state), options);
}

/**
 * Follows every change of stock, price and listing of the mall, without gap or repetition through reconnects; needs a
 * partner key with the scope `stock_feed`. Store each batch's cursor with what you made of it and pass it as `after`
 * after a restart; without `after` the feed starts now, with an empty batch that carries the first cursor. Closed with
 * RefusedError `CURSOR_EXPIRED` when the cursor is older than the feed is kept: start again from a snapshot. Returns how
 * to stop.
 */
export function watchStockFeed(
  live: Live,
  input: { readonly after?: string | null },
  onBatch: (batch: StockFeedBatch) => void,
  options?: WatchOptions,
): () => void {
  const subscription = {
    document: WatchStockFeedDocument,
    variables: { after: input.after ?? null },
    resumeFrom: ({ state }: WatchStockFeedSubscription) => ({ after: state.cursor }),
  };
  return live.watch(subscription, ({ state }) => onBatch(state), options);
}

/** The state of every variant, to start a feed from; needs a partner key with the scope `stock_feed`. */
export async function stockFeedSnapshot(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<StockFeedSnapshotPage> {
  return (await client.request(StockFeedSnapshotDocument, input, options)).stockFeedSnapshot;
}
