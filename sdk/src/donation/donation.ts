import {
  type DonationFragment,
  DonationGiveDocument,
  type DonationGiveInput,
  DonationGiftsDocument,
  type DonationGiftsFragment,
  DonationNewsDocument,
  type DonationNewsPageFragment,
  type DonationProgressFragment,
  DonationProjectDocument,
  type DonationProjectQuery,
  DonationProjectsDocument,
  type DonationProjectsQuery,
  type DonationProjectSummaryFragment,
  DonationReceiptDocument,
  DonationsDocument,
  type DonationsQuery,
  WatchDonationProgressDocument,
} from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import { versionOf, type WatchOptions } from '../transport/channel.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { type Keyed, keyed, settled } from '../transport/mutation.js';
import type { Live } from '../transport/socket.js';

/** How far a good cause is: `raised` of `goal` points, donors, milestones. `version` only grows. */
export type DonationProgress = DonationProgressFragment;
/** A good cause as cards show it. */
export type DonationProjectSummary = DonationProjectSummaryFragment;
/** A good cause with its story, news, who gave, and what was paid out. */
export type DonationProjectDetail = NonNullable<DonationProjectQuery['donationProject']>;
/** One page of good causes, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type DonationProjectPage = DonationProjectsQuery['donationProjects'];
/** One page of who gave to a good cause, newest first. */
export type DonationGiftPage = DonationGiftsFragment;
/** One page of what became of a good cause, newest first. */
export type DonationNewsPage = DonationNewsPageFragment;
/** The receipt for one gift. */
export type Donation = DonationFragment;
/** One page of the member's receipts, newest first. */
export type DonationPage = NonNullable<DonationsQuery['me']>['donations'];
/** What to give: `projectId`, `points`, and `anonymous` to keep the name from others. */
export type DonationGive = Keyed<DonationGiveInput>;
/** By its id, or by its handle. */
export type DonationProjectKey =
  | { readonly id: string; readonly handle?: never }
  | { readonly handle: string; readonly id?: never };

/** Good causes, newest first; with `open` only those that take gifts now, or only the others. */
export async function donationProjects(
  client: Client,
  input: PageInput & { readonly open?: boolean } = {},
  options?: RequestOptions,
): Promise<DonationProjectPage> {
  return (await client.request(DonationProjectsDocument, input, options)).donationProjects;
}

/** One good cause with everything about it, or null when there is none. */
export async function donationProject(
  client: Client,
  key: DonationProjectKey,
  options?: RequestOptions,
): Promise<DonationProjectDetail | null> {
  return (await client.request(DonationProjectDocument, key, options)).donationProject;
}

/** Who gave to a good cause, newest first, or null when there is none; the first of them come with `donationProject`. */
export async function donationGifts(
  client: Client,
  input: DonationProjectKey & PageInput,
  options?: RequestOptions,
): Promise<DonationGiftPage | null> {
  return (await client.request(DonationGiftsDocument, input, options)).donationProject?.gifts ?? null;
}

/** What became of a good cause, newest first, or null when there is none; the first of it comes with `donationProject`. */
export async function donationNews(
  client: Client,
  input: DonationProjectKey & PageInput,
  options?: RequestOptions,
): Promise<DonationNewsPage | null> {
  return (await client.request(DonationNewsDocument, input, options)).donationProject?.news ?? null;
}

/**
 * Gives points to a good cause, exactly once however often it has to be sent.
 *
 * @throws {RefusedError} `INSUFFICIENT_POINTS`, `TARGET_REACHED` (with what is still taken), `AMOUNT_OUT_OF_RANGE`,
 * `INVALID_STATE` when it takes no gifts, and others; nothing has happened then
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach; call again with the same key to learn what happened
 */
export async function giveDonation(
  client: Client,
  input: DonationGive,
  options?: RequestOptions,
): Promise<{ readonly donation: Donation; readonly progress: DonationProgress }> {
  const { payload } = await client.request(DonationGiveDocument, { input: keyed(input) }, options);
  const { donation, progress, userErrors } = payload;
  return settled({ result: donation && progress && { donation, progress }, userErrors });
}

/**
 * One of the member's own receipts, or null when there is none by that id.
 *
 * @throws {UnauthorisedError} nobody is signed in
 */
export async function donation(
  client: Client,
  id: string,
  options?: RequestOptions,
): Promise<Donation | null> {
  return (await client.request(DonationReceiptDocument, { id }, options)).donation;
}

/** The member's receipts, newest first, or null while nobody is signed in. */
export async function donations(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<DonationPage | null> {
  return (await client.request(DonationsDocument, input, options)).me?.donations ?? null;
}

/**
 * Follows how far a good cause is: the present state first, then every newer one. Nobody needs to be signed in. Closed
 * with RefusedError `NOT_FOUND` when it does not exist. Returns how to stop.
 */
export function watchDonationProgress(
  live: Live,
  projectId: string,
  onState: (state: DonationProgress) => void,
  options?: WatchOptions,
): () => void {
  const subscription = {
    document: WatchDonationProgressDocument,
    variables: { projectId },
    versionOf,
  };
  return live.watch(subscription, ({ state }) => onState(state), options);
}
