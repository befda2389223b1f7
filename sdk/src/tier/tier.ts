import {
  BenefitUsageDocument,
  type BenefitUsageQuery,
  MemberTierDocument,
  type MemberTierFragment,
  type TierFragment,
  type TierRulesFragment,
  TierRulesDocument,
  type TierRulesQuery,
  TiersDocument,
} from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/** A step of the membership ladder, held from the score `from` on, with the benefits it gives. */
export type Tier = TierFragment;
/**
 * Where a member stands: the tier they have, the one above with the score that is `missing` and the `percent` of the way,
 * when the tier is reviewed, the keep-sprint in which purchases earn more, and how to reach dedicated service where they have it.
 */
export type MemberTier = MemberTierFragment;

/** Every rule of the ladder with its number, and all of them as plain `sentences` in the member's language. */
export type TierRules = TierRulesFragment;

/** The rules in force, and those that are announced to take their place with what they change; null when none are. */
export type TierRuleBook = TierRulesQuery['tierRules'];

/** How often the member used a benefit this year, and the points it saved or gave. */
export type BenefitUsage = NonNullable<BenefitUsageQuery['me']>['tier']['benefitUsage'][number];

/** The membership ladder, the lowest step first. */
export async function tiers(client: Client, options?: RequestOptions): Promise<readonly Tier[]> {
  return (await client.request(TiersDocument, {}, options)).tiers;
}

/** How scores are made and tiers kept, and what is announced to change in it. */
export async function tierRules(client: Client, options?: RequestOptions): Promise<TierRuleBook> {
  return (await client.request(TierRulesDocument, {}, options)).tierRules;
}

/** Where the member stands, or null while nobody is signed in. */
export async function memberTier(client: Client, options?: RequestOptions): Promise<MemberTier | null> {
  return (await client.request(MemberTierDocument, {}, options)).me?.tier ?? null;
}

/** The benefits the member used since the year began, the most used first; empty while nobody is signed in. */
export async function benefitUsage(
  client: Client,
  options?: RequestOptions,
): Promise<readonly BenefitUsage[]> {
  return (await client.request(BenefitUsageDocument, {}, options)).me?.tier.benefitUsage ?? [];
}
