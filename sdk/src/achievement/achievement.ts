import { AchievementsDocument, type AchievementsQuery } from '../generated/storefront.js';
import type { Client, RequestOptions } from '../transport/fetch.js';

/**
 * A special award: `earnedOn` is the day it was earned, null before; `progress` says how far it has come, and `next`
 * whether it is the next to earn of its kind. Once earned it stays, but
 * for a tier whose rise a refund undid.
 */
export type Achievement = NonNullable<AchievementsQuery['me']>['achievements'][number];

/** The member's achievement wall, or null while nobody is signed in. */
export async function achievements(
  client: Client,
  options?: RequestOptions,
): Promise<readonly Achievement[] | null> {
  return (await client.request(AchievementsDocument, {}, options)).me?.achievements ?? null;
}
