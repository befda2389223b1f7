import {
  BalanceDocument,
  type BalanceFragment,
  StatementDocument,
  type StatementEntryFragment,
  type StatementQuery,
} from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/**
 * A member's points, all whole numbers: `available` to spend now, `held` for exchanges that await payment and for
 * pledges, `pending`
 * (earned, not yet released), `owed`, and `expiringSoon` with the first moment they do. `version` only grows.
 */
export type Balance = BalanceFragment;
/**
 * One movement: a signed `amount` of points, the balance after it, why, and what it was for: `subject.__typename` says which kind
 * of thing, `subject.id` which one. It is null where there is nothing to look at, as for a check-in.
 */
export type StatementEntry = StatementEntryFragment;
/** One page of movements, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type StatementPage = NonNullable<StatementQuery['me']>['statement'];

/** Which page of a list. */
export interface PageInput {
  /** How many entries, 20 when left out. */
  readonly first?: number;
  /** The `endCursor` of the page before. */
  readonly after?: string | null;
}

/** The member's points, or null while nobody is signed in. */
export async function balance(client: Client, options?: RequestOptions): Promise<Balance | null> {
  return (await client.request(BalanceDocument, {}, options)).me?.balance ?? null;
}

/** The member's movements, newest first, or null while nobody is signed in. */
export async function statement(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<StatementPage | null> {
  return (await client.request(StatementDocument, input, options)).me?.statement ?? null;
}
