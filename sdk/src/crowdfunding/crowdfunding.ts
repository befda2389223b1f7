import {
  DrawEntriesDocument,
  type PledgeFragment,
  PledgesDocument,
  type PledgesQuery,
  type PledgeState,
  PoolDocument,
  PoolPledgeDocument,
  type PoolPledgeInput,
  type PoolProgressFragment,
  type PoolQuery,
  PoolsDocument,
  type PoolsQuery,
  type PoolSummaryFragment,
  PoolWithdrawDocument,
  type PoolWithdrawInput,
  WatchPoolProgressDocument,
} from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import { versionOf, type WatchOptions } from '../transport/channel.js';
import type { UserError } from '../transport/errors.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { type Keyed, keyed, settled } from '../transport/mutation.js';
import type { Live } from '../transport/socket.js';
import type { PublishedDraw } from './verify-draw.js';

/** How far a pool is: `pledged` of `target` points, backers, deadline. `version` only grows. */
export type PoolProgress = PoolProgressFragment;
/** A pool as cards show it. */
export type PoolSummary = PoolSummaryFragment;
/** A pool with its story, its terms, the member's own pledge, what the draw comes from, and what became of it: `cancelled`, `settlement`. */
export type PoolDetail = NonNullable<PoolQuery['pool']>;
/** One page of pools, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type PoolPage = PoolsQuery['pools'];
/** What the member put into a pool; `number` is their name in the draw. */
export type Pledge = PledgeFragment;
/** One page of the member's pledges, newest first. */
export type PledgePage = NonNullable<PledgesQuery['me']>['pledges'];
/** A pledge and its pool as they are now. */
export type Pledged = { readonly pledge: Pledge; readonly progress: PoolProgress };
/** What to pledge: `poolId`, and `points` in all, so that raising a pledge is the same call with more. */
export type PledgeInput = Keyed<PoolPledgeInput>;
/** Which pledge to take back: `poolId`. */
export type WithdrawInput = Keyed<PoolWithdrawInput>;
/** By its id, or by its handle. */
export type PoolKey =
  | { readonly id: string; readonly handle?: never }
  | { readonly handle: string; readonly id?: never };

/** Pools, newest first; with `open` only those that take pledges now, or only the others. */
export async function pools(
  client: Client,
  input: PageInput & { readonly open?: boolean } = {},
  options?: RequestOptions,
): Promise<PoolPage> {
  return (await client.request(PoolsDocument, input, options)).pools;
}

/** One pool with everything about it, or null when there is none. */
export async function pool(
  client: Client,
  key: PoolKey,
  options?: RequestOptions,
): Promise<PoolDetail | null> {
  return (await client.request(PoolDocument, key, options)).pool;
}

/**
 * Pledges points, or raises a pledge, exactly once however often it has to be sent. They are held, and taken only when the
 * pool is full in time.
 *
 * @throws {RefusedError} `INSUFFICIENT_POINTS`, `TARGET_REACHED` (with what is still taken), `AMOUNT_OUT_OF_RANGE`,
 * `INVALID_STATE` when it is over, and others; nothing has happened then
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach; call again with the same key to learn what happened
 */
export async function pledge(client: Client, input: PledgeInput, options?: RequestOptions): Promise<Pledged> {
  const { payload } = await client.request(PoolPledgeDocument, { input: keyed(input) }, options);
  return pledgedOf(payload);
}

/**
 * Takes a pledge back while its pool is open, exactly once however often it has to be sent.
 *
 * @throws {RefusedError} `INVALID_STATE` when the pool is closed or nothing is pledged; nothing has happened then
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach; call again with the same key to learn what happened
 */
export async function withdrawPledge(
  client: Client,
  input: WithdrawInput,
  options?: RequestOptions,
): Promise<Pledged> {
  const { payload } = await client.request(PoolWithdrawDocument, { input: keyed(input) }, options);
  return pledgedOf(payload);
}

function pledgedOf({
  pledge: made,
  progress,
  userErrors,
}: {
  readonly pledge: Pledge | null;
  readonly progress: PoolProgress | null;
  readonly userErrors: readonly UserError[];
}): Pledged {
  return settled({ result: made && progress && { pledge: made, progress }, userErrors });
}

/** The member's pledges, of one state or all, newest first, or null while nobody is signed in. */
export async function pledges(
  client: Client,
  input: PageInput & { readonly state?: PledgeState } = {},
  options?: RequestOptions,
): Promise<PledgePage | null> {
  return (await client.request(PledgesDocument, input, options)).me?.pledges ?? null;
}

/** Everything that was drawn from in a full pool, ready for `verifyDraw`; empty before. */
export async function drawEntries(
  client: Client,
  poolId: string,
  options?: RequestOptions,
): Promise<PublishedDraw['entries']> {
  const entries: PublishedDraw['entries'][number][] = [];
  let after: string | null = null;
  do {
    const page: { readonly after?: string } = after === null ? {} : { after };
    const answer = await client.request(DrawEntriesDocument, { id: poolId, first: 100, ...page }, options);
    const found = answer.pool?.draw.entries;
    entries.push(...(found?.nodes ?? []));
    after = found?.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
  } while (after !== null);
  return entries;
}

/**
 * Follows how far a pool is: the present state first, then every newer one. Nobody needs to be signed in. Closed with
 * RefusedError `NOT_FOUND` when it does not exist. Returns how to stop.
 */
export function watchPoolProgress(
  live: Live,
  poolId: string,
  onState: (state: PoolProgress) => void,
  options?: WatchOptions,
): () => void {
  const subscription = {
    document: WatchPoolProgressDocument,
    variables: { poolId },
    versionOf,
  };
  return live.watch(subscription, ({ state }) => onState(state), options);
}
