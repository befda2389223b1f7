import {
  ExchangeCancelDocument,
  type ExchangeCancelInput,
  ExchangeDocument,
  type ExchangeFragment,
  ExchangePayDocument,
  type ExchangePayInput,
  ExchangeRedeemDocument,
  type ExchangeRedeemInput,
  ExchangesDocument,
  type ExchangesQuery,
  type ExchangeState,
} from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { type Keyed, keyed, settled } from '../transport/mutation.js';

/** Points that became rewards: its state, lines with codes or shipments, and the payment when cash is part of it. */
export type Exchange = ExchangeFragment;
/** One page of the member's exchanges, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type ExchangePage = NonNullable<ExchangesQuery['me']>['exchanges'];
/**
 * What to exchange: `lines` of variant, quantity and price plan, all or nothing. Pass what the member saw as `expectedTotal`
 * (the function of that name adds it up) and a changed price is refused instead of charged.
 */
export type RedeemInput = Keyed<ExchangeRedeemInput>;
/** Which exchange to pay, and with which method of the payment provider. */
export type PayInput = Keyed<ExchangePayInput>;
/** Which exchange to cancel. */
export type CancelInput = Keyed<ExchangeCancelInput>;

/**
 * Exchanges points for rewards, exactly once however often it has to be sent. With cash in the price the result is in
 * state `AWAITING_PAYMENT` and its points are held until `pay`.
 *
 * @throws {RefusedError} `INSUFFICIENT_POINTS`, `OUT_OF_STOCK`, `LIMIT_REACHED`, `NOT_ON_SALE`, `TIER_REQUIRED`,
 * `PRICE_CHANGED` and others, each with its data; nothing has happened then
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach; call again with the same key to learn what happened
 */
export async function redeem(
  client: Client,
  input: RedeemInput,
  options?: RequestOptions,
): Promise<Exchange> {
  return settled((await client.request(ExchangeRedeemDocument, { input: keyed(input) }, options)).payload);
}

/**
 * Pays the cash part of an exchange; cash and held points are taken together.
 *
 * @throws {RefusedError} `PAYMENT_DECLINED`, or `INVALID_STATE` when it no longer awaits payment
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach
 */
export async function pay(client: Client, input: PayInput, options?: RequestOptions): Promise<Exchange> {
  return settled((await client.request(ExchangePayDocument, { input: keyed(input) }, options)).payload);
}

/**
 * Cancels an exchange whose `cancellable` is true; points return to the lots they came from, and cash is given back.
 *
 * @throws {RefusedError} `INVALID_STATE` when it is too late
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach
 */
export async function cancel(
  client: Client,
  input: CancelInput,
  options?: RequestOptions,
): Promise<Exchange> {
  return settled((await client.request(ExchangeCancelDocument, { input: keyed(input) }, options)).payload);
}

/**
 * One of the member's own exchanges, or null when there is none by that id.
 *
 * @throws {UnauthorisedError} nobody is signed in
 */
export async function exchange(
  client: Client,
  id: string,
  options?: RequestOptions,
): Promise<Exchange | null> {
  return (await client.request(ExchangeDocument, { id }, options)).exchange;
}

/** The member's exchanges, of one state or all, newest first, or null while nobody is signed in. */
export async function exchanges(
  client: Client,
  input: PageInput & { readonly state?: ExchangeState } = {},
  options?: RequestOptions,
): Promise<ExchangePage | null> {
  return (await client.request(ExchangesDocument, input, options)).me?.exchanges ?? null;
}
