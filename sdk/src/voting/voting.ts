import {
  type BallotFragment,
  BallotsDocument,
  type BallotsQuery,
  VoteCampaignDocument,
  type VoteCampaignFragment,
  VoteCampaignsDocument,
  type VoteCampaignsQuery,
  VoteCastDocument,
  type VoteCastInput,
  type VoteTallyFragment,
  WatchVoteTallyDocument,
} from '../generated/storefront.js';
import type { PageInput } from '../points/points.js';
import { versionOf, type WatchOptions } from '../transport/channel.js';
import type { Client, RequestOptions } from '../transport/fetch.js';
import { type Keyed, keyed, settled } from '../transport/mutation.js';
import type { Live } from '../transport/socket.js';

/** How a campaign stands; `candidates` is null while its counts are hidden. `version` only grows. */
export type VoteTally = VoteTallyFragment;
/** A campaign with its candidates, how it stands, and the signed-in member's ballot. */
export type VoteCampaign = VoteCampaignFragment;
/** One page of campaigns, newest first; `pageInfo.endCursor` goes into the next call's `after`. */
export type VoteCampaignPage = VoteCampaignsQuery['voteCampaigns'];
/** What one member chose in a campaign. */
export type Ballot = BallotFragment;
/** One page of the member's ballots, newest first, with what each was about and what was chosen. */
export type BallotPage = NonNullable<BallotsQuery['me']>['ballots'];
/** What to vote for: `campaignId`, `candidateId`, and `points` or `quantity` where the campaign asks for them. */
export type VoteCast = Keyed<VoteCastInput>;
/** By its id, or by its handle. */
export type VoteCampaignKey =
  | { readonly id: string; readonly handle?: never }
  | { readonly handle: string; readonly id?: never };

/** Campaigns, newest first; with `open` only those that take ballots now, or only the others. */
export async function voteCampaigns(
  client: Client,
  input: PageInput & { readonly open?: boolean } = {},
  options?: RequestOptions,
): Promise<VoteCampaignPage> {
  return (await client.request(VoteCampaignsDocument, input, options)).voteCampaigns;
}

/** One campaign, or null when there is none. */
export async function voteCampaign(
  client: Client,
  key: VoteCampaignKey,
  options?: RequestOptions,
): Promise<VoteCampaign | null> {
  return (await client.request(VoteCampaignDocument, key, options)).voteCampaign;
}

/**
 * Casts the member's only ballot of a campaign, or changes it; counted exactly once however often it has to be sent.
 *
 * @throws {RefusedError} `ALREADY_VOTED` where a ballot is final, `INVALID_STATE` after the end, `INSUFFICIENT_POINTS`
 * and others; nothing has happened then
 * @throws {UnauthorisedError} nobody is signed in
 * @throws {NetworkError} the mall stayed out of reach; call again with the same key to learn what happened
 */
export async function castVote(
  client: Client,
  input: VoteCast,
  options?: RequestOptions,
): Promise<{ readonly ballot: Ballot; readonly tally: VoteTally }> {
  const { payload } = await client.request(VoteCastDocument, { input: keyed(input) }, options);
  const { ballot, tally, userErrors } = payload;
  return settled({ result: ballot && tally && { ballot, tally }, userErrors });
}

/** The member's ballots, newest first, or null while nobody is signed in. */
export async function ballots(
  client: Client,
  input: PageInput = {},
  options?: RequestOptions,
): Promise<BallotPage | null> {
  return (await client.request(BallotsDocument, input, options)).me?.ballots ?? null;
}

/**
 * Follows how a campaign stands: the present state first, then every newer one. Nobody needs to be signed in. Closed
 * with RefusedError `NOT_FOUND` when it does not exist. Returns how to stop.
 */
export function watchVoteTally(
  live: Live,
  campaignId: string,
  onState: (state: VoteTally) => void,
  options?: WatchOptions,
): () => void {
  const subscription = {
    document: WatchVoteTallyDocument,
    variables: { campaignId },
    versionOf,
  };
  return live.watch(subscription, ({ state }) => onState(state), options);
}
