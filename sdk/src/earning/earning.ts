import {
  CheckInDocument,
  type CheckInFragment,
  type CheckInInput,
  CheckInStateDocument,
  type CheckInStateFragment,
} from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { type Keyed, keyed, settled } from '../transport/mutation.js';

/** Where the member's streak stands, in days, and what the next check-in earns, in points. */
export type CheckInState = CheckInStateFragment;
/** A check-in that was just made: the day, the streak, the points earned, and the member's new balance. */
export type CheckIn = CheckInFragment;

/** The member's check-in streak, or null while nobody is signed in. */
export async function checkInState(client: Client, options?: RequestOptions): Promise<CheckInState | null> {
  return (await client.request(CheckInStateDocument, {}, options)).me?.checkIn ?? null;
}

/**
 * Checks the member in for today.
 *
 * @throws {RefusedError} `ALREADY_CHECKED_IN` with `nextAt`, the moment the next one is possible
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach
 */
export async function checkIn(
  client: Client,
  input: Keyed<CheckInInput> = {},
  options?: RequestOptions,
): Promise<CheckIn> {
  return settled((await client.request(CheckInDocument, { input: keyed(input) }, options)).payload);
}
