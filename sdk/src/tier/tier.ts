import {
  MemberTierDocument,
  type MemberTierFragment,
  type TierFragment,
  TiersDocument,
} from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** A step of the membership ladder, held from the score `from` on. */
export type Tier = TierFragment;
/**
 * Where a member stands: the tier they have, the one above with the score that is `missing` and the `percent` of the way,
 * when the tier is reviewed, and the keep-sprint in which purchases earn more.
 */
export type MemberTier = MemberTierFragment;

/** The membership ladder, the lowest step first. */
export async function tiers(client: Client, options?: RequestOptions): Promise<readonly Tier[]> {
  return (await client.request(TiersDocument, {}, options)).tiers;
}

/** Where the member stands, or null while nobody is signed in. */
export async function memberTier(client: Client, options?: RequestOptions): Promise<MemberTier | null> {
  return (await client.request(MemberTierDocument, {}, options)).me?.tier ?? null;
}
